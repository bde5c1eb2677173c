"""Looking at a change before it is made, and making many."""

from decimal import Decimal

import pytest

from explorer.app import Session
from explorer.app.mending import mend
from explorer.app.preview import preview
from explorer.app.templates import design_of, template
from explorer.catalog import load_catalog
from explorer.design import edits
from explorer.rules import Finding, Fix


@pytest.fixture
def session():
    made = Session(load_catalog())
    for number, service in enumerate(("sqs", "lambda")):
        made.do("Add", edits.add_node(made.design, service, x=240.0 * number, y=0.0))
    made.do("Set", edits.set_setting(made.design.nodes["lambda"], "timeout_s", 100))
    made.do("Connect", edits.connect(made.design, "sqs", "lambda", "event-source-mapping"))
    return made


def fix_of(session, rule):
    return next(one.fix for one in session.findings if one.rule == rule)


def test_a_preview_tells_what_goes_and_comes_and_leaves_the_design_alone(session):
    before, steps = session.design.copy(), session.history.mark()

    seen = preview(session, fix_of(session, "W2105").change)

    assert [one.rule for one in seen.gone] == ["W2105"]
    assert seen.come == ()
    assert seen.words == ("Visibility timeout of Amazon SQS: 30 s (default) → 600 s",)
    assert (before, steps) == (session.design, session.history.mark())


def test_what_it_tells_is_what_making_the_change_then_finds(session):
    change = edits.delete(session.design, ["nodes/lambda"])
    seen = preview(session, change)
    old = session.findings

    session.do("Delete", change)

    gone = {(one.rule, one.nodes) for one in old} - {(one.rule, one.nodes) for one in session.findings}
    assert {(one.rule, one.nodes) for one in seen.gone} == gone
    assert seen.after == session.estimate


def test_the_cost_is_told_in_all_and_where_it_changes():
    session = Session(load_catalog())
    session.use(design_of(template("call-recordings"), session.catalog))

    seen = preview(session, fix_of(session, "I5004").change)

    assert seen.difference == Decimal(1920)
    assert set(seen.by_node) == {"speech-to-text"}
    assert seen.sentence == "Removes 1 finding, adds none; 23,434.34 → 25,354.34 USD a month"


def test_a_bill_that_leaves_something_out_is_at_least(session):
    seen = preview(session, fix_of(session, "W2105").change)

    assert seen.before.is_at_least
    assert seen.cost_sentence.startswith("at least")


def test_a_finding_that_only_tells_other_numbers_is_neither_gone_nor_new(session):
    session.do("Add", edits.add_node(session.design, "lambda", x=0, y=400))
    session.do("Connect", edits.connect(session.design, "sqs", "lambda-2", "event-source-mapping"))

    seen = preview(session, edits.set_setting(session.design.nodes["lambda"], "timeout_s", 200))

    assert seen.gone == seen.come == ()


def test_mending_makes_each_fix_a_step_and_tells_what_it_did(session):
    attempts = mend(session, lambda finding: finding.severity != "advice")

    assert [one.finding.rule for one in attempts if not one.refused] == ["W2105", "W3006"]
    assert [step.label for step in session.history.done[-2:]] == [
        "Set Visibility timeout to 600 s",
        "Give it a dead-letter queue",
    ]
    assert not [one for one in session.findings if one.fix and one.severity != "advice"]


def test_a_fix_that_would_bring_an_error_is_left_out(session):
    queue = session.design.nodes["sqs"]
    worse = Fix("Make it worse", lambda: edits.set_fields(queue, service="timestream-gone"))
    session._findings = [Finding("is bad", ("sqs",), fix=worse, rule="W0001", severity="warning")]

    (attempt,) = mend(session, lambda finding: finding.rule == "W0001")

    assert "it would bring E1" in attempt.refused
    assert session.design.nodes["sqs"].service == "sqs"


def test_a_fix_that_does_not_help_is_left_out_and_not_tried_for_ever(session):
    idle = Fix("Move it", lambda: edits.move(session.design, ["nodes/sqs"], dx=8, dy=0))
    session._findings = [Finding("is bad", ("sqs",), fix=idle, rule="W3006", severity="warning")]

    attempt, *others = mend(session, lambda finding: finding.rule == "W3006")

    assert attempt.refused == "the finding would stay"
    assert session.design.nodes["sqs"].x == 0
    assert [one.finding.fix.title for one in others] == ["Give it a dead-letter queue"]


def test_a_cost_that_is_not_known_is_never_nothing():
    session = Session(load_catalog())
    session.use(design_of(template("call-recordings"), session.catalog))
    workload = next(iter(session.design.workloads.values()))

    seen = preview(session, edits.delete(session.design, [f"workloads/{workload.id}"]))

    before, after = seen.by_node["speech-to-text"]
    assert before is not None
    assert after is None
