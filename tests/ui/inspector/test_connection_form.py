"""Failures of a connection in the inspector."""

import pytest
from PySide6.QtCore import Qt

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.design import Connection, Design, Node, Workload
from explorer.ui.inspector.connection_form import ConnectionForm, parse_failing
from explorer.ui.plain import PlainLabel


@pytest.fixture
def session():
    made = Session(load_catalog())
    made.use(
        Design(
            [
                Node(id="a", service="sns"),
                Node(id="b", service="lambda"),
                Connection(id="l", source="a", target="b", mechanism="subscription"),
                Workload(id="a", items_per_month=1000.0, item_kb=1.0),
            ]
        )
    )
    return made


def test_what_fails_is_stated_and_what_comes_of_it_told(session, window):
    form = ConnectionForm(session, window.appearance, "l")

    form.fails.field.setText("50 %")
    form.fails.commit()
    form.refresh()
    form.refresh_answers()

    assert session.design.connections["l"].fails == 0.5
    assert form.fails.field.text() == "0.5"
    said = [label.text() for label in form.findChildren(PlainLabel)]
    assert [text for text in said if text in ("750 items", "125 items")] == ["750 items", "125 items"]
    assert any("Lambda runs an event twice more" in text for text in said)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.02", 0.02), ("2%", 0.02), ("0 / 1 / 4 %", (0.0, 0.01, 0.04)), ("3", None), ("often", None)],
)
def test_a_share_of_failures_is_read_as_people_write_it(text, value):
    found, problem = parse_failing(text)

    assert (found, bool(problem)) == (value, value is None)


def test_how_often_is_tried_is_stated_and_the_rules_number_shown_till_then(session, window):
    form = ConnectionForm(session, window.appearance, "l")
    shown = form.attempts.field.placeholderText()

    form.fails.field.setText("50 %")
    form.fails.commit()
    form.attempts.field.setText("2")
    form.attempts.commit()
    form.refresh()

    assert shown == "3"
    assert session.design.connections["l"].attempts == 2
    assert sum(load.items.expected for load in session.flow.connections["l"].values()) == 1500


def test_the_number_of_attempts_follows_the_mechanism(session, window):
    form = ConnectionForm(session, window.appearance, "l")

    form.mechanism.box.activated.emit(form.mechanism.box.findText("Job output", Qt.MatchFlag.MatchStartsWith))
    form.refresh_answers()

    assert form.attempts.field.placeholderText() == "not known"


@pytest.mark.parametrize(("target", "is_offered"), [("sqs", True), ("s3", False)])
def test_a_destination_that_takes_either_can_be_given_what_succeeded(session, window, target, is_offered):
    nodes = [Node(id="b", service="lambda"), Node(id="c", service=target)]
    session.use(
        Design([*nodes, Connection(id="d", source="b", target="c", mechanism="delivery-destination")])
    )
    form = ConnectionForm(session, window.appearance, "d")

    offered = form.outcome.isVisibleTo(form)
    form.outcome.box.activated.emit(1)
    form.refresh()

    assert offered == is_offered
    assert session.design.connections["d"].outcome == "success"
    assert form.outcome.box.currentText() == "what succeeds"
