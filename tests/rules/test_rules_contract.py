"""What holds for every rule, and for the engine that runs them."""

import importlib
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sketch import CATALOG, found, sketch

import explorer.rules.checks
from explorer.app.templates import design_of, templates
from explorer.catalog.model import split_source
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection, Design, Node, Workload
from explorer.flow.engine import flow_of
from explorer.rules.engine import check, rules
from explorer.rules.model import Finding, Rule

AREAS = {
    "integrations": "1",
    "quotas": "2",
    "triggers": "3",
    "lifecycle": "4",
    "security": "5",
    "learning": "6",
    "spending": "7",
    "operations": "8",
    "placement": "9",
}
CHECKS = Path(explorer.rules.checks.__file__).parent
ALL = list(rules().values())
SERVICES = sorted(CATALOG.services)
KINDS = ("records", "text", "audio", "image", "video", "document", "tabular")


def named(one):
    return one.id if isinstance(one, Rule) else None


@pytest.mark.parametrize("one", ALL, ids=named)
def test_an_id_is_a_letter_of_severity_and_four_digits_of_its_area(one):
    area = one.find.__module__.split(".")[-2]

    assert re.fullmatch(r"[EWI]\d{4}", one.id)
    assert one.id[1] == AREAS[area]


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_rule_finds_something_in_its_failing_example_and_nothing_in_the_passing_one(one):
    assert one.id in {finding.rule for finding in found(sketch(one.fails), one.id)}
    assert found(sketch(one.passes), one.id) == []


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_rule_says_what_why_and_where_that_is_said(one):
    title, address = split_source(one.source)

    assert one.title
    assert not one.title.endswith(".")
    assert one.why.endswith(".")
    assert title
    assert address.startswith("https://")


def test_every_file_is_one_rule():
    files = [path for path in CHECKS.rglob("*.py") if path.name != "__init__.py"]

    assert len(files) == len(rules())


def test_there_are_rules_of_every_area():
    assert {one.id[1] for one in ALL} == set(AREAS.values())


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_rule_finds_nothing_in_an_empty_design(one):
    assert found(Design(), one.id) == []


@pytest.mark.parametrize("template", templates().values(), ids=lambda template: template.id)
def test_the_templates_have_no_errors(template):
    findings = found(design_of(template, CATALOG))

    assert [finding.message for finding in findings if finding.severity == "error"] == []


@st.composite
def designs(draw):
    """Any services with any arrows and workloads, some ids and settings that do not exist."""
    services = draw(st.lists(st.sampled_from([*SERVICES, "no-such-service"]), min_size=1, max_size=8))
    values = st.one_of(st.booleans(), st.integers(-1, 10**6), st.sampled_from(["", "x", "ml.p3.8xlarge"]))
    nodes = []
    for number, service in enumerate(services):
        known = CATALOG.service(service)
        ids = [*(setting.id for setting in (known.settings if known else ())), "instance_type", "nonsense"]
        chosen = draw(st.dictionaries(st.sampled_from(ids), values, max_size=3))
        nodes.append(Node(id=f"n{number}", service=service, settings=chosen))
    ends = st.sampled_from(nodes)
    arrows = draw(st.lists(st.tuples(ends, ends, st.sampled_from([*MECHANISMS, "magic"])), max_size=14))
    links = [
        Connection(id=f"c{number}", source=source.id, target=target.id, mechanism=mechanism)
        for number, (source, target, mechanism) in enumerate(arrows)
    ]
    loads = [
        Workload(
            id=node.id, kind=draw(st.sampled_from(KINDS)), items_per_s=draw(st.floats(0, 1e4)), item_kb=1.0
        )
        for node in draw(st.lists(ends, max_size=3, unique_by=lambda node: node.id))
    ]
    return Design([*nodes, *links, *loads])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(designs())
def test_no_rule_raises_and_every_place_is_in_the_design(design):
    for finding in check(design, CATALOG, flow_of(design, CATALOG)):
        assert "could not be run" not in finding.message
        assert set(finding.nodes) <= set(design.nodes)
        assert set(finding.connections) <= set(design.connections)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(designs())
def test_every_fix_can_be_made_and_taken_back(design):
    for finding in check(design, CATALOG, flow_of(design, CATALOG)):
        if finding.fix is not None:
            mended = design.copy()
            mended.apply(finding.fix.change)
            assert mended != design
            mended.apply(finding.fix.change.inverted())
            assert mended == design


