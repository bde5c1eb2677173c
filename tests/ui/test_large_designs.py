"""Panels of a large design: the answer comes later, and only while it still holds."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from explorer.catalog.load import load_catalog
from explorer.design import Connection, Design, Node, Workload, edits
from explorer.ui.main import make_window
from explorer.ui.panels.later import LARGE
from explorer.ui.settings import Settings


def row_of_streams(count):
    nodes = [
        Node(id=f"n{index}", service="sqs", label=f"N{index}", x=240.0 * index) for index in range(count)
    ]
    links = [
        Connection(id=f"c{index}", source=f"n{index}", target=f"n{index + 1}", mechanism="sdk-call")
        for index in range(0, count - 1, 2)
    ]
    stream = Node(id="in", service="kinesis-data-streams", settings={"shards": 1})
    return Design([*nodes, *links, stream, Workload(id="in", kind="records", items_per_s=100.0, item_kb=1.0)])


@pytest.fixture
def window(application, tmp_path):
    made = make_window(application, load_catalog(), Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1400, 800)
    made.show()
    made.session.use(row_of_streams(LARGE + 1))
    made.show_page("canvas")
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_limits_of_a_large_design_come_while_one_goes_on_working(window, qtbot):
    window.docks.open("limits")
    panel = window.docks.limits

    assert panel.tree.topLevelItemCount() == 0
    qtbot.waitUntil(lambda: panel.tree.topLevelItemCount() > 0)

    assert panel.first.text() == "Holds 10 times today's load"


def test_an_answer_about_a_design_that_has_changed_is_dropped(window, qtbot):
    held = []
    window.session.aside = lambda work, finish: held.append((work, finish))
    window.docks.open("limits")
    window.session.do("Delete", edits.delete(window.session.design, ["nodes/in"]))

    work, finish = held[0]
    finish(work())

    assert window.docks.limits.tree.topLevelItemCount() == 0


def test_the_outline_of_a_large_design_selects_all_at_once_and_follows_edits_soon(window, qtbot):
    window.docks.open("outline")
    outline = window.docks.outline

    window.session.select_all()
    assert len(outline.tree.selectedItems()) == LARGE + 2
    window.session.do("Delete", edits.delete(window.session.design, ["nodes/n0"]))
    qtbot.waitUntil(lambda: outline.tree.topLevelItemCount() == LARGE + 1)

    assert outline.tree.findItems("N0 (Amazon SQS)", Qt.MatchFlag.MatchExactly) == []
