"""Services that end, and regions that do not have them."""

import pytest
from sketch import CATALOG, Case, found, left_after_fixes, places, sketch, unsaid

from explorer.design.edits import set_fields

TWO_REGIONS = "group here kind=region label=eu-west-1\ngroup there kind=region label=us-east-1\n"

CASES = [
    Case("E4001", "a service that is gone", "x: iot-analytics", at=("x",), says=("2025-12-15", "Firehose")),
    Case("E4001", "one finding for all nodes of it", "x: deeplens\ny: deeplens", at=("x",)),
    Case("E4001", "a service that goes on", "x: s3"),
    Case("W4002", "closed to new customers", "x: forecast", at=("x",), says=("2024-07-29", "Canvas")),
    Case("W4002", "its end is announced", "x: workmail", at=("x",), says=("ends", "2027")),
    Case("W4002", "a service for everyone", "x: comprehend"),
    Case("I4003", "the label has the old name", "x: managed-flink label=x", at=()),
    Case("I4003", "superseded", "x: cognito-sync", at=("x",), says=("superseded",)),
    Case("I4003", "renamed long ago, and called by its new name", "x: eventbridge label=EventBridge"),
    Case("W4004", "not in that region", "region af-south-1\nx: comprehend", at=("x",), says=("af-south-1",)),
    Case("W4004", "it is there", "region eu-west-1\nx: comprehend"),
    Case("W4004", "global services are everywhere", "region af-south-1\nx: cloudfront"),
    Case(
        "W4004",
        "the group around the node counts",
        "group g kind=region label=af-south-1\nx: comprehend group=g",
        at=("x",),
    ),
    Case(
        "W4004",
        "a group without a code is somewhere unknown",
        "group g kind=region label=Africa\nx: comprehend group=g",
    ),
    Case(
        "E4005",
        "a job of your own code",
        "group a kind=region label=eu-west-1\ngroup b kind=region label=us-east-1\n"
        "s: s3 group=a\nj: glue-job group=b\ns -> j job-input",
    ),
    Case(
        "E4005",
        "a notification across regions",
        TWO_REGIONS + "b: s3 group=here\nfn: lambda group=there\nb -> fn event-notification",
        at=("b",),
        says=("eu-west-1", "us-east-1"),
    ),
    Case(
        "E4005",
        "within one",
        TWO_REGIONS + "b: s3 group=here\nfn: lambda group=here\nb -> fn event-notification",
    ),
    Case(
        "E4005",
        "a call goes anywhere",
        TWO_REGIONS + "fn: lambda group=here\nq: sqs group=there\nfn -> q sdk-call",
    ),
    Case("W4006", "an old runtime", "fn: lambda runtime=python3.9", at=("fn",), says=("2025-12-15",)),
    Case("W4006", "an old Glue", "j: glue-job glue_version=glue-2.0", at=("j",), says=("2026-04-01",)),
    Case("W4006", "nodes with disks of their own", "w: redshift instance_type=dc2.8xlarge", at=("w",)),
    Case("W4006", "nothing is said", "fn: lambda\nj: glue-job\nw: redshift"),
    Case("W4006", "it has some months left", "fn: lambda runtime=nodejs22.x"),
    Case("I4007", "some months left", "fn: lambda runtime=nodejs22.x", at=("fn",), says=("2027-04-30",)),
    Case("I4007", "gone already", "fn: lambda runtime=python3.8"),
    Case("I4007", "the newest", "fn: lambda runtime=python3.14"),
    Case(
        "I4008", "a young Region", "region il-central-1\nb: s3\nfn: lambda", at=("b",), says=("il-central-1",)
    ),
    Case("I4008", "a frame", "group g kind=region label=af-south-1\nb: s3 group=g\nfn: lambda", at=("b",)),
    Case("I4008", "an old Region", "region eu-central-1\nb: s3"),
    Case("I4008", "nothing of it stands there", "region il-central-1\nc: client\nf: cloudfront"),
    Case("I4008", "a partition of its own", "region us-gov-west-1\nb: s3"),
    Case(
        "W4009",
        "a certificate in Ireland",
        "region eu-west-1\na: acm\nf: cloudfront\na -> f encrypt",
        at=("a",),
        says=("us-east-1",),
    ),
    Case("W4009", "a web ACL", "region eu-west-1\nw: waf\nf: cloudfront\nw -> f authorize", at=("w",)),
    Case("W4009", "the whole design is there", "region us-east-1\na: acm\nf: cloudfront\na -> f encrypt"),
    Case("W4009", "for a balancer", "region eu-west-1\na: acm\nl: elb\na -> l encrypt"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)


def test_a_rename_is_told_where_the_label_has_the_old_name():
    design = sketch("x: firehose label=Kinesis~Firehose~in")
    old = design.nodes["x"]
    design.apply(set_fields(old, label="Kinesis Firehose in"))

    finding = found(design, "I4003")[0]
    design.apply(finding.fix.change)

    assert design.nodes["x"].label == "Amazon Data Firehose in"
    assert not found(design, "I4003")


def test_a_region_without_a_list_says_nothing():
    service = next(service for service in CATALOG.draggable if not service.regions)

    assert not found(sketch(f"region mx-central-1\nx: {service.id}"), "W4004")


def test_a_successor_is_offered_only_where_its_connections_hold():
    gone = [service for service in CATALOG.services.values() if service.lifecycle.status == "ended"]
    lone = [service for service in gone if service.lifecycle.successor in {s.id for s in CATALOG.draggable}]

    fixes = [found(sketch(f"x: {service.id}"), "E4001")[0].fix for service in lone]

    assert lone
    assert all(fixes)
    connected = sketch("x: qldb\ny: iam\nx -> y sdk-call")
    assert found(connected, "E4001")[0].fix is None


def test_a_successor_keeps_only_the_settings_that_it_has():
    design = sketch("x: fraud-detector stored_gb=5")
    design.apply(found(design, "W4002")[0].fix.change)

    assert found(design, "W1007") == []