def test_a_rule_that_raises_becomes_a_finding_with_its_id_and_the_others_go_on():
    def broken(view):
        yield Finding("before the fault")
        raise ZeroDivisionError(view.design)

    def sound(view):
        yield Finding("still told", tuple(view.design.nodes))

    design = sketch("b: s3")
    parts = [Rule("W9998", "t", "w.", "s", broken, "", ""), Rule("I9999", "t", "w.", "s", sound, "", "")]
    findings = check(design, CATALOG, flow_of(design, CATALOG), only=parts)

    assert [(one.rule, one.severity) for one in findings] == [("W9998", "warning"), ("I9999", "advice")]
    assert "could not be run" in findings[0].message


def test_findings_come_worst_first():
    findings = found(
        sketch("a: lambda timeout_s=1800\nb: forecast\nc: s3\nd: lambda\nc -> d event-notification")
    )

    ranks = [["error", "warning", "advice"].index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


@pytest.mark.parametrize(
    ("suppressed", "left"),
    [
        ("suppress E2106 a", {"b"}),
        ("suppress E2106", set()),
        ("suppress E2106 c", {"a", "b"}),
        ("suppress W2105 a", {"a", "b"}),
    ],
)
def test_a_suppression_silences_its_rule_at_its_place(suppressed, left):
    design = sketch(f"a: lambda timeout_s=1800\nb: lambda timeout_s=1800\nc: s3\n{suppressed}")

    places = itertools.chain.from_iterable(finding.nodes for finding in found(design, "E2106"))

    assert left == set(places)


TOGETHER = {
    "E4001": "a: deeplens\nb: deeplens\nc: deeplens",
    "W4002": "a: forecast\nb: forecast\nc: forecast",
    "I4003": "a: cognito-sync\nb: cognito-sync\nc: cognito-sync",
    "W4004": "region af-south-1\na: comprehend\nb: comprehend\nc: comprehend",
    "I4008": "region eu-south-1\na: s3\nb: s3\nc: s3",
    "I3003": "a: s3\nb: s3\nc: s3\nf: lambda\na -> f event-notification\nb -> f event-notification\n"
    "c -> f event-notification",
    "W3006": "s: s3\na: lambda\nb: lambda\nc: lambda\ns -> a event-notification\ns -> b event-notification\n"
    "s -> c event-notification",
    "I5007": "a: s3\nb: s3\nc: s3\nn: comprehend-medical\na -> n job-input\nb -> n job-input\nc -> n job-input",
    "I8015": "f: lambda\na: dynamodb existing_gb=50\nb: dynamodb existing_gb=50\nc: dynamodb existing_gb=50\n"
    "f << records items_per_month=9 item_kb=1\nf -> a sdk-call\nf -> b sdk-call\nf -> c sdk-call",
    "I9004": "group net kind=vpc\na: s3 group=net\nb: s3 group=net\nc: s3 group=net",
}
"""Rules that tell of several nodes at once, and a design in which they tell of a, b and c."""


@pytest.mark.parametrize("rule_id", TOGETHER)
def test_an_answer_at_one_of_several_nodes_leaves_the_others_told(rule_id):
    whole = found(sketch(TOGETHER[rule_id]), rule_id)
    rest = found(sketch(f"{TOGETHER[rule_id]}\nsuppress {rule_id} b"), rule_id)
    none = found(sketch(f"{TOGETHER[rule_id]}\nsuppress {rule_id}"), rule_id)

    assert [set(one.nodes) for one in whole] == [{"a", "b", "c"}]
    assert [set(one.nodes) for one in rest] == [{"a", "c"}]
    assert none == []


def test_each_rule_has_a_design_that_passes_and_one_that_does_not():
    tables = [importlib.import_module(f"test_rules_{area}").CASES for area in AREAS]
    cases = list(itertools.chain.from_iterable(tables))

    assert {case.rule for case in cases if case.at} == set(rules())
    assert {case.rule for case in cases if not case.at} == set(rules())


FOLLOWS = {
    ("E1003", "W3006"): "as an event it is lost when the function fails",
    ("E2001", "I5016"): "the client now writes to a bucket, which has to let it in",
    ("E3019", "I3003"): "the function that wrote to both is told of as an entrance",
    ("I1002", "I7020"): "the function in between can be called by a cheaper kind of API",
    ("I1002", "W2136"): "the function in between waits for the model",
    ("W3014", "W3022"): "the bus tells twice what the bucket told twice",
}
"""What a fix brings up that is true of the design it leaves: the next finding in line."""


def test_a_fix_leads_to_no_other_finding_but_the_next_in_line():
    new = {
        (finding.rule, later)
        for one in rules().values()
        for finding in found(sketch(one.fails))
        if finding.fix is not None
        for later in _rules_after(one.fails, finding)
    }

    assert new - set(FOLLOWS) == set()


def _rules_after(text, finding):
    """Rules that find something new once the fix is made."""
    design = sketch(text)
    before = {one.rule for one in found(design)}
    design.apply(finding.fix.change)
    return {one.rule for one in found(design)} - before
