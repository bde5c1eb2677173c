"""Payloads, rates and timeouts against the limits of the services."""

import pytest
from sketch import CATALOG, Case, found, left_after_fixes, places, sketch, unsaid

from explorer.rules.units import converted

CASES = [
    Case(
        "E2001",
        "a message over the queue's size",
        "calls: client\nq: sqs\ncalls << records items_per_month=1000 item_kb=3000\ncalls -> q sdk-call",
        at=("q",),
        says=("2.93 MB", "1 MB"),
    ),
    Case(
        "E2001",
        "a topic takes less than the queue before it",
        "fn: lambda\nq: sqs\nf2: lambda\nt: sns\nfn << records items_per_month=1000 item_kb=600\n"
        "fn -> q sdk-call\nq -> f2 event-source-mapping\nf2 -> t sdk-call",
        at=("t",),
        says=("600 KB", "256 KB"),
    ),
    Case(
        "E2001",
        "a recording over the file size",
        "in: s3\nears: transcribe\nin << audio items_per_month=10 item_kb=4000000 seconds=60\nin -> ears job-input",
        at=("ears",),
        says=("3.81 GB", "2 GB"),
    ),
    Case(
        "E2001",
        "a text over what sentiment takes",
        "in: s3\nnlp: comprehend\nin << text items_per_month=10 item_kb=9 characters=9000\nin -> nlp job-input",
        at=("nlp",),
        says=("5 KB",),
    ),
    Case(
        "E2001",
        "an API's request",
        "c: client\napi: api-gateway\nc << records items_per_month=10 item_kb=20000\nc -> api protocol-ingest",
        at=("api",),
        says=("10 MB",),
    ),
    Case(
        "E2001",
        "what code finds in an object is not the object",
        "b: s3\ne: eventbridge\nflow: step-functions\nfn: lambda\nd: dynamodb\n"
        "b << image items_per_month=1000 item_kb=900\nb -> e event-notification\ne -> flow event-rule-target\n"
        "flow -> fn service-integration\nfn -> d sdk-call",
    ),
    Case(
        "E2001",
        "small enough everywhere",
        "fn: lambda\nq: sqs\nt: sns\nfn << records items_per_month=1000 item_kb=200\nfn -> q sdk-call\n"
        "fn -> t sdk-call",
    ),
    Case(
        "E2001",
        "an event that only names a large object",
        "in: s3\nq: sqs\nin << video items_per_month=10 item_kb=900000 seconds=60\nin -> q event-notification",
    ),
    Case("E2001", "unknown sizes are not zero and not too large", "fn: lambda\nq: sqs\nfn -> q sdk-call"),
    Case(
        "W2123",
        "more runs at once than the Region gives",
        "c: client\napi: api-gateway\nfn: lambda duration_ms=2000\nc << records items_per_s=1000\n"
        "c -> api protocol-ingest\napi -> fn sync-invoke",
        at=("fn",),
        says=("2,000", "1,000"),
    ),
    Case(
        "W2123",
        "many recordings at once",
        "in: s3\nears: transcribe\nin << audio items_per_month=9000000 item_kb=900 seconds=1200 peak_ratio=4\n"
        "in -> ears job-input",
        at=("ears",),
    ),
    Case(
        "W2123",
        "a small load",
        "c: client\napi: api-gateway\nfn: lambda\nc << records items_per_s=10\nc -> api protocol-ingest\n"
        "api -> fn sync-invoke",
    ),
    Case(
        "E2003",
        "a recording over the longest",
        "in: s3\nears: transcribe\nin << audio items_per_month=10 item_kb=900 seconds=20000\nin -> ears job-input",
        at=("ears",),
        says=("4 hours", "5.56 hours"),
    ),
    Case(
        "E2003",
        "an express workflow over its time",
        "f: step-functions workflow_type=express duration_s=600",
        at=("f",),
    ),
    Case("E2003", "a standard workflow may take long", "f: step-functions duration_s=600"),
    Case(
        "E2003",
        "shards of an on-demand stream are not counted",
        "c: client\ns: kinesis-data-streams capacity_mode=on-demand\nc << records items_per_s=5000 item_kb=1\n"
        "c -> s sdk-call",
    ),
    Case(
        "W2004",
        "within the limit unless it comes out high",
        "fn: lambda\nt: sns\nfn << records items_per_month=1000 item_kb=100..200..400\nfn -> t sdk-call",
        at=("t",),
        says=("200 KB", "400 KB", "256 KB"),
    ),
    Case(
        "W2004",
        "over the limit already is told by E2001",
        "fn: lambda\nt: sns\nfn << records items_per_month=1000 item_kb=300..400..500\nfn -> t sdk-call",
    ),
    Case(
        "E2101",
        "an event over the asynchronous payload",
        "b: iot-core\nfn: lambda\nb << records items_per_month=10 item_kb=2048\nb -> fn event-rule-target",
        at=("fn",),
        says=("2 MB", "1 MB"),
    ),
    Case(
        "E2101",
        "the same by a call that waits",
        "b: api-gateway\nfn: lambda\nb << records items_per_month=10 item_kb=2048\nb -> fn sync-invoke",
    ),
    Case(
        "E2101",
        "a request over the synchronous payload",
        "b: api-gateway\nfn: lambda\nb << records items_per_month=10 item_kb=8000\nb -> fn sync-invoke",
        at=("fn",),
        says=("7.81 MB", "6 MB"),
    ),
    Case(
        "E2101",
        "a large object that the function fetches itself",
        "b: s3\nfn: lambda\nb << video items_per_month=10 item_kb=900000 seconds=9\nb -> fn event-notification",
    ),
    Case(
        "W2105",
        "visible again too early",
        "q: sqs visibility_timeout_s=30\nfn: lambda timeout_s=60\nq -> fn event-source-mapping",
        at=("q",),
        says=("30 s", "1 min"),
    ),
    Case(
        "W2105",
        "hidden for long enough",
        "q: sqs visibility_timeout_s=60\nfn: lambda timeout_s=60\nq -> fn event-source-mapping",
    ),
    Case(
        "I2111",
        "covers the run, not the tries",
        "q: sqs visibility_timeout_s=60\nfn: lambda timeout_s=60\nq -> fn event-source-mapping",
        at=("q",),
        says=("6 min",),
    ),
    Case(
        "I2111",
        "six times",
        "q: sqs visibility_timeout_s=360\nfn: lambda timeout_s=60\nq -> fn event-source-mapping",
    ),
    Case(
        "I2111", "too short is told by W2105", "q: sqs\nfn: lambda timeout_s=60\nq -> fn event-source-mapping"
    ),
    Case("E2106", "above the limit", "fn: lambda timeout_s=1800", at=("fn",), says=("30 min", "15 min")),
    Case("E2106", "at the limit", "fn: lambda timeout_s=900"),
    Case(
        "E2112", "stopped before it is done", "fn: lambda duration_ms=5000", at=("fn",), says=("5 s", "3 s")
    ),
    Case(
        "E2112", "longer than any timeout allows", "fn: lambda duration_ms=2000000 timeout_s=900", at=("fn",)
    ),
    Case("E2112", "done in time", "fn: lambda duration_ms=5000 timeout_s=10"),
    Case(
        "E2107",
        "the function takes longer than the API waits",
        "api: api-gateway\nfn: lambda duration_ms=40000 timeout_s=60\napi -> fn sync-invoke",
        at=("api",),
        says=("29 s", "40 s"),
    ),
    Case(
        "E2107",
        "the endpoint behind the function does",
        "api: api-gateway timeout_ms=1000\nfn: lambda\nm: sagemaker-endpoint model_ms=3000\napi -> fn sync-invoke\n"
        "fn -> m sdk-call",
        at=("api",),
        says=("1 s", "3 s"),
    ),
    Case("E2107", "quick enough", "api: api-gateway\nfn: lambda duration_ms=2000\napi -> fn sync-invoke"),
    Case(
        "E2107",
        "what runs after a queue is not waited for",
        "api: api-gateway\nq: sqs\nfn: lambda duration_ms=60000\napi -> q service-integration\n"
        "q -> fn event-source-mapping",
    ),
    Case(
        "E2107",
        "functions that call each other end somewhere",
        "api: api-gateway\na: lambda\nb: lambda\napi -> a sync-invoke\na -> b sdk-call\nb -> a sdk-call",
    ),
    Case(
        "E2108",
        "a transform over five minutes",
        "f: firehose\nfn: lambda timeout_s=900 duration_ms=600000\nf -> fn sync-invoke",
        at=("fn",),
        says=("10 min", "5 min"),
    ),
    Case("E2108", "a quick transform", "f: firehose\nfn: lambda timeout_s=60\nf -> fn sync-invoke"),
    Case("E2108", "time that it does not need", "f: firehose\nfn: lambda timeout_s=600\nf -> fn sync-invoke"),
    Case(
        "E2108",
        "records too large to hand over",
        "f: firehose\nfn: lambda\nf << records items_per_month=10 item_kb=9000\nf -> fn sync-invoke",
        at=("f",),
        says=("8.79 MB", "6 MB"),
    ),
    Case(
        "W2109",
        "too many records",
        "c: client\ns: kinesis-data-streams\nc << records items_per_s=1500 item_kb=0.1 peak_ratio=2\nc -> s sdk-call",
        at=("s",),
        says=("3,000", "3 shards", "it has 1"),
    ),
    Case(
        "W2109",
        "too many megabytes",
        "c: client\ns: kinesis-data-streams shards=2\nc << records items_per_s=100 item_kb=40\nc -> s sdk-call",
        at=("s",),
        says=("3.91 MB", "4 shards"),
    ),
    Case(
        "W2109",
        "on demand there are no shards to count",
        "c: client\ns: kinesis-data-streams capacity_mode=on-demand\nc << records items_per_s=9000 item_kb=1\n"
        "c -> s sdk-call",
    ),
    Case(
        "W2109",
        "enough shards",
        "c: client\ns: kinesis-data-streams shards=9\nc << records items_per_s=1500 item_kb=1\nc -> s sdk-call",
    ),
    Case("W2109", "an unknown load", "c: client\ns: kinesis-data-streams\nc -> s sdk-call"),
    Case(
        "E2115",
        "a contact flow waits eight seconds",
        "c: connect\nfn: lambda duration_ms=12000 timeout_s=20\nc -> fn sync-invoke",
        at=("fn",),
        says=("8 s", "12 s"),
    ),
    Case("E2115", "a quick answer", "c: connect\nfn: lambda duration_ms=500\nc -> fn sync-invoke"),
    Case(
        "E2116",
        "a broker's function has a minute less",
        "k: msk\nfn: lambda timeout_s=900\nk -> fn event-source-mapping",
        at=("fn",),
        says=("15 min", "14 min"),
    ),
    Case("E2116", "within it", "k: msk\nfn: lambda timeout_s=800\nk -> fn event-source-mapping"),
    Case(
        "W2120",
        "three readers of a table's stream",
        "s: dynamodb-streams\na: lambda\nb: lambda\nc: lambda\ns -> a event-source-mapping\n"
        "s -> b event-source-mapping\ns -> c event-source-mapping",
        at=("s",),
        says=("3 readers", "2 are served"),
    ),
    Case(
        "W2120",
        "two readers",
        "s: dynamodb-streams\na: lambda\nb: lambda\ns -> a event-source-mapping\ns -> b event-source-mapping",
    ),
    Case(
        "W2123",
        "only together too much",
        "a: lambda duration_ms=1000\nb: lambda duration_ms=1000\na << records items_per_s=600\n"
        "b << records items_per_s=700",
        at=("b",),
        says=("1,300", "1,000"),
    ),
    Case(
        "W2123",
        "one alone and another beside it are told once",
        "a: lambda duration_ms=1000\nb: lambda duration_ms=1000\na << records items_per_s=100\n"
        "b << records items_per_s=1700",
        at=("b",),
        says=("together: 1,800",),
    ),
    Case(
        "W2123",
        "together too much if the numbers come out high",
        "a: lambda duration_ms=1000\nb: lambda duration_ms=1000\na << records items_per_s=300..400..600\n"
        "b << records items_per_s=300..400..600",
        at=("a",),
        says=("It may be as much as 1,200",),
    ),
    Case(
        "W2123",
        "a stream on demand has no shards to count",
        "a: kinesis-data-streams shards=15000\nb: kinesis-data-streams shards=15000 capacity_mode=on-demand",
    ),
    Case(
        "E2145",
        "videos at two nodes",
        "in: s3\na: rekognition\nb: rekognition\nin << video items_per_month=90000 item_kb=90000 seconds=600\n"
        "in -> a job-input\nin -> b job-input",
        at=("a",),
        says=("together",),
    ),
    Case(
        "W2002",
        "more events than a group of data sets takes",
        "fn: lambda\np: personalize\nfn << events items_per_s=3000 item_kb=1\nfn -> p sdk-call",
        at=("p",),
        says=("3,000", "1,000"),
    ),
    Case(
        "W2002",
        "few events",
        "fn: lambda\np: personalize\nfn << events items_per_s=300 item_kb=1\nfn -> p sdk-call",
    ),
    Case(
        "E2145",
        "few videos",
        "in: s3\na: rekognition\nin << video items_per_month=900 item_kb=90000 seconds=600\nin -> a job-input",
    ),
    Case(
        "E2131",
        "a large batch at once",
        "q: sqs\nfn: lambda batch_size=100\nq -> fn event-source-mapping",
        at=("fn",),
        says=("100 messages", "10 at a request"),
    ),
    Case(
        "E2131",
        "a window",
        "q: sqs\nfn: lambda batch_size=100 batch_window_s=5\nq -> fn event-source-mapping",
    ),
    Case("E2131", "one request's worth", "q: sqs\nfn: lambda batch_size=10\nq -> fn event-source-mapping"),
    Case(
        "E2131",
        "a FIFO queue has no window at all",
        "q: sqs fifo=true\nfn: lambda batch_size=100\nq -> fn event-source-mapping",
    ),
    Case(
        "E2131",
        "a stream needs no window",
        "s: kinesis-data-streams\nfn: lambda batch_size=100\ns -> fn event-source-mapping",
    ),
    Case(
        "I2132",
        "a thousand large records",
        "s: kinesis-data-streams\nfn: lambda batch_size=1000\ns << records items_per_s=10 item_kb=40\n"
        "s -> fn event-source-mapping",
        at=("fn",),
        says=("1,000 records of 40 KB", "at most 153 fit into 6 MB", "6.54 times"),
    ),
    Case(
        "I2132",
        "they fit",
        "s: kinesis-data-streams\nfn: lambda batch_size=100\ns << records items_per_s=10 item_kb=40\n"
        "s -> fn event-source-mapping",
    ),
    Case("I2132", "an unknown size", "q: sqs\nfn: lambda batch_size=1000\nq -> fn event-source-mapping"),
    Case(
        "I2132",
        "a single record that does not fit is E2101's",
        "s: msk\nfn: lambda batch_size=100\ns << records items_per_s=10 item_kb=8000\ns -> fn event-source-mapping",
    ),
    Case(
        "W2133",
        "throttled at the peak",
        "api: api-gateway\nfn: lambda duration_ms=1000 reserved_concurrency=30\n"
        "api << records items_per_s=20 item_kb=1 peak_ratio=2\napi -> fn sync-invoke",
        at=("fn",),
        says=("At its peak", "40 runs", "may have 30"),
    ),
    Case(
        "W2133",
        "a queue holds the peak",
        "q: sqs\nfn: lambda duration_ms=1000 reserved_concurrency=30\n"
        "q << records items_per_s=20 item_kb=1 peak_ratio=2\nq -> fn event-source-mapping",
    ),
    Case(
        "W2133",
        "a queue that grows without end",
        "q: sqs\nfn: lambda duration_ms=1000 reserved_concurrency=15\n"
        "q << records items_per_s=20 item_kb=1\nq -> fn event-source-mapping",
        at=("fn",),
        says=("On average", "20 runs", "backlog"),
    ),
    Case(
        "W2133",
        "nothing is reserved",
        "api: api-gateway\nfn: lambda duration_ms=1000\napi << records items_per_s=20 item_kb=1\n"
        "api -> fn sync-invoke",
    ),
    Case(
        "W2133",
        "an unknown load",
        "api: api-gateway\nfn: lambda reserved_concurrency=1\napi -> fn sync-invoke",
    ),
    Case(
        "W2134",
        "too few batches at once",
        "s: kinesis-data-streams shards=2\nfn: lambda batch_size=10 duration_ms=500\n"
        "s << records items_per_s=200 item_kb=1\ns -> fn event-source-mapping",
        at=("fn",),
        says=("10 batches at once", "gets 2", "24 h"),
    ),
    Case(
        "W2134",
        "more than ten batches of a shard",
        "s: kinesis-data-streams shards=1\nfn: lambda duration_ms=500 batch_size=1\n"
        "s << records items_per_s=200 item_kb=1\ns -> fn event-source-mapping",
        at=("fn",),
        says=("100 batches",),
    ),
    Case(
        "W2134",
        "several batches of a shard",
        "s: kinesis-data-streams shards=2\nfn: lambda batch_size=10 duration_ms=500 parallelization=5\n"
        "s << records items_per_s=200 item_kb=1\ns -> fn event-source-mapping",
    ),
    Case(
        "W2134",
        "a stream that scales by itself",
        "s: kinesis-data-streams capacity_mode=on-demand\nfn: lambda duration_ms=500\n"
        "s << records items_per_s=200 item_kb=1\ns -> fn event-source-mapping",
    ),
    Case(
        "W2134",
        "batches that nobody has changed hold a hundred records",
        "s: kinesis-data-streams shards=1\nfn: lambda duration_ms=500\n"
        "s << records items_per_s=200 item_kb=1\ns -> fn event-source-mapping",
    ),
    Case("W2134", "an unknown load", "s: kinesis-data-streams\nfn: lambda\ns -> fn event-source-mapping"),
    Case(
        "E2135",
        "stopped while it waits",
        "fn: lambda\nm: sagemaker-endpoint model_ms=5000\nfn -> m sdk-call",
        at=("fn",),
        says=("after 3 s", "waits 5 s"),
    ),
    Case(
        "E2135",
        "a serverless endpoint is waited for too",
        "fn: lambda\nm: sagemaker-serverless-endpoint model_ms=5000\nfn -> m sdk-call",
        at=("fn",),
    ),
    Case(
        "E2135",
        "time enough",
        "fn: lambda timeout_s=6\nm: sagemaker-endpoint model_ms=5000\nfn -> m sdk-call",
    ),
    Case(
        "E2135",
        "nobody waits for an asynchronous endpoint",
        "fn: lambda\nm: sagemaker-async-endpoint processing_s=60\nfn -> m sdk-call",
    ),
    Case(
        "W2136",
        "the waiting is left out",
        "fn: lambda duration_ms=200\nm: sagemaker-endpoint model_ms=900\nfn -> m sdk-call",
        at=("fn",),
        says=("run 200 ms", "waits 900 ms"),
    ),
    Case(
        "W2136",
        "the waiting is in it",
        "fn: lambda duration_ms=1000\nm: sagemaker-endpoint model_ms=900\nfn -> m sdk-call",
    ),
    Case(
        "W2136",
        "over the timeout is E2135's",
        "fn: lambda\nm: sagemaker-endpoint model_ms=5000\nfn -> m sdk-call",
    ),
    Case(
        "E2137",
        "a job every other day",
        "s: kinesis-data-streams\njob: glue-job runs_per_day=0.5\ns -> job stream-source",
        at=("s",),
        says=("every 2 days", "after 24 h"),
    ),
    Case(
        "E2137",
        "a worker that a clock starts once a week",
        "q: sqs\nt: eventbridge-scheduler runs_per_day=0.14\nw: fargate\nt -> w event-rule-target\nq -> w sdk-call",
        at=("q",),
        says=("4 days",),
    ),
    Case(
        "E2137",
        "a clock that comes more often than the retention",
        "q: sqs\nt: eventbridge-scheduler\nw: fargate\nt -> w event-rule-target\nq -> w sdk-call",
    ),
    Case("E2137", "a worker that runs all the time", "q: sqs retention_days=1\nw: fargate\nq -> w sdk-call"),
    Case(
        "E2137",
        "a function that the stream itself starts",
        "s: kinesis-data-streams\nt: eventbridge-scheduler runs_per_day=0.1\nfn: lambda\nt -> fn event-rule-target\n"
        "s -> fn event-source-mapping",
    ),
    Case(
        "W2138",
        "too few write units",
        "fn: lambda\nt: dynamodb capacity_mode=provisioned write_capacity=10 read_capacity=200\n"
        "fn << records items_per_s=50 item_kb=1\nfn -> t sdk-call",
        at=("t",),
        says=("50 write units", "has 10"),
    ),
    Case(
        "W2138",
        "both are too few",
        "fn: lambda\nt: dynamodb capacity_mode=provisioned\nfn << records items_per_s=50 item_kb=1\nfn -> t sdk-call",
        at=("t",),
        says=("50 write units", "25 read units"),
    ),
    Case(
        "W2138",
        "a table that scales by itself",
        "fn: lambda\nt: dynamodb\nfn << records items_per_s=50 item_kb=1\nfn -> t sdk-call",
    ),
    Case(
        "W2138",
        "enough of both",
        "fn: lambda\nt: dynamodb capacity_mode=provisioned write_capacity=50 read_capacity=25\n"
        "fn << records items_per_s=50 item_kb=1\nfn -> t sdk-call",
    ),
    Case(
        "W2139",
        "a database that fills its disk",
        "fn: lambda\ndb: rds storage_gb=20\nfn << records items_per_month=1000000 item_kb=4\nfn -> db sdk-call",
        at=("db",),
        says=("2.29 times", "20 GB"),
    ),
    Case(
        "W2139",
        "a cluster that keeps too much",
        "c: client\nk: msk storage_gb=10\nc << records items_per_s=200 item_kb=1\nc -> k protocol-ingest",
        at=("k",),
    ),
    Case(
        "W2139",
        "disk enough",
        "fn: lambda\ndb: rds\nfn << records items_per_month=1000000 item_kb=4\nfn -> db sdk-call",
    ),
    Case(
        "W2139",
        "no disk is so large",
        "c: client\nk: msk retention_hours=8760\nc << records items_per_s=9000 item_kb=9\nc -> k protocol-ingest",
        at=("k",),
    ),
    Case("W2139", "an unknown load", "fn: lambda\ndb: rds\nfn -> db sdk-call"),
    Case(
        "E2102",
        "a large body behind a balancer",
        "lb: elb\nfn: lambda\nlb << records items_per_month=10 item_kb=3000\nlb -> fn sync-invoke",
        at=("fn",),
        says=("2.93 MB", "1 MB"),
    ),
    Case(
        "E2102",
        "a small one",
        "lb: elb\nfn: lambda\nlb << records items_per_month=10 item_kb=900\nlb -> fn sync-invoke",
    ),
    Case(
        "E2102",
        "the same behind an API",
        "api: api-gateway\nfn: lambda\napi << records items_per_month=10 item_kb=3000\napi -> fn sync-invoke",
    ),
    Case(
        "W2121",
        "two readers, one is counted",
        "s: kinesis-data-streams\na: lambda\nb: firehose\ns -> a event-source-mapping\ns -> b stream-source",
        at=("s",),
        says=("AWS Lambda and Amazon Data Firehose", "count 1"),
    ),
    Case(
        "W2121",
        "one reads by a pipe of its own",
        "s: kinesis-data-streams fan_out_consumers=1\na: lambda\nb: firehose\ns -> a event-source-mapping\n"
        "s -> b stream-source",
    ),
    Case(
        "W2121",
        "metrics are no reader",
        "s: kinesis-data-streams\na: lambda\nw: cloudwatch\ns -> a event-source-mapping\ns -> w log-metric",
    ),
    Case(
        "E2140",
        "converts in small pieces",
        "f: firehose format_conversion=true buffer_mb=5",
        at=("f",),
        says=("5 MB", "64 MB"),
    ),
    Case(
        "E2140",
        "partitions in small pieces",
        "f: firehose dynamic_partitioning=true buffer_mb=32",
        at=("f",),
        says=("partition", "32 MB"),
    ),
    Case("E2140", "pieces large enough", "f: firehose format_conversion=true buffer_mb=64"),
    Case("E2140", "neither", "f: firehose buffer_mb=5"),
    Case("E2140", "a size that Firehose chooses", "f: firehose format_conversion=true"),
    Case(
        "E2001",
        "a text that no bucket makes shorter",
        "fn: lambda\nnlp: comprehend\nfn << text items_per_month=10 item_kb=9 characters=9000\nfn -> nlp sdk-call",
        at=("nlp",),
        says=("5 KB",),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)


def test_a_limit_is_compared_in_its_own_unit():
    findings = found(
        sketch("c: client\ns: step-functions\nc << records items_per_month=9 item_kb=300\nc -> s sdk-call"),
        "E2001",
    )

    assert [finding.nodes for finding in findings] == [("s",)]
    assert "300 KB" in findings[0].message
    assert "256 KB" in findings[0].message


def test_each_limit_that_names_a_quantity_can_be_compared_with_it():
    unlike = [
        (service.id, limit.id, limit.unit)
        for service in CATALOG.services.values()
        for limit in service.limits
        if limit.quantity and converted(1.0, _unit(service, limit.quantity), limit.unit) is None
    ]

    assert not unlike


def _unit(service, quantity_id):
    units = {quantity.id: quantity.unit for quantity in service.flow.quantities}
    return {setting.id: setting.unit for setting in service.settings}.get(quantity_id) or units.get(
        quantity_id, ""
    )


def test_what_is_too_large_for_a_queue_goes_by_way_of_a_bucket():
    design = sketch("c: client\nq: sqs\nc << records items_per_month=10 item_kb=3000\nc -> q sdk-call")
    design.apply(found(design, "E2001")[0].fix.change)

    ways = {(link.source, link.target): link.mechanism for link in design.connections.values()}
    assert ways == {("c", "s3"): "sdk-call", ("s3", "q"): "event-notification"}


def test_no_bucket_is_offered_where_the_content_itself_is_needed():
    text = "fn: lambda\nnlp: comprehend\nfn << text items_per_month=10 item_kb=9 characters=9000\nfn -> nlp sdk-call"

    assert found(sketch(text), "E2001")[0].fix is None
