"""The window as a whole: palette, panels, inspector, files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMessageBox

from explorer.design import Workload, edits
from explorer.rules import Finding, Fix
from explorer.ui.inspector.connection_form import ConnectionForm
from explorer.ui.inspector.node_form import NodeForm
from explorer.ui.main import _Hook
from explorer.ui.palette import service_mime
from explorer.ui.panels.problems.rows import FIX
from explorer.ui.pick import PickPopup
from explorer.ui.settings import Settings


def drop_service(view, service_id, at):
    data = service_mime(service_id)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(view.viewport(), enter)
    drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys, QEvent.Type.Drop)
    QApplication.sendEvent(view.viewport(), drop)
    return enter.isAccepted()


@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")
def test_a_service_dropped_from_the_palette_is_placed_and_selected(user):
    accepted = drop_service(user.view, "function", user.pixel(408, 304))

    (node,) = user.session.design.nodes.values()
    assert accepted
    assert (node.service, node.x, node.y) == ("function", 320.0, 272.0)
    assert {f"nodes/{node.id}"} == user.session.selection.keys


def test_typing_in_the_palette_and_enter_adds_the_best_hit(user):
    QTest.keyClicks(user.window.docks.palette.field, "tabel")
    QTest.keyClick(user.window.docks.palette.field, Qt.Key.Key_Return)

    assert [node.service for node in user.session.design.nodes.values()] == ["table"]


def test_space_and_a_name_add_a_service(user):
    user.view.setFocus()
    user.key(Qt.Key.Key_Space)
    (popup,) = [popup for popup in user.window.findChildren(PickPopup) if popup.isVisible()]

    QTest.keyClicks(popup.field, "bus")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)

    assert [node.service for node in user.session.design.nodes.values()] == ["bus"]


def editor(user):
    return user.view.editor.widget


def test_a_label_is_edited_in_place_as_one_step(user):
    node = user.add("bucket", 96, 96)
    steps = len(user.session.history.done)

    QTest.mouseDClick(user.port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, user.middle(node))
    QTest.keyClicks(editor(user), "Recordings")
    QTest.keyClick(editor(user), Qt.Key.Key_Return)

    assert user.session.design.nodes[node].label == "Recordings"
    assert steps + 1 == len(user.session.history.done)
    assert editor(user) is None


def test_escape_leaves_a_label_as_it_was(user):
    node = user.add("bucket", 96, 96, "Old")
    user.session.selection.set({f"nodes/{node}"})

    user.key(Qt.Key.Key_F2)
    QTest.keyClicks(editor(user), "New")
    QTest.keyClick(editor(user), Qt.Key.Key_Escape)

    assert user.session.design.nodes[node].label == "Old"


def test_delete_removes_the_selection_with_its_connections(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)
    user.connect(source, target)
    before = user.session.design.copy()
    user.session.selection.set({f"nodes/{source}"})
    user.view.setFocus()

    user.key(Qt.Key.Key_Delete)
    assert ([target], []) == (list(user.session.design.nodes), list(user.session.design.connections))
    user.session.undo()

    assert before == user.session.design


def test_copy_and_paste_bring_nodes_and_the_connection_between(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)
    user.connect(source, target)
    user.view.setFocus()

    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    user.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert (len(user.session.design.nodes), len(user.session.design.connections)) == (4, 2)
    assert QApplication.clipboard().text() == user.session.clipboard


def node_form(user) -> NodeForm:
    form = user.window.docks.inspector.form
    assert isinstance(form, NodeForm)
    return form


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_setting_edited_in_the_inspector_is_one_step_and_can_be_reset(user):
    node = user.add("function", 96, 96)
    user.session.selection.set({f"nodes/{node}"})
    field = node_form(user).settings["memory_mb"]
    steps = len(user.session.history.done)
    assert field.field.placeholderText() == "128"

    type_into(field.field, "1,024")
    assert user.session.design.nodes[node].settings == {"memory_mb": 1024}
    assert steps + 1 == len(user.session.history.done)
    QTest.mouseClick(field.reset, Qt.MouseButton.LeftButton)

    assert user.session.design.nodes[node].settings == {}


@pytest.mark.parametrize(
    ("text", "said"), [("64", "At least 128 MB."), ("lots", "is not a number"), ("200.5", "whole number")]
)
def test_what_makes_no_sense_stays_in_the_field_and_says_why(user, text, said):
    node = user.add("function", 96, 96)
    user.session.selection.set({f"nodes/{node}"})
    field = node_form(user).settings["memory_mb"]

    type_into(field.field, text)

    assert user.session.design.nodes[node].settings == {}
    assert text == field.field.text()
    assert said in field.remark.text()


def test_a_workload_takes_ranges(user):
    node = user.add("bucket", 96, 96)
    user.session.do("State", edits.set_workload(user.session.design, Workload(id=node, kind="audio")))
    user.session.selection.set({f"nodes/{node}"})

    type_into(node_form(user).workload.fields["items_per_month"].field, "100k / 200k / 300k")

    assert user.session.design.workloads[node].items_per_month == (100_000, 200_000, 300_000)


def test_the_mechanism_of_a_connection_is_changed_in_the_inspector(user):
    source, target = user.add("function", 96, 96), user.add("table", 480, 96)
    user.session.do("Connect", edits.connect(user.session.design, source, target, "sdk-call"))
    user.session.selection.set({f"connections/{next(iter(user.session.design.connections))}"})
    form = user.window.docks.inspector.form
    assert isinstance(form, ConnectionForm)

    form.mechanism.box.activated.emit(1)

    assert [link.mechanism for link in user.session.design.connections.values()] == ["query"]


def test_the_inspector_follows_undo(user):
    node = user.add("function", 96, 96, "First")
    user.session.selection.set({f"nodes/{node}"})
    type_into(node_form(user).label.field, "Second")

    user.session.undo()

    assert node_form(user).label.field.text() == "First"


def test_a_problem_leads_to_its_place_and_its_fix_is_one_step(user):
    far = user.add("function", 2000, 2000)
    node = user.session.design.nodes[far]
    fix = Fix("Set memory to 256 MB", lambda: edits.set_setting(node, "memory_mb", 256))
    user.session._findings = [
        Finding("is too small", nodes=(far,), fix=fix, rule="W0001", severity="warning")
    ]
    panel = user.window.docks.problems
    panel.refresh()

    panel.list.activated.emit(panel.list.rows.index(0, 0))
    assert user.session.selection.keys == {f"nodes/{far}"}
    shown = user.view.camera.shown((user.port.width(), user.port.height()))
    assert shown.holds(2088, 2032)
    panel.list.clicked.emit(panel.list.rows.index(0, FIX))

    assert user.session.design.nodes[far].settings == {"memory_mb": 256}
    assert user.session.history.done[-1].label == "Set memory to 256 MB"


def test_tab_and_alt_arrows_walk_the_nodes(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)
    user.connect(source, target)
    user.session.selection.clear()
    user.view.setFocus()

    user.key(Qt.Key.Key_Tab)
    assert {f"nodes/{source}"} == user.session.selection.keys
    user.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert {f"nodes/{target}"} == user.session.selection.keys


def test_the_outline_lists_the_flow_and_shares_the_selection(user):
    target, source = user.add("function", 480, 96, "Work"), user.add("bucket", 96, 96, "Input")
    user.connect(source, target)
    outline = user.window.docks.outline
    user.window.docks.open("outline")

    texts = [outline.tree.topLevelItem(row).text(0) for row in range(2)]
    assert texts == ["Input (Amazon Bucket)", "Work (AWS Function)"]
    outline.tree.setCurrentItem(outline.tree.topLevelItem(1))

    assert {f"nodes/{target}"} == user.session.selection.keys


def test_save_and_open_bring_back_the_design(user, tmp_path, monkeypatch):
    source, target = user.add("bucket", 96, 96, "Input"), user.add("function", 480, 96)
    user.connect(source, target)
    path = tmp_path / "one.archex.yaml"
    before = user.session.design.copy()
    user.session.path = path

    user.window.book.run("file.save")
    assert not user.window.isWindowModified()
    assert [path] == user.window.settings.recent
    user.window.book.run("file.new")
    assert user.session.design.nodes == {}
    user.window.documents.open_path(path)

    assert before == user.session.design


def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(user, tmp_path):
    path = tmp_path / "broken.archex.yaml"
    path.write_text("archex: 1\nnodes: [1")
    user.add("bucket", 96, 96)
    before = user.session.design.copy()
    user.session.history.mark_saved()

    user.window.guarded(lambda: user.window.documents.open_path(path))

    assert before == user.session.design
    assert str(path) in user.window.notices.texts[0]


@pytest.mark.parametrize(("answer", "closes"), [("Cancel", False), ("Discard", True)])
def test_closing_asks_only_when_work_would_be_lost(user, monkeypatch, answer, closes):
    asked = []

    def ask(self):
        asked.append(True)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(type(user.window.documents), "ask_about_changes", ask)
    user.add("bucket", 96, 96)

    assert closes == user.window.close()
    assert asked == [True]


def test_all_foreign_text_is_plain(user):
    evil = "<img src='/etc/hostname'><b>x</b>"
    node = user.add("bucket", 96, 96, evil)
    user.session.do("Title", edits.set_fields(user.session.design.header, title=evil))
    user.session.selection.set({f"nodes/{node}"})
    user.window.notices.tell(evil)
    user.window.refresh_answers()

    labels = user.window.findChildren(QLabel)
    assert [
        label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ] == []
    tips = [widget.toolTip() for widget in user.window.findChildren(QLabel) if widget.toolTip()]
    assert not any("<img" in tip for tip in tips)


def test_every_action_has_its_words_and_no_key_twice(user):
    actions = list(user.window.book)
    keys = [key for action in actions for key in action.shortcuts]

    assert [action.id for action in actions if not (action.title and action.help and action.menu)] == []
    assert sorted(set(keys)) == sorted(keys)


def test_nothing_but_the_window_stands_on_the_screen(user):
    node = user.add("function", 96, 96)
    user.session.selection.set({f"nodes/{node}"})
    user.session.selection.clear()
    QApplication.processEvents()

    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [user.window]


def test_a_screen_reader_finds_every_node_and_connection(user):
    source, target = user.add("bucket", 96, 96, "Input"), user.add("function", 480, 96)
    user.connect(source, target)
    canvas = QAccessible.queryAccessibleInterface(user.view)

    names = [canvas.child(index).text(QAccessible.Text.Name) for index in range(canvas.childCount())]

    assert names == [
        "Input (Amazon Bucket), 0 in, 1 out",
        "AWS Function, 1 in, 0 out",
        "Input → AWS Function: Event notification",
    ]
    at = user.port.mapToGlobal(user.middle(target))
    assert canvas.childAt(at.x(), at.y()).text(QAccessible.Text.Name) == names[1]


def test_every_button_has_a_name(user):
    user.window.show_page("canvas")
    nameless = [
        button
        for button in user.window.findChildren(QAbstractButton)
        if button.isVisible()
        and not (button.text() or button.accessibleName() or button.toolTip())
        and button.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]

    assert nameless == []


def test_the_theme_changes_at_once(user):
    user.add("bucket", 96, 96)

    user.window.book.run("view.theme-dark")

    assert user.view.canvas.theme.name == "dark"
    assert user.window.settings.theme == "dark"
    user.window.choose_theme("light")


def test_a_mistake_of_ours_is_told_once_and_the_window_lives(user, caplog):
    hook = _Hook(user.window)
    for _ in range(3):
        hook(RuntimeError, RuntimeError("boom"), None)

    assert len(user.window.notices.texts) == 1
    assert "boom" in user.window.notices.texts[0]
    assert len(caplog.records) == 3


def test_the_settings_folder_is_made_only_when_something_is_kept(tmp_path):
    settings = Settings(tmp_path / "deep" / "window.ini")
    assert settings.recent == []
    settings.add_recent(Path("a.archex.yaml"))
    settings.flush()

    assert [path.name for path in Settings(tmp_path / "deep" / "window.ini").recent] == ["a.archex.yaml"]
