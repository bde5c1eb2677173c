"""What a pointer does on the canvas."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.design import edits

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def positions(session):
    return {node.id: (node.x, node.y) for node in session.design.nodes.values()}


def test_dragging_a_tile_moves_it_on_the_grid_as_one_step(user):
    node = user.add("bucket", 96, 96)
    steps = len(user.session.history.done)

    user.drag(user.middle(node), user.middle(node) + QPoint(101, 51))

    assert positions(user.session)[node] == (200.0, 144.0)
    assert steps + 1 == len(user.session.history.done)
    user.session.undo()
    assert positions(user.session)[node] == (96.0, 96.0)


def test_shift_keeps_a_drag_to_one_axis(user):
    node = user.add("bucket", 96, 96)

    user.drag(user.middle(node), user.middle(node) + QPoint(120, 30), SHIFT)

    assert positions(user.session)[node] == (216.0, 96.0)


def test_ctrl_held_later_suspends_snapping(user):
    node = user.add("bucket", 96, 96)
    start = user.middle(node)

    user.press(start)
    user.drag_on(start, start + QPoint(101, 53), CTRL)
    user.release(start + QPoint(101, 53), CTRL)

    assert positions(user.session)[node] == (197.0, 149.0)


def test_escape_cancels_a_drag_and_leaves_no_step(user):
    node = user.add("bucket", 96, 96)
    before = user.session.design.copy()
    steps = user.session.history.done
    start = user.middle(node)

    user.press(start)
    user.drag_on(start, start + QPoint(80, 80))
    assert positions(user.session)[node] != (96.0, 96.0)
    user.key(Qt.Key.Key_Escape)
    user.release(start + QPoint(80, 80))

    assert before == user.session.design
    assert steps == user.session.history.done


def test_alt_drag_makes_a_copy_in_one_step(user):
    node = user.add("bucket", 96, 96)
    steps = len(user.session.history.done)

    user.drag(user.middle(node), user.middle(node) + QPoint(0, 160), ALT)

    assert sorted(positions(user.session).values()) == [(96.0, 96.0), (96.0, 256.0)]
    assert steps + 1 == len(user.session.history.done)


def test_rubber_band_selects_what_it_touches_and_shift_adds(user):
    first, second = user.add("bucket", 96, 96), user.add("function", 400, 96)
    user.add("table", 96, 400)

    user.drag(user.pixel(60, 60), user.pixel(150, 200))
    assert {f"nodes/{first}"} == user.session.selection.keys
    user.drag(user.pixel(380, 60), user.pixel(460, 140), SHIFT)

    assert {f"nodes/{first}", f"nodes/{second}"} == user.session.selection.keys


def test_escape_takes_a_rubber_band_back(user):
    node = user.add("bucket", 96, 96)
    user.session.selection.set({f"nodes/{node}"})

    user.press(user.pixel(20, 20))
    user.drag_on(user.pixel(20, 20), user.pixel(60, 60))
    user.key(Qt.Key.Key_Escape)

    assert {f"nodes/{node}"} == user.session.selection.keys


def test_a_click_on_nothing_clears_the_selection(user):
    node = user.add("bucket", 96, 96)
    user.session.selection.set({f"nodes/{node}"})

    QTest.mouseClick(
        user.port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, user.pixel(400, 400)
    )

    assert frozenset() == user.session.selection.keys


def wheel(view, at, turn):
    position = QPointF(at)
    event = QWheelEvent(
        position,
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_hundred_zoom_steps_keep_the_point_under_the_cursor(user):
    at = QPoint(317, 211)
    before = user.view.camera.to_scene((at.x(), at.y()))
    node = user.add("bucket", 96, 96)

    for step in range(100):
        wheel(user.view, at, 120 if step % 20 < 10 else -120)
        shown = user.view.to_pixels().map(QPointF(*before))
        assert abs(shown.x() - at.x()) <= 1, "whole pixels"
        assert abs(shown.y() - at.y()) <= 1, "whole pixels"
    drawn = user.view.to_pixels().map(QPointF(*before))

    assert (drawn - QPointF(at)).manhattanLength() <= 1.0
    assert abs(drawn.x() - at.x()) <= 0.5
    assert abs(drawn.y() - at.y()) <= 0.5
    assert node in user.session.design.nodes


def test_zoom_stays_between_five_and_eight_hundred_percent(user):
    for _ in range(60):
        wheel(user.view, QPoint(300, 200), -120)
    assert user.view.camera.zoom == 0.05
    for _ in range(60):
        wheel(user.view, QPoint(300, 200), 120)

    assert user.view.camera.zoom == 8.0


def test_space_drag_pans_and_selects_nothing(user):
    user.add("bucket", 96, 96)
    user.view.setFocus()
    corner = user.view.camera.corner

    QTest.keyPress(user.view, Qt.Key.Key_Space)
    user.drag(user.pixel(150, 120), user.pixel(150, 120) + QPoint(60, 40))
    QTest.keyRelease(user.view, Qt.Key.Key_Space)

    zoom = user.view.camera.zoom
    assert (corner[0] - 60 / zoom, corner[1] - 40 / zoom) == user.view.camera.corner
    assert frozenset() == user.session.selection.keys


def test_a_tile_let_go_inside_a_frame_becomes_its_member(user):
    user.session.do("Frame", edits.add_group(user.session.design, (), label="Zone", box=(400, 0, 400, 300)))
    node = user.add("bucket", 96, 96)

    user.drag(user.middle(node), user.pixel(600, 160))

    assert user.session.design.nodes[node].group == "zone"
