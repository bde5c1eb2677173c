"""Money that a design spends for nothing."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

APART = (
    "group here kind=region label=eu-west-1\ngroup there kind=region label=us-east-1\n"
    "fn: lambda group=here\nb: s3 group=there\nfn -> b sdk-call"
)
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
    Case(
        "I7003",
        "a job that gathers them",
        "b: s3\nj: glue-job\nb << records items_per_month=500000 item_kb=4\nb -> j job-input",
    ),
    Case(
        "I7003",
        "a connector that gathers records",
        "a: ecs\nk: msk\nc: msk-connect\nb: s3\nq: athena\na << records items_per_month=500000 item_kb=4\n"
        "a -> k sdk-call\nk -> c stream-source\nc -> b delivery-destination\nb -> q query",
    ),
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
        says=("5.59 TB", "12 months", "80 instead of 132 USD"),
    ),
    Case(
        "I7005",
        "a cheaper class",
        "b: s3 storage_class=standard-ia\nb << video items_per_month=100000 item_kb=5000 seconds=9",
    ),
    Case(
        "I7005",
        "objects too small to be moved",
        "b: s3\nb << records items_per_month=100000000 item_kb=100",
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
        says=("counted as called 5,000,000", "batches of 10"),
    ),
    Case(
        "I7007",
        "one by one, as somebody said",
        "q: sqs\nfn: lambda batch_size=1\nq << records items_per_month=5000000 item_kb=1\n"
        "q -> fn event-source-mapping",
        at=("fn",),
        says=("is called",),
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
    Case(
        "W7010",
        "a custom vision model for a few pictures",
        "fn: lambda\nm: rekognition-custom-labels\nfn << image items_per_month=20000 item_kb=200\nfn -> m sdk-call",
        at=("m",),
        says=("730 unit hours", "2,920 USD", "0.152 %"),
    ),
    Case(
        "W7010",
        "a custom text endpoint for a few texts",
        "fn: lambda\nn: comprehend endpoint_inference_units=1\nfn << text items_per_month=1000 item_kb=1 characters=900\n"
        "fn -> n sdk-call",
        at=("n",),
        says=("730 unit hours", "1,314 USD"),
    ),
    Case(
        "W7010",
        "started for the work",
        "fn: lambda\nm: rekognition-custom-labels model_hours_per_month=10\n"
        "fn << image items_per_month=20000 item_kb=200\nfn -> m sdk-call",
    ),
    Case("W7010", "nobody is drawn who asks it", "m: rekognition-custom-labels"),
    Case(
        "W7010",
        "no custom text endpoint",
        "fn: lambda\nn: comprehend\nfn << text items_per_month=1000 item_kb=1 characters=900\nfn -> n sdk-call",
    ),
    Case(
        "I7011",
        "few are asked for",
        "p: personalize recommendations_per_month=100000",
        at=("p",),
        says=("100,000", "2,628,000", "379 USD"),
    ),
    Case(
        "I7011",
        "a high least rate",
        "p: personalize recommendations_per_month=2000000 min_provisioned_tps=5",
        at=("p",),
        says=("13,140,000",),
    ),
    Case("I7011", "well asked", "p: personalize recommendations_per_month=2000000"),
    Case("I7011", "no campaign", "p: personalize recommendations_per_month=1 campaigns=0"),
    Case(
        "I7012",
        "a steady load on demand",
        "c: client\ns: kinesis-data-streams capacity_mode=on-demand\nc << records items_per_s=500 item_kb=1\n"
        "c -> s sdk-call",
        at=("s",),
        says=("2 shards", "40 instead of 180 USD"),
    ),
    Case(
        "I7012",
        "shards for a rare peak",
        "c: client\ns: kinesis-data-streams shards=20\nc << records items_per_s=10 item_kb=1 peak_ratio=2000\n"
        "c -> s sdk-call",
        at=("s",),
        says=("On demand",),
    ),
    Case(
        "I7012",
        "a steady load in shards",
        "c: client\ns: kinesis-data-streams shards=2\nc << records items_per_s=500 item_kb=1\nc -> s sdk-call",
    ),
    Case(
        "I7012",
        "a rare peak on demand",
        "c: client\ns: kinesis-data-streams capacity_mode=on-demand\n"
        "c << records items_per_s=10 item_kb=1 peak_ratio=2000\nc -> s sdk-call",
    ),
    Case(
        "I7012",
        "an unknown load",
        "c: client\ns: kinesis-data-streams capacity_mode=on-demand\nc -> s sdk-call",
    ),
    Case(
        "I7012",
        "far too many shards are I7006's",
        "c: client\ns: kinesis-data-streams shards=40\nc << records items_per_s=10 item_kb=1\nc -> s sdk-call",
    ),
    Case(
        "I7013",
        "a steady load on demand",
        "fn: lambda\nt: dynamodb\nfn << records items_per_s=50 item_kb=1\nfn -> t sdk-call",
        at=("t",),
        says=("72 write and 36 read units", "38 instead of 90 USD"),
    ),
    Case(
        "I7013",
        "units that are seldom used",
        "fn: lambda\nt: dynamodb capacity_mode=provisioned write_capacity=500 read_capacity=500\n"
        "fn << records items_per_s=5 item_kb=1\nfn -> t sdk-call",
        at=("t",),
        says=("On demand",),
    ),
    Case(
        "I7013",
        "a load with peaks on demand",
        "fn: lambda\nt: dynamodb\nfn << records items_per_s=50 item_kb=1 peak_ratio=8\nfn -> t sdk-call",
    ),
    Case(
        "I7013",
        "a small load",
        "fn: lambda\nt: dynamodb\nfn << records items_per_month=9000 item_kb=1\nfn -> t sdk-call",
    ),
    Case("I7013", "an unknown load", "fn: lambda\nt: dynamodb\nfn -> t sdk-call"),
    Case(
        "I7014",
        "processors that wait",
        "b: s3\nq: athena capacity_mode=provisioned\nb << tabular items_per_month=1000 item_kb=100000\nb -> q query",
        at=("q",),
        says=("5,256 USD", "17 TB"),
    ),
    Case(
        "I7014",
        "very much is scanned",
        "b: s3\nq: athena queries_per_day=2000 scan_share=0.2\n"
        "b << tabular items_per_month=1000 item_kb=100000\nb -> q query",
        at=("q",),
        says=("On provisioned capacity",),
    ),
    Case(
        "I7014",
        "a few queries",
        "b: s3\nq: athena\nb << tabular items_per_month=1000 item_kb=100000\nb -> q query",
    ),
    Case("I7014", "an unknown store", "b: s3\nq: athena capacity_mode=provisioned\nb -> q query"),
    Case(
        "I7015",
        "a crawler every half hour",
        "c: glue-crawler runs_per_day=48 minutes_per_run=2",
        at=("c",),
        says=("1,460 runs", "2 min", "10 min", "171 USD"),
    ),
    Case(
        "I7015",
        "a job of seconds",
        "j: glue-job runs_per_day=96 minutes_per_run=0.2",
        at=("j",),
        says=("12 s", "1 min"),
    ),
    Case("I7015", "a job of minutes", "j: glue-job runs_per_day=96 minutes_per_run=3"),
    Case("I7015", "a short run once a day", "j: glue-job minutes_per_run=0.5 workers=2"),
    Case(
        "I7016",
        "clips of seconds",
        "b: s3\nt: transcribe\nb << audio items_per_month=100000 item_kb=40 seconds=4\nb -> t job-input",
        at=("t",),
        says=("100,000 clips of 4 s", "15 s each", "110 USD"),
    ),
    Case(
        "I7016",
        "recordings of a minute",
        "b: s3\nt: transcribe\nb << audio items_per_month=100000 item_kb=400 seconds=60\nb -> t job-input",
    ),
    Case(
        "I7016",
        "a few clips",
        "b: s3\nt: transcribe\nb << audio items_per_month=100 item_kb=40 seconds=4\nb -> t job-input",
    ),
    Case(
        "I7016",
        "an unknown length",
        "b: s3\nt: transcribe\nb << audio items_per_month=100000\nb -> t job-input",
    ),
    Case(
        "I7017",
        "texts of a line",
        "fn: lambda\nn: comprehend\nfn << text items_per_month=1000000 item_kb=0.05 characters=50\nfn -> n sdk-call",
        at=("n",),
        says=("1,000,000 texts of 50 characters", "300 each", "250 USD"),
    ),
    Case(
        "I7017",
        "texts of a paragraph",
        "fn: lambda\nn: comprehend\nfn << text items_per_month=1000000 item_kb=0.9 characters=900\nfn -> n sdk-call",
    ),
    Case(
        "I7017",
        "a few texts",
        "fn: lambda\nn: comprehend\nfn << text items_per_month=1000 item_kb=0.05 characters=50\nfn -> n sdk-call",
    ),
    Case(
        "I7018",
        "tiny records",
        "c: client\nf: firehose\nc << records items_per_s=500 item_kb=0.5\nc -> f sdk-call",
        at=("f",),
        says=("0.5 KB", "5 KB for each", "164 USD"),
    ),
    Case(
        "I7018",
        "records that fill the step",
        "c: client\nf: firehose\nc << records items_per_s=500 item_kb=4.5\nc -> f sdk-call",
    ),
    Case(
        "I7018",
        "logs are billed as they are",
        "l: cloudwatch-logs\nf: firehose\nl << records items_per_s=500 item_kb=0.5\nl -> f subscription",
    ),
    Case(
        "I7018",
        "a few tiny records",
        "c: client\nf: firehose\nc << records items_per_s=5 item_kb=0.5\nc -> f sdk-call",
    ),
    Case(
        "I7019",
        "a million short runs",
        "flow: step-functions duration_s=2\nfn: lambda\nflow << records items_per_month=1000000 item_kb=1\n"
        "flow -> fn service-integration",
        at=("flow",),
        says=("1,000,000 runs", "instead of 250 USD"),
    ),
    Case(
        "I7019",
        "long runs",
        "flow: step-functions duration_s=900\nfn: lambda\nflow << records items_per_month=1000000 item_kb=1\n"
        "flow -> fn service-integration",
    ),
    Case(
        "I7019",
        "a step that is a job",
        "flow: step-functions duration_s=60\nears: transcribe\nb: s3\n"
        "flow << records items_per_month=1000000 item_kb=1\nflow -> ears service-integration\nb -> ears job-input",
    ),
    Case(
        "I7019",
        "a few runs",
        "flow: step-functions duration_s=2\nfn: lambda\nflow << records items_per_month=1000 item_kb=1\n"
        "flow -> fn service-integration",
    ),
    Case(
        "I7020",
        "millions of calls",
        "api: api-gateway\nfn: lambda\napi << records items_per_month=20000000 item_kb=1\napi -> fn sync-invoke",
        at=("api",),
        says=("20,000,000 calls", "20 instead of 70 USD"),
    ),
    Case(
        "I7020",
        "an HTTP API does not wait so long",
        "api: api-gateway timeout_ms=60000\nfn: lambda\napi << records items_per_month=20000000 item_kb=1\n"
        "api -> fn sync-invoke",
    ),
    Case(
        "I7020",
        "a web ACL needs a REST API",
        "w: waf\napi: api-gateway\nfn: lambda\napi << records items_per_month=20000000 item_kb=1\n"
        "w -> api authorize\napi -> fn sync-invoke",
    ),
    Case(
        "I7020",
        "so does a table without a function",
        "api: api-gateway\nt: dynamodb\napi << records items_per_month=20000000 item_kb=1\n"
        "api -> t service-integration",
    ),
    Case(
        "I7020",
        "large bodies count several times",
        "api: api-gateway\nfn: lambda\napi << records items_per_month=20000000 item_kb=2000\napi -> fn sync-invoke",
    ),
    Case(
        "W7021",
        "a hundred warm, four run",
        "api: api-gateway\nfn: lambda provisioned_concurrency=100 memory_mb=1024\n"
        "api << records items_per_s=20 item_kb=1\napi -> fn sync-invoke",
        at=("fn",),
        says=("100 environments", "peak 4", "1,051 USD"),
    ),
    Case(
        "W7021",
        "some room",
        "api: api-gateway\nfn: lambda provisioned_concurrency=8 memory_mb=1024\n"
        "api << records items_per_s=20 item_kb=1\napi -> fn sync-invoke",
    ),
    Case(
        "W7021",
        "an unknown load",
        "api: api-gateway\nfn: lambda provisioned_concurrency=100\napi -> fn sync-invoke",
    ),
    Case(
        "I7022",
        "day and night",
        "n: sagemaker-notebook hours_per_month=730",
        at=("n",),
        says=("730 hours",),
    ),
    Case("I7022", "a studio too", "n: sagemaker-studio hours_per_user_month=720", at=("n",)),
    Case("I7022", "in working hours", "n: sagemaker-notebook"),
    Case(
        "I7023",
        "much work on x86",
        "api: api-gateway\nfn: lambda duration_ms=1000 memory_mb=2048\napi << records items_per_s=20 item_kb=1\n"
        "api -> fn sync-invoke",
        at=("fn",),
        says=("1,402 instead of 1,752 USD",),
    ),
    Case("I7023", "tasks that run all month", "t: fargate tasks=10", at=("t",)),
    Case("I7023", "on Arm already", "t: fargate tasks=10 architecture=arm64"),
    Case("I7023", "Windows is on x86 alone", "t: fargate tasks=10 operating_system=windows"),
    Case(
        "I7023",
        "little work",
        "api: api-gateway\nfn: lambda\napi << records items_per_s=1\napi -> fn sync-invoke",
    ),
    Case("I7023", "containers that are paid elsewhere", "t: ecs tasks=10"),
    Case(
        "I7024",
        "ten million objects",
        "b: s3 encryption=sse-kms\nb << records items_per_month=10000000 item_kb=200",
        at=("b",),
        says=("10,000,000 objects", "30 USD"),
    ),
    Case(
        "I7024",
        "a bucket key",
        "b: s3 encryption=sse-kms bucket_key=true\nb << records items_per_month=10000000 item_kb=200",
    ),
    Case("I7024", "no key of one's own", "b: s3\nb << records items_per_month=10000000 item_kb=200"),
    Case(
        "I7024", "a few objects", "b: s3 encryption=sse-kms\nb << records items_per_month=10000 item_kb=200"
    ),
    Case(
        "I7025",
        "rows in a lake",
        "c: client\nf: firehose\nb: s3\nq: athena\nc << records items_per_s=50 item_kb=4\nc -> f sdk-call\n"
        "f -> b delivery-destination\nb -> q query",
        at=("f",),
        says=("TB a month are scanned", "Parquet"),
    ),
    Case(
        "I7025",
        "columns already",
        "c: client\nf: firehose format_conversion=true\nb: s3\nq: athena\nc << records items_per_s=50 item_kb=4\n"
        "c -> f sdk-call\nf -> b delivery-destination\nb -> q query",
    ),
    Case(
        "I7025",
        "little is scanned",
        "c: client\nf: firehose\nb: s3\nq: athena\nc << records items_per_s=0.1 item_kb=1\nc -> f sdk-call\n"
        "f -> b delivery-destination\nb -> q query",
    ),
    Case(
        "I7025",
        "nobody queries it",
        "c: client\nf: firehose\nb: s3\nc << records items_per_s=50 item_kb=4\nc -> f sdk-call\n"
        "f -> b delivery-destination",
    ),
    Case(
        "I7026",
        "each record an object",
        "fn: lambda\nb: s3\nfn << records items_per_month=10000000 item_kb=1\nfn -> b sdk-call",
        at=("b",),
        says=("10,000,000 objects of 1 KB", "50 USD", "2.63 USD"),
    ),
    Case(
        "I7026",
        "pictures are worth keeping",
        "fn: lambda\nb: s3\nfn << image items_per_month=1000000 item_kb=500\nfn -> b sdk-call",
    ),
    Case(
        "I7026",
        "a service gathers them by itself",
        "c: client\nm: sagemaker-endpoint\nb: s3\nc << records items_per_month=10000000 item_kb=1\nc -> m sdk-call\n"
        "m -> b delivery-destination",
    ),
    Case(
        "I7026", "a few", "fn: lambda\nb: s3\nfn << records items_per_month=10000 item_kb=1\nfn -> b sdk-call"
    ),
    Case(
        "I7027",
        "an instance stands by",
        "fn: lambda\nm: sagemaker-async-endpoint min_instances=1 processing_s=60\n"
        "fn << records items_per_month=500 item_kb=100\nfn -> m sdk-call",
        at=("m",),
        says=("8.33 hours", "1.14 %"),
    ),
    Case(
        "I7027",
        "it scales to nothing",
        "fn: lambda\nm: sagemaker-async-endpoint processing_s=60\nfn << records items_per_month=500 item_kb=100\n"
        "fn -> m sdk-call",
    ),
    Case(
        "I7027",
        "well used",
        "fn: lambda\nm: sagemaker-async-endpoint min_instances=1 processing_s=60\n"
        "fn << records items_per_month=20000 item_kb=100\nfn -> m sdk-call",
    ),
    Case(
        "I7027",
        "an unknown load",
        "fn: lambda\nm: sagemaker-async-endpoint min_instances=1\nfn -> m sdk-call",
    ),
    Case(
        "I7018",
        "records of Kafka are billed as they are",
        "c: client\nk: msk\nf: firehose\nc << records items_per_s=500 item_kb=0.5\nc -> k protocol-ingest\n"
        "k -> f stream-source",
    ),
    Case(
        "I7028",
        "much crosses",
        APART + "\nfn << records items_per_month=1000000 item_kb=2000",
        at=("fn",),
        says=("eu-west-1", "us-east-1", "USD"),
    ),
    Case("I7028", "little crosses", APART + "\nfn << records items_per_month=1000 item_kb=2"),
    Case("I7028", "nobody says how much", APART),
    Case(
        "I7028",
        "both in one Region",
        APART.replace("group=there", "group=here") + "\nfn << records items_per_month=1000000 item_kb=2000",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
