"""The flow panel: a table of what passes where, and the hours of what is selected."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.catalog.load import load_catalog
from explorer.design import Connection, Design, Node, Workload
from explorer.ui.main import make_window
from explorer.ui.settings import Settings

DESIGN = (
    Node(id="in", service="kinesis-data-streams", label="Stream", settings={"shards": 2}),
    Node(id="run", service="lambda", label="Work", x=300.0),
    Node(id="out", service="s3", label="Store", x=600.0),
    Connection(id="first", source="in", target="run", mechanism="event-source-mapping"),
    Connection(id="second", source="run", target="out", mechanism="sdk-call"),
)
LOAD = {"id": "in", "kind": "records", "items_per_s": (50.0, 100.0, 200.0), "item_kb": 2.0}


@pytest.fixture
def window(application, tmp_path):
    made = make_window(application, load_catalog(), Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1400, 800)
    made.show()
    made.docks.open("flow")
    QApplication.processEvents()
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def opened(window, **load):
    window.session.use(Design([*DESIGN, Workload(**LOAD, **load)]))
    window.refresh_answers()
    return window.docks.flow


def column(panel, index):
    model = panel.tree.model()
    return [model.index(row, index).data() for row in range(model.rowCount())]


def test_nodes_and_arrows_have_lines_with_numbers_and_a_tip_with_low_and_high(window):
    panel = opened(window)

    assert column(panel, 0) == ["Stream", "Work", "Store", "Stream → Work", "Work → Store"]
    assert column(panel, 2)[0] == "100"
    tip = panel.tree.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "Low: 50" in tip
    assert "High: 200" in tip


def test_typing_filters_and_a_click_on_a_heading_sorts(window):
    panel = opened(window)

    QTest.keyClicks(panel.field, "store work")
    assert column(panel, 0) == ["Work → Store"]
    panel.field.clear()
    panel.kinds.setCurrentIndex(1)
    header = panel.tree.header()
    at = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert column(panel, 0) == ["Store", "Stream", "Work"]


def test_the_table_and_the_canvas_select_the_same(window):
    panel = opened(window)

    window.session.selection.set({"connections/second"})
    assert [index.row() for index in panel.tree.selectionModel().selectedRows()] == [4]
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Up)

    assert window.session.selection.keys == {"connections/first"}


def test_a_selected_node_shows_its_hours_with_the_first_limit(window):
    panel = opened(window, shape="office-hours")

    window.session.selection.set({"nodes/in"})

    assert panel.about.text().startswith("Mon ")
    assert "limit at" in panel.about.text()
    tip = panel.chart.spot(3.5, 0.0).tip
    QTest.mouseClick(panel.spans.button(1), Qt.MouseButton.LeftButton)

    assert "Monday 03:00 to 04:00" in tip
    assert " to " in tip.split("items/s")[1]
    assert "Sunday 23:00 to 24:00" in panel.chart.spot(167.5, 0.0).tip


def test_a_peak_that_nobody_placed_in_the_week_is_not_drawn(window):
    panel = opened(window, peak_ratio=3.0)

    window.session.selection.set({"nodes/run"})

    assert not panel.chart.plot.isVisible()
    assert "Nobody says yet when" in panel.chart.empty.text.text()
    QTest.mouseClick(panel.chart.help, Qt.MouseButton.LeftButton)

    assert window.session.selection.keys == {"nodes/in"}
    assert window.docks.is_shown("inspector")


def test_a_line_can_be_drawn_though_its_node_has_just_gone(window):
    panel = opened(window)
    window.session.selection.set({"nodes/in", "connections/first"})
    window.session.delete_selection()

    assert column(panel, 0)[0] in {"Stream", "Work"}


def test_an_empty_design_says_what_to_do(window):
    window.session.use(Design())
    window.refresh_answers()

    assert not window.docks.flow.tree.isVisible()
