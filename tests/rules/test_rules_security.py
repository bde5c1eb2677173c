"""Who could see what."""

import pytest
from sketch import Case, found, left_after_fixes, places, sketch, unsaid

CALLS = "calls: s3{0}\nears: transcribe{1}\ntexts: s3{2}\ncalls -> ears job-input\nears -> texts job-output\n"
BOOK = "n: sagemaker-notebook\ntexts -> n job-input\n"
NOTES = "notes: s3\nnlp: comprehend-medical\nnotes -> nlp job-input\n"
PLACES = (
    "group here kind=region label=eu-west-1\ngroup there kind=region label={0}\ncalls: s3 group=here\n"
    "ears: transcribe group=here\ncopy: s3 group=there\ncalls -> ears job-input\n"
)
FACES = (
    "i: s3\ne: rekognition detect_faces=true\nr: augmented-ai workforce={0}\ni -> e job-input\n"
    "e -> r human-task\n"
)
CHAT = (
    "c: client\na: api-gateway\nfn: lambda\nm: bedrock\nc -> a protocol-ingest\na -> fn sync-invoke\n"
    "fn -> m sdk-call\n"
)
ASKED = CALLS.format("", "", "") + "fn: lambda\nm: bedrock\ntexts -> fn sdk-call\nfn -> m sdk-call\n"
SHARED = (
    "group ours kind=account\ngroup theirs kind=account\nfn: lambda group=ours\nb: s3 group=theirs encryption={0}\n"
    "fn -> b sdk-call\n"
)

