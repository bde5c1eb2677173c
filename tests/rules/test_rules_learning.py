"""Practice of machine learning."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

CASES = [
    Case("W6001", "nobody watches", "m: sagemaker-endpoint", at=("m",)),
    Case("W6001", "metrics go out", "m: sagemaker-endpoint\nw: cloudwatch\nm -> w log-metric"),
    Case(
        "W6001",
        "captured requests are looked at",
        "m: sagemaker-endpoint\nb: s3\nw: sagemaker-model-monitor\nm -> b delivery-destination\nb -> w job-input",
    ),
    Case(
        "I6002",
        "straight from training",
        "t: sagemaker-training\nb: s3\nm: sagemaker-endpoint\nt -> b job-output\nb -> m deploy",
        at=("m",),
    ),
    Case(
        "I6002",
        "the training is recorded",
        "t: sagemaker-training\nb: s3\nr: sagemaker-model-registry\nm: sagemaker-endpoint\nt -> b job-output\n"
        "b -> m deploy\nt -> r metadata",
    ),
    Case(
        "I6002", "the registry deploys", "r: sagemaker-model-registry\nm: sagemaker-endpoint\nr -> m deploy"
    ),
    Case(
        "W6003",
        "a large machine for typing",
        "n: sagemaker-notebook instance_type=ml.p3.8xlarge",
        at=("n",),
        says=("4 NVIDIA", "160 hours"),
    ),
    Case("W6003", "the small default", "n: sagemaker-notebook"),
    Case("W6003", "a large machine for training", "n: sagemaker-training instance_type=ml.p3.8xlarge"),
    Case("E6004", "an instance type", "t: fargate instance_type=m5.large", at=("t",), says=("m5.large",)),
    Case("E6004", "none", "t: fargate"),
    Case("E6004", "EC2 has instances", "t: ec2 instance_type=m5.large"),
    Case(
        "I6005",
        "scored from a bucket",
        "b: s3\nfn: lambda\nm: sagemaker-endpoint\nb << records items_per_month=30000 item_kb=1\n"
        "b -> fn event-notification\nfn -> m sdk-call",
        at=("m",),
        says=("30,000 requests",),
    ),
    Case(
        "I6005",
        "a client waits for the answer",
        "c: client\napi: api-gateway\nm: sagemaker-endpoint\nc << records items_per_month=30000 item_kb=1\n"
        "c -> api protocol-ingest\napi -> m service-integration",
    ),
    Case(
        "I6005",
        "an unknown load",
        "b: s3\nfn: lambda\nm: sagemaker-endpoint\nb -> fn event-notification\nfn -> m sdk-call",
    ),
    Case("W6006", "no people", "g: sagemaker-ground-truth", at=("g",)),
    Case(
        "W6006",
        "the public workforce has gone",
        "g: sagemaker-ground-truth workforce=mechanical-turk",
        at=("g",),
        says=("ended",),
    ),
    Case("W6006", "an own team", "g: sagemaker-ground-truth workforce=private"),
    Case("W6006", "people are drawn", "g: sagemaker-ground-truth\np: human-labelers\ng -> p human-task"),
    Case(
        "W6007",
        "too small for the peak",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1\n"
        "api << records items_per_s=10 item_kb=1\napi -> m service-integration",
        at=("m",),
        says=("5 instances busy", "has 1"),
    ),
    Case(
        "W6007",
        "large enough",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=6\n"
        "api << records items_per_s=10 item_kb=1\napi -> m service-integration",
    ),
    Case("E6008", "an EC2 name", "m: sagemaker-endpoint instance_type=m5.large", at=("m",), says=("'ml.'",)),
    Case("E6008", "a SageMaker name", "m: sagemaker-endpoint instance_type=ml.m5.large"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
