from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.drawing.theme import theme


def at_rest(page, qtbot):
    """Wait until the camera has arrived."""
    seen = []

    def stands_still():
        seen.append((page.view.camera.zoom, page.view.camera.corner))
        return len(seen) > 3 and seen[-1] == seen[-4]

    qtbot.waitUntil(stands_still)


def pixel(page, service_id):
    return page.view.pixel_of(page.graph.ids.index(service_id)).toPoint()


def click(page, service_id):
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=pixel(page, service_id))


def drag(view, start, end):
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        at = QPointF(start) + QPointF(end - start) * step / 5
        moved = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            at,
            QPointF(view.mapToGlobal(at.toPoint())),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def wheel(view, at, steps):
    turned = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, turned)


def shown_neighbours(page, catalog, service_id):
    ends = [(one.source_id, one.target_id) for one in catalog.integrations]
    ends += [(one.id, tie.to) for one in catalog.services.values() for tie in one.relations]
    around = {end for pair in ends if service_id in pair for end in pair}
    shown = {name for name, is_shown in zip(page.graph.ids, page.view.picture.nodes, strict=True) if is_shown}
    return (around & shown) | {service_id}


def test_typing_an_old_name_and_enter_selects_the_service_and_flies_there(page, qtbot):
    selected = []
    page.service_selected.connect(selected.append)

    QTest.keyClicks(page.search, "A2I")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    at_rest(page, qtbot)

    assert selected == ["augmented-ai"]
    assert page.details.service.id == "augmented-ai"
    middle = QPoint(page.view.width() // 2, page.view.height() // 2)
    assert (pixel(page, "augmented-ai") - middle).manhattanLength() <= 2


def test_a_click_lights_the_node_and_exactly_its_neighbours(page, catalog):
    click(page, "sqs")

    expected = shown_neighbours(page, catalog, "sqs")
    assert len(expected) > 5
    assert expected == page.lit()


def test_hovering_lights_until_the_pointer_leaves(page, catalog):
    QTest.mouseMove(page.view, pixel(page, "lambda"))
    QApplication.processEvents()
    lit = page.lit()
    page.view.leaveEvent(None)

    assert shown_neighbours(page, catalog, "lambda") == lit
    assert frozenset() == page.lit()


def test_a_hundred_zoom_steps_at_the_pointer_come_back_to_the_same_place(page):
    at = QPoint(311, 207)
    before = page.view.camera.to_scene((at.x(), at.y()))

    for _ in range(10):
        for turn in (1, 1, 1, 1, 1, -1, -1, -1, -1, -1):
            wheel(page.view, at, turn)
    after = page.view.camera.to_pixel(before)

    assert abs(after[0] - at.x()) <= 0.5
    assert abs(after[1] - at.y()) <= 0.5


def test_picking_finds_the_node_where_it_was_dragged_to(page):
    before = pixel(page, "lambda")
    drag(page.view, QPoint(20, 20), QPoint(140, 90))
    after = pixel(page, "lambda")

    assert QPoint(120, 70) == after - before
    assert page.view.selection == -1
    click(page, "lambda")
    assert page.details.service.id == "lambda"


def test_a_double_click_asks_for_the_service_on_the_canvas(page):
    asked = []
    page.add_requested.connect(asked.append)

    QTest.mouseDClick(page.view, Qt.MouseButton.LeftButton, pos=pixel(page, "glue-job"))

    assert asked == ["glue-job"]


def test_the_button_adds_a_service_and_says_why_a_term_cannot_be_added(page, catalog):
    asked = []
    page.add_requested.connect(asked.append)
    term = next(one for one in catalog.services.values() if not one.draggable and one.kind == "algorithm")

    page.show_service("sns")
    page.details.head.add.click()
    page.show_service(term.id)

    assert asked == ["sns"]
    assert not page.details.head.add.isEnabled()
    assert "algorithm" in page.details.head.add.toolTip()


def test_arrow_keys_walk_escape_clears_and_home_shows_everything(page, qtbot):
    page.show_service("s3")
    at_rest(page, qtbot)
    start = pixel(page, "s3")

    QTest.keyClick(page.view, Qt.Key.Key_Right)
    at_rest(page, qtbot)
    walked_to = page.details.service.id
    assert walked_to != "s3"
    assert pixel(page, walked_to).x() > pixel(page, "s3").x()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.details.service is None
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    at_rest(page, qtbot)
    view = page.view.rect()
    assert start != pixel(page, "s3")
    assert all(view.contains(pixel(page, name)) for name in ("s3", "lambda", "iot-core", "client"))


def test_enter_moves_the_keyboard_to_the_details(page):
    page.activateWindow()
    click(page, "sqs")

    QTest.keyClick(page.view, Qt.Key.Key_Return)

    assert page.focusWidget() is page.details.rows


def test_an_entry_that_filters_hide_is_revealed_when_it_is_asked_for(page, catalog):
    storage = page.filters.categories
    storage.hidden_rows()
    storage._set_all(on=False)
    assert not page.view.picture.nodes.any()

    page.show_service("s3")

    assert page.view.picture.nodes[page.graph.ids.index("s3")]
    assert not page.view.picture.nodes[page.graph.ids.index("lambda")]


def test_hiding_what_is_closed_leaves_only_open_services(page, catalog):
    page.filters.closed.click()

    shown = [name for name, on in zip(page.graph.ids, page.view.picture.nodes, strict=True) if on]
    assert "lambda" in shown
    assert {"active", "renamed", "moved"} >= {catalog.services[name].lifecycle.status for name in shown}


def test_a_theme_given_by_name_is_the_ground_of_the_picture(page):
    page.set_theme("dark")
    ground = page.view.grab().toImage().pixelColor(3, 3)

    assert QColor(theme("dark").colors["canvas"]) == ground
