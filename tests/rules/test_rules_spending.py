"""Money that a design spends for nothing."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

CASES = [
    Case(
        "W7001",
        "ten thousand requests a month",
        "api: api-gateway\nm: sagemaker-endpoint instance_count=2\napi << records items_per_month=10000 item_kb=1\n"
        "api -> m service-integration",
        at=("m",),
        says=("1,460 instance hours", "10,000 requests", "%"),
    ),
    Case(
        "W7001",
        "well used",
        "api: api-gateway\nm: sagemaker-endpoint model_ms=200\napi << records items_per_s=10 item_kb=1\n"
        "api -> m service-integration",
    ),
    Case("W7001", "an unknown load", "api: api-gateway\nm: sagemaker-endpoint\napi -> m service-integration"),
    Case(
        "I7002",
        "a bucket behind a NAT gateway",
        "fn: lambda\nn: nat-gateway\nb: s3\nfn -> n network\nn -> b network",
        at=("n",),
    ),
    Case(
        "I7002",
        "the internet behind it",
        "fn: lambda\nn: nat-gateway\nx: external-http\nfn -> n network\nn -> x network",
    ),
    Case(
        "I7003",
        "many small files",
        "b: s3\nq: athena\nb << records items_per_month=500000 item_kb=4\nb -> q query",
        at=("b",),
        says=("4 KB", "6,000,000 files"),
    ),
    Case(
        "I7003",
        "large files",
        "b: s3\nq: athena\nb << records items_per_month=500000 item_kb=200000\nb -> q query",
    ),
    Case("I7003", "few files", "b: s3\nq: athena\nb << records items_per_month=50 item_kb=4\nb -> q query"),
    Case("I7003", "nobody queries them", "b: s3\nb << records items_per_month=500000 item_kb=4"),
    Case(
        "I7004",
        "long training at the full price",
        "b: s3\nt: sagemaker-training jobs_per_month=10 hours_per_job=8\nb << tabular items_per_month=10 item_kb=9\n"
        "b -> t job-input",
        at=("t",),
        says=("80 instance hours", "60 %"),
    ),
    Case(
        "I7004",
        "on spare capacity",
        "t: sagemaker-training jobs_per_month=10 hours_per_job=8 managed_spot=true",
    ),
    Case("I7004", "short training", "t: sagemaker-training jobs_per_month=1 hours_per_job=1"),
    Case(
        "I7005",
        "terabytes for a year",
        "b: s3 retention_months=12\nb << video items_per_month=100000 item_kb=5000 seconds=9",
        at=("b",),
        says=("5.59 TB", "12 months"),
    ),
    Case(
        "I7005",
        "a cheaper class",
        "b: s3 storage_class=standard-ia\nb << video items_per_month=100000 item_kb=5000 seconds=9",
    ),
    Case("I7005", "not much", "b: s3\nb << video items_per_month=100 item_kb=5000 seconds=9"),
    Case(
        "I7005",
        "not for long",
        "b: s3 retention_months=1\nb << video items_per_month=1000000 item_kb=5000 seconds=9",
    ),
    Case(
        "I7006",
        "forty shards for one",
        "c: client\ns: kinesis-data-streams shards=40\nc << records items_per_s=10 item_kb=1\nc -> s sdk-call",
        at=("s",),
        says=("40 shards", "fills 1"),
    ),
    Case(
        "I7006",
        "some room",
        "c: client\ns: kinesis-data-streams shards=3\nc << records items_per_s=10 item_kb=1\nc -> s sdk-call",
    ),
    Case(
        "I7007",
        "one by one",
        "q: sqs\nfn: lambda\nq << records items_per_month=5000000 item_kb=1\nq -> fn event-source-mapping",
        at=("fn",),
        says=("5,000,000", "batches of 10"),
    ),
    Case(
        "I7007",
        "in batches",
        "q: sqs\nfn: lambda batch_size=10\nq << records items_per_month=5000000 item_kb=1\nq -> fn event-source-mapping",
    ),
    Case(
        "I7008",
        "asking again and again",
        "q: sqs pollers=2\nq << records items_per_month=500 item_kb=1",
        at=("q",),
        says=("5,256,000", "262,800"),
    ),
    Case(
        "I7008",
        "polls that wait",
        "q: sqs pollers=2 long_poll_s=20\nq << records items_per_month=500 item_kb=1",
    ),
    Case("I7008", "a managed poller", "q: sqs\nq << records items_per_month=500 item_kb=1"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
