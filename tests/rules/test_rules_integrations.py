"""May these be connected, and this way?"""

import pytest
from sketch import Case, found, left_after_fixes, places, sketch, unsaid

CASES = [
    Case(
        "E1001",
        "a refused pair names the reason and the way round",
        "reader: textract\ntable: dynamodb\nreader -> table sdk-call",
        at=("reader",),
        says=("cannot be connected", "By way of"),
    ),
    Case("E1001", "a listed pair", "in: s3\nreader: textract\nin -> reader job-input"),
    Case("E1001", "a pair of which nothing is known", "a: polly\nb: route53\na -> b sdk-call"),
    Case(
        "I1002",
        "a pair of which nothing is known",
        "a: polly\nb: route53\na -> b job-output",
        at=("a",),
        says=("It is not known", "suppress"),
    ),
    Case("I1002", "code may call anything", "fn: lambda\nmap: location-service\nfn -> map sdk-call"),
    Case("I1002", "nearly everything logs", "a: polly\nlogs: cloudwatch-logs\na -> logs log-metric"),
    Case("I1002", "a refused pair is told by E1001", "a: textract\nb: dynamodb\na -> b sdk-call"),
    Case(
        "E1003",
        "the pair has other mechanisms",
        "in: s3\nfn: lambda\nin -> fn event-source-mapping",
        at=("in",),
        says=("event source mapping", "event notification"),
    ),
    Case("E1003", "the mechanism is listed", "in: s3\nfn: lambda\nin -> fn event-notification"),
    Case(
        "E1004",
        "audio into Comprehend",
        "in: s3\nnlp: comprehend\nin << audio items_per_month=10 item_kb=50 seconds=5\nin -> nlp job-input",
        at=("nlp",),
        says=("audio", "text"),
    ),
    Case(
        "E1004",
        "records into an image service",
        "in: s3\neyes: rekognition\nin << records items_per_month=10 item_kb=5\nin -> eyes job-input",
        at=("eyes",),
    ),
    Case(
        "E1004",
        "the connection states a kind that the target cannot read",
        "in: s3\nnlp: comprehend\nin -> nlp job-input carries=video",
        at=("nlp",),
    ),
    Case(
        "E1004",
        "text into Comprehend",
        "in: s3\nnlp: comprehend\nin << text items_per_month=10 item_kb=5\nin -> nlp job-input",
    ),
    Case(
        "E1004",
        "a scanned document is an image too",
        "in: s3\neyes: textract\nin << image items_per_month=10 item_kb=5\nin -> eyes job-input",
    ),
    Case("E1004", "nothing is known of what lies there", "in: s3\nnlp: comprehend\nin -> nlp job-input"),
    Case(
        "E1004",
        "a function may turn one kind into another",
        "in: s3\nfn: lambda\nnlp: comprehend\nin << audio items_per_month=10 item_kb=50\n"
        "in -> fn event-notification\nfn -> nlp sdk-call",
    ),
    Case(
        "E1004",
        "what a function wrote is its own affair",
        "in: s3\nfn: lambda\nout: s3\nnlp: comprehend\nin << audio items_per_month=10 item_kb=50\n"
        "in -> fn event-notification\nfn -> out sdk-call\nout -> nlp job-input",
    ),
    Case(
        "E1004",
        "a message names what lies elsewhere",
        "in: s3\nt: sns\nq: sqs\nfn: lambda\nin << image items_per_month=10 item_kb=900\n"
        "in -> t event-notification\nt -> q subscription\nq -> fn event-source-mapping",
    ),
    Case("E1005", "a typing error", "fn: lamda", at=("fn",), says=("'lamda'", "lambda")),
    Case("E1005", "a name like none", "x: qqqzzzxxw", at=("x",)),
    Case("E1005", "a service of the catalog", "fn: lambda"),
    Case("E1006", "above the most", "fn: lambda memory_mb=99999", at=("fn",), says=("99,999", "10,240")),
    Case("E1006", "below the least", "fn: lambda memory_mb=1", at=("fn",), says=("the least is 128",)),
    Case("E1006", "below the least, with no most", "s: kinesis-data-streams shards=-1", at=("s",)),
    Case("E1006", "a flag where a number belongs", "q: sqs long_poll_s=true", at=("q",)),
    Case("E1006", "no such choice", "b: s3 storage_class=warm", at=("b",), says=("'warm'", "standard")),
    Case(
        "E1006",
        "no such choice of very many",
        "m: bedrock model=titan-text-embeddings-v2",
        at=("m",),
        says=("titan-embeddings-g1-text", "come nearest"),
    ),
    Case("E1006", "a word where a number belongs", "fn: lambda memory_mb=much", at=("fn",)),
    Case("E1006", "a number where a flag belongs", "q: sqs fifo=3", at=("q",)),
    Case("E1006", "half a shard", "s: kinesis-data-streams shards=1.5", at=("s",), says=("whole number",)),
    Case("E1006", "values within bounds", "fn: lambda memory_mb=512 architecture=arm64\nq: sqs fifo=true"),
    Case("W1007", "a typing error", "fn: lambda memry_mb=512", at=("fn",), says=("'memory_mb'",)),
    Case("W1007", "a setting of the catalog", "fn: lambda memory_mb=512"),
    Case("W1007", "a service without settings takes any", "x: iam colour=red"),
    Case(
        "W1008",
        "twice the same",
        "in: s3\nfn: lambda\nin -> fn event-notification\nin -> fn event-notification",
        at=("in",),
        says=("twice",),
    ),
    Case(
        "W1008",
        "two labels are two connections",
        "in: s3\nfn: lambda\nin -> fn event-notification label=new\nin -> fn event-notification label=gone",
    ),
    Case(
        "E1010",
        "an HTTP API writes to a table by itself",
        "api: api-gateway api_type=http\nt: dynamodb\napi -> t service-integration",
        at=("api",),
        says=("HTTP API", "integration with Amazon DynamoDB"),
    ),
    Case(
        "E1010",
        "an HTTP API behind a web ACL",
        "w: waf\napi: api-gateway api_type=http\nw -> api authorize",
        at=("api",),
        says=("web ACL",),
    ),
    Case(
        "E1010",
        "a WebSocket API with a cache",
        "api: api-gateway api_type=websocket cache_gb=1.6",
        at=("api",),
        says=("WebSocket API", "cache"),
    ),
    Case(
        "E1010",
        "a queue is one of the five",
        "api: api-gateway api_type=http\nq: sqs\napi -> q service-integration",
    ),
    Case(
        "E1010",
        "a function is always called",
        "api: api-gateway api_type=http\nf: lambda\napi -> f sync-invoke",
    ),
    Case(
        "E1010",
        "a REST API has all of it",
        "w: waf\napi: api-gateway cache_gb=1.6\nt: dynamodb\nw -> api authorize\napi -> t service-integration",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert unsaid(case) == []


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert left_after_fixes(case) == []


def test_the_fix_of_a_refused_pair_puts_a_working_service_in_between():
    design = sketch("reader: textract\ntable: dynamodb\nreader -> table sdk-call")
    fix = found(design, "E1001")[0].fix

    design.apply(fix.change)

    assert len(design.nodes) == 3
    assert found(design, "E1001", "I1002", "E1003") == []


def test_an_inserted_service_does_not_lie_on_another():
    design = sketch("reader: textract\ntable: dynamodb\nreader -> table sdk-call")
    design.apply(found(design, "E1001")[0].fix.change)

    boxes = [(node.x, node.y) for node in design.nodes.values()]

    assert all(abs(a[0] - b[0]) >= 88 or abs(a[1] - b[1]) >= 88 for a in boxes for b in boxes if a is not b)