CASES = [
    Case(
        "W5001",
        "transcripts in public",
        CALLS.format("", "", " public_access=true"),
        at=("texts",),
        says=("public",),
    ),
    Case("W5001", "recordings in public", CALLS.format(" public_access=true", "", ""), at=("calls",)),
    Case(
        "W5001",
        "faces in public",
        "i: s3\nr: rekognition detect_faces=true\nfn: lambda\no: s3 public_access=true\ni -> r job-input\n"
        "r -> o delivery-destination",
        at=("o",),
    ),
    Case("W5001", "closed buckets", CALLS.format("", "", "")),
    Case(
        "W5001",
        "a public bucket with nothing personal in it",
        "b: s3 public_access=true\nx: athena\nb -> x query",
    ),
    Case("I5002", "a public bucket", "b: s3 public_access=true", at=("b",)),
    Case("I5002", "with personal data it is told by W5001", CALLS.format("", "", " public_access=true")),
    Case("I5002", "a closed bucket", "b: s3"),
    Case("I5003", "an open API", "c: client\napi: api-gateway\nc -> api protocol-ingest", at=("api",)),
    Case(
        "I5003",
        "an API with an authoriser",
        "c: client\napi: api-gateway\nu: cognito\nc -> api protocol-ingest\nu -> api authorize",
    ),
    Case(
        "I5003",
        "an API that asks who comes",
        "c: client\napi: api-gateway\nu: cognito\nc -> api protocol-ingest\napi -> u authorize",
    ),
    Case(
        "I5003",
        "an API that only services call",
        "f: step-functions\napi: api-gateway\nf -> api service-integration",
    ),
    Case(
        "I5004",
        "people search in raw transcripts",
        CALLS.format("", "", "") + "q: athena\ntexts -> q query",
        at=("ears",),
    ),
    Case(
        "I5004",
        "personal data is taken out",
        CALLS.format("", " pii_redaction=true", "") + "q: athena\ntexts -> q query",
    ),
    Case("I5004", "nobody searches", CALLS.format("", "", "")),
    Case("W5005", "a public database", "d: rds publicly_accessible=true", at=("d",)),
    Case("W5005", "a public broker", "b: amazon-mq publicly_accessible=true", at=("b",)),
    Case("W5005", "closed as by default", "d: rds\nw: redshift\nm: msk"),
    Case("W5006", "transcripts in a notebook", CALLS.format("", "", "") + BOOK, at=("n",)),
    Case(
        "W5006",
        "closed to the internet",
        CALLS.format("", "", "") + BOOK.replace("notebook\n", "notebook direct_internet_access=false\n"),
    ),
    Case("W5006", "nothing personal in it", "texts: s3\n" + BOOK),
    Case("I5007", "doctors' notes", NOTES, at=("notes",), says=("reads them",)),
    Case(
        "I5007",
        "faces in a collection",
        "i: s3\nr: rekognition index_faces=true\ni -> r job-input",
        at=("i",),
    ),
    Case("I5007", "a trail is drawn", NOTES + "t: cloudtrail\nnotes -> t audit"),
    Case("I5007", "speech alone is not yet health", CALLS.format("", "", "")),
    Case(
        "I5007", "faces that nobody tells apart", "i: s3\nr: rekognition detect_faces=true\ni -> r job-input"
    ),
    Case("I5008", "notes under the service's key", NOTES, at=("notes",)),
    Case(
        "I5008",
        "a table beside a key that is there",
        NOTES.replace("s3", "s3 encryption=sse-kms")
        + "k: kms\nfn: lambda\nd: dynamodb\nnotes -> fn sdk-call\nfn -> d sdk-call",
        at=("d",),
    ),
    Case(
        "I5008",
        "medical transcripts",
        CALLS.format("", " mode=medical", " encryption=sse-kms"),
        at=("calls",),
    ),
    Case("I5008", "a key of one's own", NOTES.replace("s3", "s3 encryption=sse-kms")),
    Case("I5008", "a key by an arrow", NOTES + "k: kms\nk -> notes encrypt"),
    Case(
        "W5009",
        "a copy across the ocean",
        PLACES.format("us-east-1") + "calls -> copy replication",
        at=("calls",),
        says=("eu-west-1", "us-east-1"),
    ),
    Case("W5009", "a copy on the same continent", PLACES.format("eu-north-1") + "calls -> copy replication"),
    Case("W5009", "only an event goes there", PLACES.format("us-east-1") + "calls -> copy audit"),
    Case("W5009", "somewhere unknown", PLACES.format("far") + "calls -> copy replication"),
    Case(
        "I5010",
        "recordings for a service of others",
        CALLS.format("", "", "") + "fn: lambda\nx: external-saas\ncalls -> fn sdk-call\nfn -> x sdk-call",
        at=("fn",),
    ),
    Case("I5010", "nothing personal goes there", "fn: lambda\nx: external-saas\nfn -> x sdk-call"),
    Case("W5011", "faces for everyone", FACES.format("mechanical-turk"), at=("r",)),
    Case(
        "W5011",
        "an arrow to the crowd",
        "i: s3\nr: rekognition detect_faces=true\na: augmented-ai\nm: mechanical-turk\ni -> r job-input\n"
        "r -> a human-task\na -> m human-task",
        at=("m",),
    ),
    Case("W5011", "a workforce of one's own", FACES.format("private")),
    Case(
        "W5011",
        "nothing personal",
        "b: s3\ng: sagemaker-ground-truth workforce=mechanical-turk\nb -> g job-input",
    ),
    Case("I5012", "a chat", CHAT, at=("m",)),
    Case("I5012", "it has one", CHAT.replace("bedrock", "bedrock guardrail=true")),
    Case(
        "I5012", "embeddings say nothing", CHAT.replace("bedrock", "bedrock model=titan-text-embeddings-v2")
    ),
    Case(
        "I5012",
        "a nightly batch answers nobody",
        "b: s3\nfn: lambda\nm: bedrock\nb -> fn event-notification\nfn -> m sdk-call",
    ),
    Case(
        "I5013",
        "a function and a database",
        "fn: lambda\nd: rds\nfn -> d sdk-call",
        at=("d",),
        says=("logs in",),
    ),
    Case(
        "I5013",
        "two of which one has a secret",
        "v: secrets-manager\na: lambda\nb: fargate\nd: aurora\na -> d sdk-call\nb -> d sdk-call\nv -> a secret",
        at=("d",),
    ),
    Case(
        "I5013",
        "the database's own secret",
        "v: secrets-manager\nfn: lambda\nd: rds\nfn -> d sdk-call\nv -> d secret",
    ),
    Case("I5013", "IAM lets it in", "w: iam\nfn: lambda\nd: rds\nfn -> d sdk-call\nw -> d authorize"),
    Case(
        "I5013",
        "a proxy keeps the password",
        "fn: lambda\np: rds-proxy\nd: rds\nfn -> p sdk-call\np -> d sdk-call",
    ),
    Case(
        "I5013",
        "code that asks for the password",
        "s: secrets-manager\nfn: lambda\nd: rds\nfn -> d sdk-call\nfn -> s sdk-call",
    ),
    Case("I5013", "tables ask for no password", "fn: lambda\nd: dynamodb\nfn -> d sdk-call"),
    Case("I5013", "a job that reads a database", "d: aurora\nj: glue-job\nd -> j connector", at=("d",)),
    Case("W5014", "in the clear", "c: cloudfront protocol=http", at=("c",)),
    Case("W5014", "as by default", "c: cloudfront"),
    Case("W5015", "another account reads", SHARED.format("sse-kms"), at=("b",)),
    Case("W5015", "the bucket's own key", SHARED.format("sse-s3")),
    Case("W5015", "a key that can be shared", SHARED.format("sse-kms") + "k: kms\nk -> b encrypt"),
    Case("I5016", "uploads", "c: client\nb: s3\nc -> b sdk-call", at=("b",)),
    Case("I5016", "the arrow says how", "c: client\nb: s3\nc -> b sdk-call label=signed"),
    Case(
        "I5016",
        "a function signs the links",
        "c: client\nb: s3\na: api-gateway\nc -> b sdk-call\nc -> a protocol-ingest",
    ),
    Case("I5016", "it is public anyway", "c: client\nb: s3 public_access=true\nc -> b sdk-call"),
    Case("I5017", "a function URL", "c: client\nfn: lambda\nc -> fn protocol-ingest", at=("fn",)),
    Case("I5017", "IAM decides", "c: client\nfn: lambda\nw: iam\nc -> fn protocol-ingest\nw -> fn authorize"),
    Case(
        "I5017",
        "an API stands before it",
        "c: client\na: api-gateway\nfn: lambda\nc -> a protocol-ingest\na -> fn sync-invoke",
    ),
    Case("I5018", "a bare balancer", "c: client\nlb: elb\nc -> lb protocol-ingest", at=("lb",)),
    Case(
        "I5018",
        "CloudFront has the wall",
        "c: client\nf: cloudfront\nw: waf\nlb: elb\nc -> f protocol-ingest\nf -> lb network\nw -> f authorize",
    ),
    Case(
        "I5018",
        "a network balancer has none",
        "c: client\nlb: elb balancer_type=network\nc -> lb protocol-ingest",
    ),
    Case("I5018", "calls from within", "a: fargate\nlb: elb\na -> lb sdk-call"),
    Case("I5019", "transcripts for any Region", ASKED, at=("m",)),
    Case("I5019", "a regional profile", ASKED.replace("bedrock", "bedrock profile=regional")),
    Case("I5019", "nothing personal", CHAT),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("I5007", NOTES),
        ("I5008", NOTES.replace("s3", "s3 encryption=sse-s3")),
        ("I5013", "fn: lambda\nd: rds\nfn -> d sdk-call"),
        ("W5015", SHARED.format("sse-kms")),
        ("I5016", "c: client\nb: s3\nc -> b sdk-call"),
        ("I5017", "c: client\nfn: lambda\nc -> fn protocol-ingest"),
        ("I5018", "c: client\nlb: elb\nc -> lb protocol-ingest"),
    ],
)
def test_what_a_fix_draws_is_offered_by_aws(rule, text):
    design = sketch(text)

    design.apply(found(design, rule)[0].fix.change)

    assert not found(design, "E1001", "I1002", "E1003", "E1006", "W1007", rule)
