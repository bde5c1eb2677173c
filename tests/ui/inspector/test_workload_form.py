"""The week of a workload in the inspector."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.app import Session
from explorer.catalog import Catalog
from explorer.catalog.model import Service, Shape
from explorer.design import Design, Node, Workload, edits
from explorer.ui.inspector.workload_form import WorkloadForm

NOON = (*[0.0] * 12, 1.0, *[0.0] * 11)
CATALOG = Catalog(
    [Service(id="bucket", name="Bucket", category="storage", summary="")],
    (),
    (),
    [
        Shape(id="noon", title="At noon", note="Lunch.", hours=NOON, days=(1.0,) * 7),
        Shape(id="even", title="Evenly", note="Always.", hours=(1.0,) * 24, days=(1.0,) * 7),
    ],
)


@pytest.fixture
def session():
    made = Session(CATALOG)
    made.use(Design([Node(id="a", service="bucket"), Workload(id="a", items_per_month=5.0)]))
    return made


@pytest.fixture
def form(session, window):
    made = WorkloadForm(session, window.appearance, "a")
    session.changed.connect(lambda _: made.refresh())
    return made


def words(form):
    return [form.week.box.itemText(row) for row in range(form.week.box.count())]


def choose(form, title):
    """What the box tells when the user picks a row."""
    row = form.week.box.findText(title)
    form.week.box.setCurrentIndex(row)
    form.week.box.activated.emit(row)


def test_a_shape_is_chosen_in_one_step_and_the_peak_follows_from_it(session, form):
    assert words(form) == ["not stated", "At noon", "Evenly"]

    choose(form, "At noon")

    assert session.design.workloads["a"].shape == "noon"
    assert form.fields["peak_ratio"].field.placeholderText() == "24, by the week"

    session.undo()

    assert session.design.workloads["a"].shape == ""
    assert (form.week.box.currentText(), form.fields["peak_ratio"].field.placeholderText()) == (
        "not stated",
        "1",
    )


def test_own_weights_are_named_and_give_way_to_a_shape(session, form):
    stated = session.design.workloads["a"]
    session.do("State", edits.set_fields(stated, shape="noon", days=(1.0,) * 7))

    assert form.week.box.currentText() == "Own weights"

    choose(form, "Evenly")

    assert (session.design.workloads["a"].shape, session.design.workloads["a"].days) == ("even", None)
    assert "Own weights" not in words(form)


def test_the_arrow_keys_reach_every_shape(session, form):
    form.week.box.setFocus()

    QTest.keyClick(form.week.box, Qt.Key.Key_Down)
    QTest.keyClick(form.week.box, Qt.Key.Key_Down)

    assert session.design.workloads["a"].shape == "even"
