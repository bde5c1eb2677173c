"""Drawing arrows with the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.ui.pick import PickPopup


def links(session):
    return {(link.source, link.target, link.mechanism) for link in session.design.connections.values()}


def test_dragging_from_a_port_connects_by_the_one_mechanism(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)

    user.connect(source, target)

    assert {(source, target, "event-notification")} == links(user.session)


def test_undo_and_redo_return_the_exact_states(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)
    before = user.session.design.copy()
    user.connect(source, target)
    after = user.session.design.copy()

    user.window.book.run("edit.undo")
    assert before == user.session.design
    user.window.book.run("edit.redo")

    assert after == user.session.design


def test_a_wrong_arrow_is_refused_with_the_reason_and_a_way_that_works(user):
    source, target = user.add("bucket", 96, 96), user.add("workflow", 640, 96)

    user.connect(source, target)

    assert set() == links(user.session)
    bubble = user.view.bubble
    assert "a bucket sends no event to a workflow" in bubble.sentence
    assert [button.text() for button in bubble.buttons] == ["Insert Amazon Bus in between"]


def test_the_way_round_is_inserted_as_one_step(user):
    source, target = user.add("bucket", 96, 96), user.add("workflow", 640, 96)
    before = user.session.design.copy()
    user.connect(source, target)

    QTest.mouseClick(user.view.bubble.buttons[0], Qt.MouseButton.LeftButton)

    assert {(source, "bus", "event-notification"), ("bus", target, "event-rule-target")} == links(
        user.session
    )
    user.session.undo()
    assert before == user.session.design


def test_the_verdict_is_said_beside_the_cursor_while_hovering(user):
    source, target = user.add("bucket", 96, 96), user.add("workflow", 640, 96)
    user.move(user.middle(source))

    user.press(user.out_port(source))
    user.drag_on(user.out_port(source), user.middle(target))

    assert user.view.chip.isVisible()
    assert user.view.chip.text.startswith("Not possible. Amazon Bucket cannot be connected")
    assert user.view.canvas.nodes[target].state == "dimmed"
    user.key(Qt.Key.Key_Escape)
    assert user.view.canvas.nodes[target].state == "plain"
    assert not user.view.chip.isVisible()


def popups(window):
    return [popup for popup in window.findChildren(PickPopup) if popup.isVisible()]


def test_several_mechanisms_are_offered_best_first(user):
    source, target = user.add("function", 96, 96), user.add("table", 480, 96)

    user.connect(source, target)
    (popup,) = popups(user.window)
    assert [entry.title for entry in popup.model.entries] == ["SDK call", "Query"]
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)

    assert {(source, target, "query")} == links(user.session)


def test_an_arrow_dropped_on_nothing_offers_what_fits_and_adds_it(user):
    source = user.add("bucket", 96, 96)
    user.move(user.middle(source))

    user.drag(user.out_port(source), user.pixel(600, 300))
    (popup,) = popups(user.window)
    offered = [entry.value for entry in popup.model.entries]
    assert {"bus", "function"} == set(offered[:2])
    assert "workflow" not in offered
    QTest.keyClicks(popup.field, "func")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)

    assert {(source, "function", "event-notification")} == links(user.session)
    user.session.undo()
    assert [source] == list(user.session.design.nodes)


def test_an_end_dragged_elsewhere_keeps_the_connection_and_its_label(user):
    source, target, other = (
        user.add("bucket", 96, 96),
        user.add("function", 480, 96),
        user.add("bus", 480, 320),
    )
    user.connect(source, target)
    (link,) = user.session.design.connections.values()
    user.session.selection.set({f"connections/{link.id}"})
    QApplication.processEvents()
    end = user.view.overlay.handles()[1]

    user.drag(user.pixel(*end), user.middle(other))

    (moved,) = user.session.design.connections.values()
    assert (link.id, source, other) == (moved.id, moved.source, moved.target)


def test_c_connects_by_keys_alone(user):
    source, target = user.add("bucket", 96, 96), user.add("function", 480, 96)
    user.session.selection.set({f"nodes/{source}"})
    user.view.setFocus()

    user.window.book.run("insert.connection")
    (popup,) = popups(user.window)
    QTest.keyClicks(popup.field, "func")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)

    assert {(source, target, "event-notification")} == links(user.session)
