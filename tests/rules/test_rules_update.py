"""Looking only at what an edit can have changed finds the same as looking at everything."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sketch import CATALOG, sketch
from test_rules_contract import KINDS, SERVICES, designs

from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Design, Group, Node, Workload, edits
from explorer.design.records import GROUP_KINDS
from explorer.flow import Flow, flow_of
from explorer.rules import Checks, Finding, Rule, check

COMMON = (
    "s3",
    "lambda",
    "sqs",
    "transcribe",
    "comprehend",
    "sagemaker-endpoint",
    "sagemaker-training",
    "athena",
    "rds",
    "sns",
    "nat-gateway",
)
LABELS = ("eu-west-3", "Public", "Private")


OFTEN = (
    *(
        "s3",
        "lambda",
        "sqs",
        "sns",
        "eventbridge",
        "firehose",
        "kinesis-data-streams",
        "dynamodb",
        "rds",
        "efs",
    ),
    *("comprehend-medical", "transcribe", "bedrock", "external-saas", "client", "on-premises-server", "ec2"),
    *("nat-gateway", "privatelink", "elb", "cloudfront", "acm", "kms", "cloudtrail", "secrets-manager"),
)
STATED = (
    {},
    {"fifo": True},
    {"publicly_accessible": True},
    {"encryption": "sse-kms"},
    {"runtime": "python3.8"},
)


@st.composite
def built(draw):
    """Services that rules know well, in frames of all kinds, with arrows that the catalog has."""
    groups = []
    for number in range(draw(st.integers(1, 5))):
        outer = draw(st.sampled_from(["", *(group.id for group in groups)]))
        kind, label = draw(st.sampled_from(GROUP_KINDS)), draw(st.sampled_from(LABELS))
        groups.append(Group(id=f"g{number}", kind=kind, label=label, parent=outer))
    frames = st.sampled_from(["", *(group.id for group in groups)])
    services = draw(st.lists(st.sampled_from(OFTEN), min_size=2, max_size=8))
    nodes = [
        Node(id=f"n{number}", service=service, group=draw(frames), settings=draw(st.sampled_from(STATED)))
        for number, service in enumerate(services)
    ]
    design = Design([*groups, *nodes])
    pairs = [(one.id, two.id) for one, two in itertools.permutations(nodes, 2) if offered(one, two)]
    for one, two in draw(st.lists(st.sampled_from(pairs), max_size=10)) if pairs else ():
        entry = draw(st.sampled_from(offered(design.nodes[one], design.nodes[two])))
        design.apply(edits.connect(design, one, two, entry.mechanism))
    return design


def offered(one, two):
    return CATALOG.by_pair.get((one.service, two.service), ())


def random_edit(data, design):
    """One edit of any kind that people make."""
    nodes = sorted(design.nodes)
    kinds = [
        "add",
        "connect",
        "connect",
        "connect",
        "delete",
        "cut",
        "load",
        "setting",
        "become",
        "region",
        "group",
        "answer",
    ]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "add" or len(nodes) < 2:
        return edits.add_node(design, data.draw(st.sampled_from([*COMMON, *SERVICES])), x=0, y=0)
    node = data.draw(st.sampled_from(nodes))
    if kind == "connect":
        return edits.connect(
            design, node, data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from([*MECHANISMS]))
        )
    if kind == "answer":
        rule = data.draw(st.sampled_from(["I3003", "W3006", "E4001", "I9004", "E1003"]))
        return edits.suppress(design, rule, at=node, reason="so")
    if kind == "delete":
        return edits.delete(design, [f"nodes/{node}"])
    if kind == "load":
        load = Workload(id=node, kind=data.draw(st.sampled_from(KINDS)), items_per_s=9000.0, item_kb=2000.0)
        return edits.set_workload(design, load)
    return _small_edit(data, design, kind, node)


def _small_edit(data, design, kind, node):
    if kind == "become":
        return edits.set_fields(design.nodes[node], service=data.draw(st.sampled_from(COMMON)))
    if kind == "region":
        return edits.set_fields(design.header, region=data.draw(st.sampled_from(["us-east-1", "af-south-1"])))
    if kind == "group":
        frame, label = data.draw(st.sampled_from(GROUP_KINDS)), data.draw(st.sampled_from(LABELS))
        change = edits.add_group(design, [node], kind=frame, label=label, box=(0, 0, 9, 9))
        group = next(record for record in change.after.values() if isinstance(record, Group))
        outer = data.draw(st.sampled_from(["", *design.groups]))
        return change.then(edits.set_fields(group, parent=outer))
    if kind == "cut" and design.connections:
        return edits.delete(design, [f"connections/{data.draw(st.sampled_from(sorted(design.connections)))}"])
    setting = data.draw(
        st.sampled_from(
            ["timeout_s", "public_access", "dead_letter", "instance_count", "fifo", "multi_az", "nonsense"]
        )
    )
    return edits.set_setting(design.nodes[node], setting, data.draw(st.sampled_from([True, 1, 5000, None])))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), design=st.one_of(st.builds(Design), designs(), built()))
def test_findings_kept_up_to_date_are_those_of_a_new_check(data, design):
    flow, checks = Flow(design, CATALOG), Checks(design, CATALOG)
    checks.findings(flow.result)
    made = []
    for _ in range(data.draw(st.integers(1, 8))):
        change = made.pop().inverted() if made and data.draw(st.booleans()) else random_edit(data, design)
        made.append(change)
        design.apply(change)
        flow.update(change)
        checks.update(change)

        anew = check(design, CATALOG, flow_of(design, CATALOG))
        assert told(anew) == told(checks.findings(flow.result))


def told(findings):
    return sorted((one.rule, one.nodes, one.connections, one.message) for one in findings)


@pytest.mark.parametrize("edit", ["timeout_s", "label"])
def test_a_finding_goes_when_its_cause_is_mended(edit):
    design = sketch("fn: lambda timeout_s=1800\nb: s3\nb -> fn event-notification")
    flow, checks = Flow(design, CATALOG), Checks(design, CATALOG)
    before = checks.findings(flow.result)

    node = design.nodes["fn"]
    change = (
        edits.set_setting(node, "timeout_s", 60)
        if edit == "timeout_s"
        else edits.set_fields(node, label="new")
    )
    design.apply(change)
    flow.update(change)
    checks.update(change)
    after = checks.findings(flow.result)

    assert "E2106" in {finding.rule for finding in before}
    assert (edit == "label") == any(finding.rule == "E2106" and "new" in finding.message for finding in after)


@pytest.mark.parametrize(
    "edit",
    [
        lambda design: edits.set_workload(design, Workload(id="b", kind="records", items_per_s=1)),
        lambda design: edits.delete(design, {"nodes/b"}),
        lambda design: edits.set_setting(design.nodes["b"], "duration_ms", 10),
        lambda design: edits.set_fields(design.nodes["b"], group="other"),
    ],
    ids=["less load", "deleted", "quicker", "another region"],
)
def test_what_nodes_share_is_summed_again_when_one_of_them_changes(edit):
    design = sketch(
        """
        group other kind=region label=eu-west-3
        a: lambda duration_ms=1000 timeout_s=10
        b: lambda duration_ms=1000 timeout_s=10
        a << records items_per_s=600
        b << records items_per_s=700
        """
    )
    flow, checks = Flow(design, CATALOG), Checks(design, CATALOG)

    assert "W2123" in {finding.rule for finding in checks.findings(flow.result)}

    change = edit(design)
    design.apply(change)
    flow.update(change)
    checks.update(change)

    assert "W2123" not in {finding.rule for finding in checks.findings(flow.result)}


def test_a_rule_that_raised_is_run_again_when_the_cause_has_gone(monkeypatch):
    def find(view):
        for node in view.nodes("s3"):
            yield Finding(f"{float(view.setting(node, 'retention_months'))} months", (node.id,))

    fragile = Rule("W9998", "t", "w.", "s", find, "", "")
    monkeypatch.setattr("explorer.rules.engine.rules", lambda: {fragile.id: fragile})
    monkeypatch.setattr("explorer.rules.engine._in_order", lambda: (fragile,))
    design = sketch("a: s3 retention_months=1\nb: s3 retention_months=2")
    flow, checks = Flow(design, CATALOG), Checks(design, CATALOG)

    def messages(value):
        change = edits.set_setting(design.nodes["b"], "retention_months", value)
        design.apply(change)
        flow.update(change)
        checks.update(change)
        return [finding.message for finding in checks.findings(flow.result)]

    assert messages(3) == ["1.0 months", "3.0 months"]
    (told_of_the_fault,) = messages("x")
    assert "could not be run" in told_of_the_fault
    assert messages(4) == ["1.0 months", "4.0 months"]
