"""The latency panel: a path as a waterfall, and which path."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.catalog import Catalog
from explorer.catalog.model import Availability, FlowBehaviour, Integration, Latency, Service, Setting
from explorer.design import Connection, Design, Node, edits
from explorer.ui.main import make_window
from explorer.ui.settings import Settings


def service(name, latency):
    return Service(
        id=name,
        name=name.capitalize(),
        category="compute",
        draggable=True,
        summary="Waits.",
        settings=(Setting(id="wait_s", title="Wait", default=1.0),),
        flow=FlowBehaviour(latency=latency),
        integrations=tuple(
            Integration(source_id=name, target_id=target, mechanism="sdk-call", direction="data")
            for target in ("step", "silent")
        ),
    )


CATALOG = Catalog(
    (service("step", Latency(low_s="wait_s", high_s="60 * wait_s")), service("silent", None)),
    (),
    (),
    availability=(Availability(service="step", percent=99.9, source="Promise"),),
)


def forked(end="step"):
    """a to d by way of b, which is slow, or of c, which is not."""
    nodes = [
        Node(id=key, service="step", label=key.upper(), x=x) for key, x in zip("abc", range(3), strict=True)
    ]
    nodes[1] = Node(id="b", service="step", label="B", settings={"wait_s": 10.0})
    links = [
        Connection(id=f"{a}-{b}", source=a, target=b, mechanism="sdk-call")
        for a, b in ("ab", "bd", "ac", "cd")
    ]
    return Design([*nodes, Node(id="d", service=end, label="D"), *links])


@pytest.fixture
def window(application, tmp_path):
    made = make_window(application, CATALOG, Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1400, 800)
    made.show()
    made.docks.open("latency")
    QApplication.processEvents()
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def opened(window, design):
    window.session.use(design)
    window.refresh_answers()
    return window.docks.latency


def rows(panel):
    items = [panel.tree.topLevelItem(index) for index in range(panel.tree.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items]


def test_the_slowest_path_is_shown_step_by_step_with_its_sum(window):
    panel = opened(window, forked())

    assert rows(panel) == [
        ["A", "1 s to 1 min", "0 s"],
        ["B", "10 s to 10 min", "1 s to 1 min"],
        ["D", "1 s to 1 min", "11 s to 11 min"],
        ["In all", "12 s to 12 min", ""],
    ]
    assert panel.total.text() == "12 s to 12 min"


def test_where_a_step_is_not_known_the_sum_says_at_least(window):
    panel = opened(window, forked(end="silent"))

    assert rows(panel)[2] == ["D", "not known", "11 s to 11 min"]
    assert panel.total.text() == "at least 11 s"
    assert "how long D holds" in panel.about.toolTip()


def test_what_services_promise_is_told_with_the_promise_of_the_whole_path(window):
    panel = opened(window, forked(end="silent"))

    items = [panel.tree.topLevelItem(row) for row in range(4)]
    assert [item.text(3) for item in items] == ["99.9 %", "99.9 %", "not known", "≤ 99.9 %"]
    assert "No promise is known of D" in items[3].toolTip(3)


def test_what_is_selected_picks_the_path_and_a_key_the_next_one(window):
    panel = opened(window, forked())

    QTest.keyClick(panel.choice, Qt.Key.Key_Down)
    assert [row[0] for row in rows(panel)] == ["A", "C", "D", "In all"]
    window.session.selection.set({"connections/a-b"})
    assert [row[0] for row in rows(panel)] == ["A", "B", "D", "In all"]
    window.session.selection.set({"nodes/c"})

    assert [row[0] for row in rows(panel)] == ["A", "C", "D", "In all"]
    assert panel.tree.currentItem().text(0) == "C"


def test_a_row_goes_to_its_node_and_the_path_stays(window):
    panel = opened(window, forked())
    panel.choice.setCurrentIndex(1)

    panel.tree.itemActivated.emit(panel.tree.topLevelItem(0), 0)

    assert window.session.selection.keys == {"nodes/a"}
    assert [row[0] for row in rows(panel)] == ["A", "C", "D", "In all"]


def test_the_path_can_be_selected_on_the_canvas_and_stays(window):
    panel = opened(window, forked())
    panel.choice.setCurrentIndex(1)

    QTest.mouseClick(panel.select, Qt.MouseButton.LeftButton)
    window.refresh_answers()

    expected = {"nodes/a", "nodes/c", "nodes/d", "connections/a-c", "connections/c-d"}
    assert expected == window.session.selection.keys
    assert [row[0] for row in rows(panel)] == ["A", "C", "D", "In all"]


def test_powers_of_ten_let_every_step_begin_at_the_left(window):
    panel = opened(window, forked())

    QTest.mouseClick(panel.scales.button(1), Qt.MouseButton.LeftButton)

    assert panel.tree.itemDelegateForColumn(4).axis.in_powers
    assert [words for _, words in panel.tree.header().axis.ticks()] == ["1 s", "10 s", "1 min", "10 min"]


def test_where_one_step_dwarfs_the_others_powers_of_ten_come_first_until_one_chooses(window):
    design = forked()
    design.apply(edits.set_setting(design.nodes["b"], "wait_s", 1000.0))
    panel = opened(window, design)
    assert panel.scales.checkedId() == 1

    QTest.mouseClick(panel.scales.button(0), Qt.MouseButton.LeftButton)
    window.session.selection.set({"nodes/b"})

    assert panel.scales.checkedId() == 0


def test_an_edit_is_followed_and_without_arrows_the_panel_says_what_to_do(window):
    panel = opened(window, forked())
    assert panel.tree.isVisible()

    opened(window, Design([Node(id="a", service="step")]))

    assert not panel.tree.isVisible()
    assert "Connect nodes" in panel.empty.text.text()
