"""Running it."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

MANY = "".join(f"b{number}: s3\n" for number in range(8)) + "b0 << text items_per_s=1\n"

CASES = [
    Case("I8001", "a design of some size that nobody watches", MANY, at=("",)),
    Case("I8001", "it has metrics", MANY + "w: cloudwatch"),
    Case("I8001", "a sketch", "b: s3\nb << text items_per_s=1"),
    Case("I8002", "its node is gone", "b: s3\nsuppress E1001 a", at=("",), says=("E1001", "'a'")),
    Case("I8002", "its node is there", "b: s3\nsuppress E1001 b"),
    Case("I8002", "it holds everywhere", "b: s3\nsuppress E1001"),
    Case(
        "I8010",
        "other things are watched, failures are not",
        "q: sqs\nd: sqs\nfn: lambda\nw: cloudwatch\nq -> fn event-source-mapping\nq -> d delivery-destination\n"
        "fn -> w log-metric",
        at=("d",),
        says=("no alarm",),
    ),
    Case(
        "I8010",
        "an alarm is on it",
        "q: sqs\nd: sqs\nw: cloudwatch\nq -> d delivery-destination\nd -> w log-metric",
    ),
    Case(
        "I8010",
        "someone reads it",
        "q: sqs\nd: sqs\nfn: lambda\nw: cloudwatch\nq -> d delivery-destination\nd -> fn sdk-call",
    ),
    Case("I8010", "nothing is watched yet", "q: sqs\nd: sqs\nq -> d delivery-destination"),
    Case("I8010", "a queue for work", "fn: lambda\nq: sqs\nw: cloudwatch\nfn -> q sdk-call"),
    Case(
        "I8011",
        "three behind an API",
        "api: api-gateway\na: lambda label=First\nb: fargate\nc: fargate label=Last\napi -> a sync-invoke\na -> b sdk-call\n"
        "b -> c sdk-call",
        at=("api",),
        says=("First", "Last"),
    ),
    Case(
        "I8011",
        "two behind an API",
        "api: api-gateway\na: lambda\nb: fargate\napi -> a sync-invoke\na -> b sdk-call",
    ),
    Case(
        "I8011",
        "a queue between them ends the waiting",
        "api: api-gateway\na: lambda\nq: sqs\nb: lambda\nc: fargate\napi -> a sync-invoke\na -> q sdk-call\n"
        "q -> b event-source-mapping\nb -> c sdk-call",
    ),
    Case(
        "I8011",
        "traced",
        "api: api-gateway\na: lambda\nb: fargate\nc: fargate\nx: xray\napi -> a sync-invoke\na -> b sdk-call\n"
        "b -> c sdk-call\na -> x log-metric",
    ),
    Case(
        "I8011",
        "a circle of two",
        "api: api-gateway\na: ecs\nb: ecs\napi -> a network\na -> b sdk-call\nb -> a sdk-call",
    ),
    Case(
        "I8012", "one calls the other", "a: lambda\nb: lambda\na -> b sdk-call", at=("a",), says=("directly",)
    ),
    Case(
        "I8012",
        "a queue between",
        "a: lambda\nq: sqs\nb: lambda\na -> q sdk-call\nq -> b event-source-mapping",
    ),
    Case("I8012", "one that calls itself is E3004's", "a: lambda\na -> a sdk-call"),
    Case(
        "I8014",
        "three jobs and no workflow",
        "a: s3\nj1: transcribe\nb: s3\nj2: translate\nc: s3\nj3: comprehend\na -> j1 job-input\nj1 -> b job-output\n"
        "b -> j2 job-input\nj2 -> c job-output\nc -> j3 job-input",
        at=("j1",),
        says=("Transcribe, Amazon Translate and Amazon Comprehend",),
    ),
    Case(
        "I8014",
        "a workflow knows the middle one",
        "a: s3\nj1: transcribe\nb: s3\nj2: translate\nc: s3\nj3: comprehend\nf: step-functions\na -> j1 job-input\n"
        "j1 -> b job-output\nb -> j2 job-input\nj2 -> c job-output\nc -> j3 job-input\nf -> j2 service-integration",
    ),
    Case(
        "I8014",
        "two jobs",
        "a: s3\nj1: transcribe\nb: s3\nj2: translate\na -> j1 job-input\nj1 -> b job-output\nb -> j2 job-input",
    ),
    Case(
        "I8014",
        "jobs that share one lake",
        "a: s3\nj1: glue-job\nj2: glue-job\nj3: glue-job\na -> j1 job-input\nj1 -> a job-output\na -> j2 job-input\n"
        "j2 -> a job-output\na -> j3 job-input\nj3 -> a job-output",
    ),
    Case(
        "I8015",
        "fifty GB for a year",
        "fn: lambda\nt: dynamodb existing_gb=50 label=Orders\nu: dynamodb existing_gb=20 label=Users\n"
        "fn << records items_per_month=9 item_kb=1\nfn -> t sdk-call\nfn -> u sdk-call",
        at=("t",),
        says=("Orders and Users", "70 GB"),
    ),
    Case(
        "I8015",
        "recovery is on",
        "fn: lambda\nt: dynamodb existing_gb=50 point_in_time_recovery=true\n"
        "fn << records items_per_month=9 item_kb=1\nfn -> t sdk-call",
    ),
    Case(
        "I8015",
        "a backup keeps it",
        "fn: lambda\nt: dynamodb existing_gb=50\nk: backup\nfn << records items_per_month=9 item_kb=1\n"
        "fn -> t sdk-call\nt -> k import-export",
    ),
    Case(
        "I8015",
        "what is soon deleted",
        "fn: lambda\nt: dynamodb existing_gb=50 retention_months=1\nfn << records items_per_month=9 item_kb=1\n"
        "fn -> t sdk-call",
    ),
    Case("I8015", "an unknown size", "fn: lambda\nt: dynamodb\nfn -> t sdk-call"),
    Case(
        "I8018",
        "twice the same label",
        "a: s3 label=Orders\nb: sqs label=Orders",
        at=("b",),
        says=("'Orders'", "SQS"),
    ),
    Case("I8018", "three of them", "a: s3 label=X\nb: s3 label=X\nc: s3 label=X", at=("b", "c")),
    Case("I8018", "no labels at all", "a: s3\nb: s3"),
    Case(
        "I8018",
        "one in each zone",
        "group one kind=az\ngroup two kind=az\na: ec2 label=Web group=one\nb: ec2 label=Web group=two",
    ),
    Case(
        "I8020",
        "alarms without an action",
        "fn: lambda\nw: cloudwatch alarms=4\nfn -> w log-metric",
        at=("w",),
        says=("4 alarms",),
    ),
    Case(
        "I8020",
        "a topic is told",
        "fn: lambda\nw: cloudwatch alarms=4\nt: sns\nfn -> w log-metric\nw -> t event-notification",
    ),
    Case("I8020", "no alarms are stated", "fn: lambda\nw: cloudwatch\nfn -> w log-metric"),
    Case("I8020", "nothing is watched", "w: cloudwatch alarms=4"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
