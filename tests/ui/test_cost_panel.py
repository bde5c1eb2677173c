"""The cost panel: its table and its chart, and the canvas."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.catalog.load import load_catalog
from explorer.design import Design, Node, Workload, edits
from explorer.ui.main import make_window
from explorer.ui.settings import Settings

DESIGN = (
    Node(id="much", service="s3", label="Much"),
    Node(id="little", service="s3", label="Little", x=300.0),
    Workload(id="much", kind="objects", items_per_month=1e6, item_kb=4096.0),
    Workload(id="little", kind="objects", items_per_month=1e3, item_kb=4096.0),
)


@pytest.fixture
def window(application, tmp_path):
    made = make_window(application, load_catalog(), Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1400, 900)
    made.show()
    made.docks.open("cost")
    made.session.use(Design(DESIGN))
    made.refresh_answers()
    QApplication.processEvents()
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_bars_are_those_of_the_table_the_dearest_on_top(window):
    panel = window.docks.cost

    rows = [panel.tree.topLevelItem(index).text(0) for index in range(2)]

    assert rows == ["Much", "Little"]
    assert [bar.name for bar in panel.chart.bars] == rows


def test_a_click_on_a_bar_selects_its_node_and_marks_its_row(window):
    panel = window.docks.cost
    plot = panel.chart.plot
    scene = plot.getPlotItem().vb.mapViewToScene(QPointF(0.0, -1.0))

    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.mapFromScene(scene))

    assert window.session.selection.keys == {"nodes/little"}
    assert [row.text(0) for row in panel.tree.selectedItems()] == ["Little"]


def test_lines_that_were_opened_stay_open_after_an_edit(window):
    panel = window.docks.cost
    panel.tree.topLevelItem(1).setExpanded(True)

    window.session.do("Move", edits.move(window.session.design, ["nodes/much"], dx=8, dy=0))
    window.refresh_answers()

    assert [panel.tree.topLevelItem(index).isExpanded() for index in range(2)] == [False, True]


def test_a_bar_tells_low_and_high(window):
    tip = window.docks.cost.chart.spot(0.0, 0.0).tip

    assert "Much" in tip
    assert "per month" in tip
