"""The limits panel: what breaks first when the load grows."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from explorer.catalog import Catalog
from explorer.catalog.model import FlowBehaviour, Limit, Quantity, Service, Setting
from explorer.design import Workload, edits
from explorer.rules.words import times
from explorer.ui.main import make_window
from explorer.ui.settings import Settings

HALL = Service(
    id="hall",
    name="Hall",
    category="compute",
    draggable=True,
    source_node=True,
    summary="Takes guests.",
    flow=FlowBehaviour(
        quantities=(
            Quantity(id="rate", title="Guests", unit="guest/s", formula="pushed.peak_per_s"),
            Quantity(id="luggage", title="Luggage", unit="KB", formula="pushed.gb * 1048576 / pushed.items"),
        )
    ),
    settings=(Setting(id="chairs", title="Chairs", default=20.0),),
    limits=(
        Limit(id="seats", name="Seats", value=100.0, unit="chairs", quantity="chairs"),
        Limit(id="size", name="Luggage", value=2.0, unit="MB", quantity="luggage"),
        Limit(
            id="doors",
            name="Doors",
            value=100.0,
            unit="guests per second",
            quantity="rate",
            adjustable=True,
            source="House rules https://house.test/rules",
            as_of="2026-01-31",
        ),
    ),
)


@pytest.fixture
def window(application, tmp_path):
    catalog = Catalog((HALL,), (), ())
    made = make_window(application, catalog, Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1400, 800)
    made.show()
    made.show_page("canvas")
    made.docks.open("limits")
    QApplication.processEvents()
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def add_hall(window, label, rate, x=0.0):
    change = edits.add_node(window.session.design, "hall", x=x, y=0, label=label)
    window.session.do("Add", change)
    node = next(iter(change.after)).removeprefix("nodes/")
    workload = Workload(id=node, kind="records", items_per_s=rate, item_kb=512.0, peak_ratio=1.0)
    window.session.do("Load", edits.set_workload(window.session.design, workload))
    window.refresh_answers()
    return node


def rows(panel):
    items = [panel.tree.topLevelItem(index) for index in range(panel.tree.topLevelItemCount())]
    return [[item.text(column) for column in range(panel.tree.columnCount())] for item in items]


def test_limits_are_listed_first_to_break_first_and_sizes_last(window):
    add_hall(window, "Large", 10.0)
    add_hall(window, "Small", 50.0, x=400.0)

    panel = window.docks.limits
    assert [row[:3] for row in rows(panel)] == [
        ["Small", "Doors", times(2)],
        ["Large", "Doors", times(10)],
        ["Large", "Luggage", "not by load"],
        ["Small", "Luggage", "not by load"],
        ["Large", "Seats", "not by load"],
        ["Small", "Seats", "not by load"],
    ]
    assert rows(panel)[0][3:] == ["50", "100 guests/s", "50 %", "yes", "House rules (2026-01-31)"]
    assert panel.first.text() == "Holds 2 times today's load"
    assert panel.where.text() == "First to break: doors at Small"


def test_the_list_follows_the_load(window):
    node = add_hall(window, "Hall", 50.0)
    heavier = Workload(id=node, kind="records", items_per_s=200.0, item_kb=512.0, peak_ratio=1.0)

    window.session.do("Load", edits.set_workload(window.session.design, heavier))
    window.refresh_answers()

    assert rows(window.docks.limits)[0][2] == times(0.5)
    assert window.docks.limits.first.text() == "Over a limit already"


def test_a_click_on_a_limit_or_a_bar_goes_to_its_node(window):
    first, second = add_hall(window, "Large", 10.0), add_hall(window, "Small", 50.0, x=4000.0)
    panel = window.docks.limits

    panel.tree.itemClicked.emit(panel.tree.topLevelItem(0), 0)
    assert window.session.selection.keys == {f"nodes/{second}"}
    panel.chart.chosen.emit(first)

    assert window.session.selection.keys == {f"nodes/{first}"}


def test_limits_of_the_node_that_is_selected_on_the_canvas_are_marked(window):
    first, _ = add_hall(window, "Large", 10.0), add_hall(window, "Small", 50.0, x=4000.0)
    panel = window.docks.limits

    window.session.selection.set({f"nodes/{first}"})

    assert [item.text(0) for item in panel.tree.selectedItems()] == ["Large"] * 3


def test_without_limits_the_panel_says_what_to_do(window):
    window.refresh_answers()

    assert window.docks.limits.isVisible()
    assert not window.docks.limits.tree.isVisible()


def test_before_a_load_is_stated_the_panel_lists_settings_and_asks_for_it(window):
    window.session.do("Add", edits.add_node(window.session.design, "hall", x=0, y=0))
    window.refresh_answers()

    panel = window.docks.limits
    assert [row[1] for row in rows(panel)] == ["Seats"]
    assert panel.first.text() == "No load stated yet"
    assert "inspector" in panel.where.text()
