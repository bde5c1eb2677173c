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
    Case("W3006", "a caller sees the error itself", "api: api-gateway\nfn: lambda\napi -> fn sync-invoke"),
    Case("I3007", "beside the others", "b: s3\nfn: lambda\nx: athena\nb -> fn event-notification", at=("x",)),
    Case("I3007", "a key stands for itself", "b: s3\nfn: lambda\nx: kms\nb -> fn event-notification"),
    Case("I3007", "a design that has just begun", "b: s3\nfn: lambda"),
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
