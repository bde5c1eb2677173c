"""Failures of a connection in the inspector."""

import pytest

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
