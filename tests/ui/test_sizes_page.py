"""Settings that fit the load, beside the limits."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.catalog.load import load_catalog
from explorer.design import Design, Node, Workload
from explorer.ui.main import make_window
from explorer.ui.settings import Settings

DESIGN = (
    *(
        Node(id=key, service="kinesis-data-streams", label=key, settings={"shards": 1})
        for key in ("one", "two")
    ),
    *(Workload(id=key, kind="records", items_per_s=600.0, item_kb=1.0) for key in ("one", "two")),
)


@pytest.fixture
def page(application, tmp_path):
    window = make_window(application, load_catalog(), Settings(tmp_path / "window.ini"), theme="light")
    window.resize(1400, 800)
    window.show()
    window.docks.open("limits")
    window.session.use(Design(DESIGN))
    window.refresh_answers()
    QTest.mouseClick(window.docks.limits.pages.button(1), Qt.MouseButton.LeftButton)
    yield window.docks.limits.sizes
    window.session.history.mark_saved()
    window.close()
    window.appearance.release()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def rows(page):
    items = [page.tree.topLevelItem(index) for index in range(page.tree.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def shards(page):
    nodes = page.window().session.design.nodes
    return {key: node.settings["shards"] for key, node in nodes.items()}


def grown_to(page, times):
    page.growth.selectAll()
    QTest.keyClicks(page.growth, times)
    QTest.keyClick(page.growth, Qt.Key.Key_Return)


def test_what_a_larger_load_needs_is_listed_with_its_price(page):
    assert not page.tree.isVisible()

    grown_to(page, "4")

    assert rows(page) == [["one", "Shards", "1", "4"], ["two", "Shards", "1", "4"]]
    assert page.sum.text().startswith("2 settings, +$")


def test_all_are_set_as_one_step_to_undo(page):
    grown_to(page, "4")

    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert shards(page) == {"one": 4, "two": 4}
    page.window().session.undo()

    assert shards(page) == {"one": 1, "two": 1}


def test_only_the_selected_line_is_set(page):
    grown_to(page, "4")

    page.tree.topLevelItem(1).setSelected(True)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)

    assert shards(page) == {"one": 1, "two": 4}


def test_a_line_goes_to_its_node(page):
    grown_to(page, "4")

    page.tree.setFocus()
    page.tree.setCurrentItem(page.tree.topLevelItem(1))
    page.tree.itemActivated.emit(page.tree.topLevelItem(1), 0)

    assert page.window().session.selection.keys == {"nodes/two"}
