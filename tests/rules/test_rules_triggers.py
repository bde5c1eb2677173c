"""What starts what, where data ends, and where it goes round."""

import pytest
from sketch import Case, found, left_after_fixes, places, sketch, unsaid

TWO_JOBS = """
in: s3
ears: transcribe
texts: s3
nlp: comprehend
in -> ears job-input
ears -> texts job-output
texts -> nlp job-input
"""

TWO_POLLERS = """
fn: lambda
q: sqs
mails: lambda
stats: lambda
fn -> q sdk-call
q -> mails event-source-mapping
q -> stats event-source-mapping
"""

TWO_TOLD = """
b: s3
thumbs: lambda
index: lambda
b -> thumbs event-notification
b -> index event-notification
"""

CASES = [
    Case(
        "W3001",
        "the second job has no starter",
        TWO_JOBS,
        at=("nlp",),
        says=("nothing starts",),
    ),
    Case("W3001", "a workflow starts it", TWO_JOBS + "flow: step-functions\nflow -> nlp service-integration"),
    Case("W3001", "a function calls it", TWO_JOBS + "fn: lambda\nfn -> nlp sdk-call"),
    Case(
        "W3001",
        "the workflow that runs the first job can run the second",
        TWO_JOBS + "flow: step-functions\nflow -> ears service-integration",
        at=("nlp",),
    ),
    Case(
        "W3001",
        "a crawler has a clock of its own",
        "j: glue-job\nb: s3\nc: glue-crawler\nj -> b job-output\nb -> c job-input",
    ),
    Case(
        "W3001",
        "what did not come from a job is started by people",
        "b: s3\nnlp: comprehend\nb -> nlp job-input",
    ),
    Case("W3002", "a job that nothing feeds", "n: comprehend\nb: s3\nn -> b job-output", at=("n",)),
    Case(
        "W3002",
        "a workload is stated there",
        "n: comprehend\nb: s3\nn << text items_per_s=1\nn -> b job-output",
    ),
    Case("W3002", "an API may be called from outside", "a: api-gateway\nq: sqs\na -> q service-integration"),
    Case("W3002", "a source is where things begin", "b: s3\nfn: lambda\nb -> fn event-notification"),
    Case("W3002", "a container runs by itself", "t: fargate\nq: sqs\nt -> q sdk-call"),
    Case("I3003", "nobody says how much", "b: s3\nfn: lambda\nb -> fn event-notification", at=("b",)),
    Case(
        "I3003",
        "one finding for all of them",
        "b: s3\nc: client\nfn: lambda\nq: sqs\nb -> fn event-notification\nc -> q sdk-call",
        at=("b",),
    ),
    Case("I3003", "an entrance", "a: api-gateway\nq: sqs\na -> q service-integration", at=("a",)),
    Case("I3003", "pages that viewers fetch", "b: s3\nc: cloudfront\nb -> c protocol-ingest"),
    Case("I3003", "it is said", "b: s3\nfn: lambda\nb << text items_per_s=1\nb -> fn event-notification"),
    Case("I3003", "a bucket that something fills is no source", "n: comprehend\nb: s3\nn -> b job-output"),
    Case(
        "E3004",
        "a function writes to the bucket that starts it",
        "b: s3\nfn: lambda\nb -> fn event-notification\nfn -> b sdk-call",
        at=("fn",),
        says=("starts", "again"),
    ),
    Case(
        "E3004",
        "by way of a bus",
        "b: s3\ne: eventbridge\nfn: lambda\nb -> e event-notification\ne -> fn event-rule-target\nfn -> b sdk-call",
        at=("fn",),
        says=("by way of",),
    ),
    Case(
        "E3004",
        "load that grows round after round",
        "a: sqs\nfn: lambda\na << records items_per_s=1\na -> fn event-source-mapping\nfn -> a sdk-call share=2",
        at=("a",),
    ),
    Case(
        "E3004",
        "a queue may be written to again",
        "q: sqs\nfn: lambda\nq -> fn event-source-mapping\nfn -> q sdk-call",
    ),
    Case("E3004", "another bucket", "b: s3\nc: s3\nfn: lambda\nb -> fn event-notification\nfn -> c sdk-call"),
    Case(
        "E3004", "reading back is no cycle", "b: s3\nfn: lambda\nb -> fn event-notification\nb -> fn sdk-call"
    ),
    Case(
        "I3005",
        "a queue that nobody reads",
        "fn: lambda\nq: sqs\nfn -> q sdk-call",
        at=("q",),
        says=("nobody reads",),
    ),
    Case(
        "I3005",
        "results without a place",
        "b: s3\nn: comprehend\nb -> n job-input",
        at=("n",),
        says=("written nowhere",),
    ),
    Case(
        "I3005",
        "dead letters wait for people",
        "q: sqs\nd: sqs\nfn: lambda\nq -> fn event-source-mapping\nq -> d delivery-destination",
    ),
    Case("I3005", "an answer goes back to its caller", "fn: lambda\nn: comprehend\nfn -> n sdk-call"),
    Case("W3006", "a consumed queue", "q: sqs\nfn: lambda\nq -> fn event-source-mapping", at=("q",)),
    Case(
        "W3006",
        "it has one by its setting",
        "q: sqs dead_letter=true\nfn: lambda\nq -> fn event-source-mapping",
    ),
    Case(
        "W3006",
        "it has one by an arrow",
        "q: sqs\nd: sqs\nfn: lambda\nq -> fn event-source-mapping\nq -> d delivery-destination",
    ),
    Case(
        "W3006",
        "a function told by events",
        "b: s3\nfn: lambda\nb -> fn event-notification",
        at=("fn",),
        says=("lost",),
    ),
    Case(
        "W3006",
        "its failures go to a queue",
        "b: s3\nfn: lambda\nd: sqs\nb -> fn event-notification\nfn -> d delivery-destination",
    ),
    Case(
        "W3006",
        "a pipe waits for the function",
        "k: kinesis-data-streams\np: eventbridge-pipes\nfn: lambda\nk -> p event-source-mapping\n"
        "p -> fn event-rule-target",
    ),
    Case("W3006", "a caller sees the error itself", "api: api-gateway\nfn: lambda\napi -> fn sync-invoke"),
    Case("I3007", "beside the others", "b: s3\nfn: lambda\nx: athena\nb -> fn event-notification", at=("x",)),
    Case("I3007", "a key stands for itself", "b: s3\nfn: lambda\nx: kms\nb -> fn event-notification"),
    Case("I3007", "a design that has just begun", "b: s3\nfn: lambda"),
    Case(
        "E3008",
        "the topic becomes a FIFO one",
        "p: lambda\nt: sns\nq: sqs fifo=true\np -> t sdk-call\nt -> q subscription",
        at=("q",),
        says=("standard topic",),
    ),
    Case(
        "E3008",
        "a topic that also calls a function cannot become one",
        "t: sns\nq: sqs fifo=true\nfn: lambda\nt -> q subscription\nt -> fn subscription",
        at=("q",),
    ),
    Case("E3008", "standard to standard", "t: sns\nq: sqs\nt -> q subscription"),
    Case(
        "E3009",
        "a function behind a FIFO topic",
        "t: sns fifo=true\nfn: lambda\nt -> fn subscription",
        at=("t",),
    ),
    Case(
        "E3009",
        "people behind a FIFO topic",
        "t: sns fifo=true\nm: email\nt -> m subscription",
        at=("t",),
    ),
    Case("E3009", "a standard topic calls anyone", "t: sns\nfn: lambda\nt -> fn subscription"),
    Case("E3009", "any queue", "t: sns fifo=true\nq: sqs\nt -> q subscription"),
    Case(
        "E3010",
        "a bucket into a FIFO queue",
        "b: s3\nq: sqs fifo=true\nb -> q event-notification",
        at=("q",),
    ),
    Case(
        "E3010",
        "a bucket into a FIFO topic",
        "b: s3\nt: sns fifo=true\nb -> t event-notification",
        at=("t",),
    ),
    Case(
        "E3010",
        "failures of a function",
        "fn: lambda\nq: sqs fifo=true\nfn -> q delivery-destination",
        at=("q",),
        says=("Destinations",),
    ),
    Case(
        "E3010",
        "a rule of IoT Core",
        "i: iot-core\nq: sqs fifo=true\ni -> q event-rule-target",
        at=("q",),
    ),
    Case("E3010", "code names the group", "fn: lambda\nq: sqs fifo=true\nfn -> q sdk-call"),
    Case("E3010", "a standard queue", "b: s3\nq: sqs\nb -> q event-notification"),
    Case(
        "E3011",
        "dead letters of a FIFO queue in a standard one",
        "q: sqs fifo=true\nd: sqs\nq -> d delivery-destination",
        at=("d",),
    ),
    Case(
        "E3011",
        "dead letters of a standard queue in a FIFO one",
        "q: sqs\nd: sqs fifo=true\nq -> d delivery-destination",
        at=("d",),
    ),
    Case("E3011", "both standard", "q: sqs\nd: sqs\nq -> d delivery-destination"),
    Case(
        "W3012",
        "two functions on one queue",
        TWO_POLLERS,
        at=("q",),
        says=("only some",),
    ),
    Case(
        "W3012",
        "a topic fills it already",
        "t: sns\nt -> q subscription\n" + TWO_POLLERS,
        at=("q",),
    ),
    Case("W3012", "the messages are parted on purpose", TWO_POLLERS.replace("mapping", "mapping share=0.5")),
    Case(
        "W3012",
        "machines of one fleet share a queue",
        "q: sqs\na: ec2\nb: ec2\nq -> a sdk-call\nq -> b sdk-call",
    ),
    Case(
        "E3013",
        "a hundred at once",
        "q: sqs fifo=true\nfn: lambda batch_size=100\nq -> fn event-source-mapping",
        at=("fn",),
    ),
    Case(
        "E3013",
        "a standard queue gives more",
        "q: sqs\nfn: lambda batch_size=100\nq -> fn event-source-mapping",
    ),
    Case(
        "W3014",
        "two functions for one bucket",
        TWO_TOLD,
        at=("b",),
        says=("prefixes",),
    ),
    Case(
        "W3014",
        "a bus is there already",
        TWO_TOLD + "bus: eventbridge\nb -> bus event-notification",
        at=("b",),
    ),
    Case("W3014", "they share the objects", TWO_TOLD.replace("notification", "notification share=0.5")),
    Case(
        "W3014",
        "the labels tell them apart",
        "b: s3\nx: lambda\ny: lambda\nb -> x event-notification label=in/\nb -> y event-notification label=out/",
    ),
    Case(
        "I3016",
        "order is lost",
        "t: sns fifo=true\nq: sqs\nt -> q subscription",
        at=("q",),
    ),
    Case(
        "I3016",
        "a bucket fills the queue too",
        "t: sns fifo=true\nq: sqs\nb: s3\nt -> q subscription\nb -> q event-notification",
        at=("q",),
    ),
    Case("I3016", "nobody asked for order", "t: sns\nq: sqs\nt -> q subscription"),
    Case(
        "W3017",
        "a schedule that is too dense",
        "c: eventbridge-scheduler runs_per_day=96\nj: glue-job minutes_per_run=30\nc -> j event-rule-target",
        at=("j",),
        says=("15 min each",),
    ),
    Case("W3017", "its own plan", "j: glue-job minutes_per_run=30 runs_per_day=50", at=("j",)),
    Case("W3017", "a run of days", "j: glue-job minutes_per_run=3000 runs_per_day=1", at=("j",)),
    Case(
        "W3017",
        "batch jobs run beside each other",
        "c: eventbridge-scheduler runs_per_day=96\nj: batch minutes_per_job=30\nc -> j event-rule-target",
    ),
    Case("W3017", "just enough", "j: glue-job minutes_per_run=30 runs_per_day=48"),
    Case(
        "W3018",
        "an Express workflow runs a Glue job",
        "f: step-functions workflow_type=express\nj: glue-job\nf -> j service-integration",
        at=("f",),
        says=("five minutes",),
    ),
    Case(
        "W3018",
        "it calls a function",
        "f: step-functions workflow_type=express\nfn: lambda\nf -> fn service-integration",
    ),
    Case("W3018", "a Standard workflow", "f: step-functions\nj: glue-job\nf -> j service-integration"),
    Case(
        "E3019",
        "a function beside the stream",
        "k: kinesis-data-streams\nfn: lambda\nf: firehose\nk -> f stream-source\nfn -> f sdk-call",
        at=("f",),
    ),
    Case(
        "E3019",
        "two streams",
        "k: kinesis-data-streams\nm: msk\nf: firehose\nk -> f stream-source\nm -> f stream-source",
        at=("f",),
    ),
    Case(
        "E3019",
        "its own transform",
        "k: kinesis-data-streams\nfn: lambda\nf: firehose\nk -> f stream-source\nf -> fn sync-invoke\nfn -> f sdk-call",
    ),
    Case(
        "E3019",
        "a key and a schema bring no data",
        "k: kinesis-data-streams\nx: kms\ng: glue-data-catalog\nf: firehose\nk -> f stream-source\n"
        "x -> f encrypt\ng -> f metadata",
    ),
    Case("E3019", "direct puts only", "a: lambda\nb: lambda\nf: firehose\na -> f sdk-call\nb -> f sdk-call"),
    Case(
        "E3020",
        "nothing may run",
        "b: s3\nfn: lambda reserved_concurrency=0\nb -> fn event-notification",
        at=("fn",),
    ),
    Case("E3020", "switched off on purpose, with no triggers", "fn: lambda reserved_concurrency=0"),
    Case("E3020", "nothing is reserved", "b: s3\nfn: lambda\nb -> fn event-notification"),
    Case(
        "W3021",
        "two at a time behind a queue",
        "q: sqs\nfn: lambda reserved_concurrency=2\nq -> fn event-source-mapping",
        at=("fn",),
    ),
    Case(
        "W3021",
        "a FIFO queue goes by its groups",
        "q: sqs fifo=true\nfn: lambda reserved_concurrency=2\nq -> fn event-source-mapping",
    ),
    Case("W3021", "nothing is reserved", "q: sqs\nfn: lambda\nq -> fn event-source-mapping"),
    Case(
        "W3022",
        "directly and through a bus",
        "b: s3\ne: eventbridge\nfn: lambda\nb -> fn event-notification\nb -> e event-notification\n"
        "e -> fn event-rule-target",
        at=("fn",),
        says=("directly and again",),
    ),
    Case(
        "W3022",
        "the label may say which events",
        "b: s3\ne: eventbridge\nfn: lambda\nb -> fn event-notification\nb -> e event-notification\n"
        "e -> fn event-rule-target label=removals",
    ),
    Case(
        "E3023", "neither keeps versions", "a: s3\nb: s3\na -> b replication", at=("a",), says=("have none",)
    ),
    Case("E3023", "the target does not", "a: s3 versioning=true\nb: s3\na -> b replication", at=("b",)),
    Case("E3023", "both do", "a: s3 versioning=true\nb: s3 versioning=true\na -> b replication"),
    Case(
        "E3023",
        "a job that copies asks for none",
        "a: s3\nb: s3\nd: datasync\na -> d job-input\nd -> b job-output",
    ),
    Case(
        "E3024",
        "queries in an archive",
        "b: s3 storage_class=deep-archive\nq: athena\nb -> q query",
        at=("b",),
    ),
    Case(
        "E3024",
        "one finding for all that read",
        "b: s3 storage_class=glacier-flexible\nj: glue-job\nfn: lambda\nb -> j job-input\nb -> fn sdk-call",
        at=("b",),
        says=("read", "Flexible"),
    ),
    Case(
        "E3024", "things are only put there", "fn: lambda\nb: s3 storage_class=deep-archive\nfn -> b sdk-call"
    ),
    Case("E3024", "it can be read at once", "b: s3 storage_class=glacier-instant\nq: athena\nb -> q query"),
    Case(
        "I3025",
        "both keep four days",
        "q: sqs\nd: sqs\nq -> d delivery-destination",
        at=("d",),
        says=("4 days",),
    ),
    Case("I3025", "kept for longer", "q: sqs\nd: sqs retention_days=10\nq -> d delivery-destination"),
    Case(
        "I3025",
        "none can be kept for longer",
        "q: sqs retention_days=14\nd: sqs retention_days=14\nq -> d delivery-destination",
    ),
    Case(
        "I3025",
        "a FIFO queue counts anew",
        "q: sqs fifo=true\nd: sqs fifo=true\nq -> d delivery-destination",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)


def test_the_fix_of_a_missing_trigger_uses_the_workflow_there_is():
    design = sketch(TWO_JOBS + "flow: step-functions\nflow -> ears service-integration")

    design.apply(found(design, "W3001")[0].fix.change)

    assert {"ears", "nlp"} == {link.target for link in design.leaving("flow")}


def test_the_fix_of_a_missing_trigger_makes_connections_that_aws_offers():
    design = sketch(TWO_JOBS)

    design.apply(found(design, "W3001")[0].fix.change)

    assert not found(design, "E1001", "I1002", "E1003", "W3001")


def test_a_finding_leads_along_the_whole_cycle():
    design = sketch(
        "b: s3\ne: eventbridge\nfn: lambda\nb -> e event-notification\ne -> fn event-rule-target\nfn -> b sdk-call"
    )

    finding = found(design, "E3004")[0]

    assert finding.nodes == ("fn", "b", "e")
    assert set(design.connections) == set(finding.connections)


def test_the_fix_of_competing_pollers_gives_each_a_queue_behind_one_topic():
    design = sketch(TWO_POLLERS)

    design.apply(found(design, "W3012")[0].fix.change)
    topic = next(node.id for node in design.nodes.values() if node.service == "sns")

    assert {"q", "q-stats"} == {link.target for link in design.leaving(topic)}
    assert [link.source for link in design.entering(topic)] == ["fn"]
    assert [link.target for link in design.leaving("q-stats")] == ["stats"]
    assert not found(design, "E1001", "I1002", "E1003", "W3012")


def test_the_fix_of_overlapping_notifications_makes_connections_that_aws_offers():
    design = sketch(TWO_TOLD)

    design.apply(found(design, "W3014")[0].fix.change)

    assert not found(design, "E1001", "I1002", "E1003", "W3014")


def test_a_second_source_is_led_to_the_stream_that_is_read():
    design = sketch(
        "k: kinesis-data-streams\nfn: lambda\nf: firehose\nk -> f stream-source\nfn -> f sdk-call"
    )

    design.apply(found(design, "E3019")[0].fix.change)

    assert [link.target for link in design.leaving("fn")] == ["k"]
    assert not found(design, "E1003", "E3019")
