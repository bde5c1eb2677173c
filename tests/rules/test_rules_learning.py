"""Practice of machine learning."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

SERVED = "b: s3\nt: sagemaker-training\nm: s3\ne: sagemaker-endpoint\nb -> t job-input\nt -> m job-output\nm -> e deploy"
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
    Case(
        "W6009",
        "asked more often at once than it may answer",
        "api: api-gateway\nm: sagemaker-serverless-endpoint model_ms=500 max_concurrency=5\n"
        "api << records items_per_s=40 item_kb=1\napi -> m service-integration",
        at=("m",),
        says=("20 times at once", "answer 5"),
    ),
    Case(
        "W6009",
        "more than any serverless endpoint gets",
        "api: api-gateway\nm: sagemaker-serverless-endpoint model_ms=500\n"
        "api << records items_per_s=800 item_kb=1\napi -> m service-integration",
        at=("m",),
        says=("200 at most",),
    ),
    Case(
        "W6009",
        "enough",
        "api: api-gateway\nm: sagemaker-serverless-endpoint model_ms=500\napi << records items_per_s=40 item_kb=1\n"
        "api -> m service-integration",
    ),
    Case("W6009", "an unknown load", "m: sagemaker-serverless-endpoint max_concurrency=1"),
    Case(
        "I6011",
        "a client waits for one instance",
        "c: client\napi: api-gateway\nfn: lambda\nm: sagemaker-endpoint model_ms=200\n"
        "c << records items_per_s=5 item_kb=1\nc -> api protocol-ingest\napi -> fn sync-invoke\nfn -> m sdk-call",
        at=("m",),
        says=("one instance",),
    ),
    Case(
        "I6011",
        "two instances",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=200 instance_count=2\n"
        "api << records items_per_s=5 item_kb=1\napi -> m service-integration",
    ),
    Case(
        "I6011",
        "batches can wait",
        "b: s3\nfn: lambda\nm: sagemaker-endpoint model_ms=200\nb << records items_per_s=5 item_kb=1\n"
        "b -> fn event-notification\nfn -> m sdk-call",
    ),
    Case(
        "I6011",
        "hardly used is W7001's",
        "api: api-gateway\nm: sagemaker-endpoint\napi << records items_per_month=100 item_kb=1\n"
        "api -> m service-integration",
    ),
    Case(
        "I6012",
        "ten for the peak, one and a half work",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=10\n"
        "api << records items_per_s=3 item_kb=1 peak_ratio=6\napi -> m service-integration",
        at=("m",),
        says=("10 instances", "peak 9", "average 1.5"),
    ),
    Case(
        "I6012",
        "a steady load",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=10\n"
        "api << records items_per_s=15 item_kb=1\napi -> m service-integration",
    ),
    Case(
        "I6012",
        "too many even at the peak",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=20\n"
        "api << records items_per_s=3 item_kb=1 peak_ratio=6\napi -> m service-integration",
    ),
    Case(
        "I6012",
        "hours that follow the load",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=10 hours_per_month=160\n"
        "api << records items_per_s=3 item_kb=1 peak_ratio=6\napi -> m service-integration",
    ),
    Case(
        "W6016",
        "reports that lie in a bucket",
        "m: sagemaker-endpoint\nw: sagemaker-model-monitor\nb: s3\nm -> w job-input\nw -> b job-output",
        at=("w",),
    ),
    Case(
        "W6016",
        "an alarm starts training again",
        "m: sagemaker-endpoint\nw: sagemaker-model-monitor\nc: cloudwatch\ne: eventbridge\nm -> w job-input\n"
        "w -> c log-metric\nc -> e event-notification",
    ),
    Case("W6016", "a monitor that is not joined to anything yet", "w: sagemaker-model-monitor"),
    Case(
        "W6017",
        "a monitor waits",
        "m: sagemaker-endpoint capture_share=0\nw: sagemaker-model-monitor\nm -> w job-input",
        at=("m",),
        says=("captures none",),
    ),
    Case(
        "W6017",
        "a bucket waits",
        "m: sagemaker-endpoint capture_share=0\nb: s3\nm -> b delivery-destination",
        at=("m",),
    ),
    Case(
        "W6017",
        "a tenth is captured",
        "m: sagemaker-endpoint capture_share=0.1\nw: sagemaker-model-monitor\nm -> w job-input",
    ),
    Case("W6017", "nobody waits", "m: sagemaker-endpoint capture_share=0\nw: cloudwatch\nm -> w log-metric"),
    Case(
        "I6018",
        "six hours at risk",
        "t: sagemaker-training managed_spot=true hours_per_job=6",
        at=("t",),
        says=("6 h on spare capacity",),
    ),
    Case(
        "I6018",
        "with checkpoints",
        "t: sagemaker-training managed_spot=true hours_per_job=6 checkpoints=true",
    ),
    Case("I6018", "at the full price", "t: sagemaker-training hours_per_job=6"),
    Case("I6018", "a short job", "t: sagemaker-training managed_spot=true hours_per_job=1"),
    Case(
        "I6019",
        "twelve million pictures",
        "b: s3\nt: sagemaker-training\nb << image items_per_month=1000000 item_kb=100\nb -> t job-input",
        at=("t",),
        says=("12,000,000 files of 100 KB",),
    ),
    Case(
        "I6019",
        "large files",
        "b: s3\nt: sagemaker-training\nb << tabular items_per_month=1000000 item_kb=100000\nb -> t job-input",
    ),
    Case(
        "I6019",
        "through a file system",
        "b: s3\nf: fsx-lustre\nt: sagemaker-training\nb << image items_per_month=1000000 item_kb=100\n"
        "b -> f import-export\nf -> t mount",
    ),
    Case("I6019", "an unknown bucket", "b: s3\nt: sagemaker-training\nb -> t job-input"),
    Case("W6024", "documents and no store", "b: s3\nk: bedrock-knowledge-bases\nb -> k connector", at=("k",)),
    Case(
        "W6024",
        "a collection",
        "b: s3\nk: bedrock-knowledge-bases\nv: opensearch-serverless\nb -> k connector\nk -> v service-integration",
    ),
    Case(
        "W6024",
        "an index that is there already",
        "b: s3\nk: bedrock-knowledge-bases\nv: kendra\nb -> k connector\nv -> k service-integration",
    ),
    Case("W6024", "a sketch", "k: bedrock-knowledge-bases"),
    Case(
        "E6025",
        "the length of another model",
        "k: bedrock-knowledge-bases vector_dimensions=1536",
        at=("k",),
        says=("1,536", "256, 512 or 1,024"),
    ),
    Case(
        "E6025",
        "the older model has one length",
        "k: bedrock-knowledge-bases embedding_model=titan-embeddings-g1-text",
        at=("k",),
        says=("makes 1,536",),
    ),
    Case("E6025", "a shorter vector", "k: bedrock-knowledge-bases vector_dimensions=256"),
    Case(
        "I6011",
        "too small for its peak is W6007's",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=5000\napi << records items_per_s=20 item_kb=1\n"
        "api -> m service-integration",
    ),
    Case("I6028", "one source of data, and the model is served", SERVED, at=("t",), says=("goes live",)),
    Case(
        "I6028",
        "by way of a registry",
        "t: sagemaker-training\nb: s3\nr: sagemaker-model-registry\n"
        "e: sagemaker-endpoint\nb -> t job-input\nt -> r metadata\nr -> e deploy",
        at=("t",),
    ),
    Case("I6028", "it says that it validates", SERVED.replace("training", "training validation=true", 1)),
    Case("I6028", "a second source of data", SERVED + "\nv: s3\nv -> t job-input"),
    Case("I6028", "a step that scores it", SERVED + "\np: sagemaker-processing\nm -> p job-input"),
    Case(
        "I6028",
        "a model that nobody serves",
        "b: s3\nt: sagemaker-training\nm: s3\nb -> t job-input\nt -> m job-output",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
