"""The view of the scene: camera, painting by distance, and events handed to the pointer and the keys."""

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from explorer.app import Session
from explorer.app.connecting import Offer
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Change, Connection, Group, Node, Note, edits
from explorer.drawing.geometry import Box, Point, point_along
from explorer.ui.canvas.access import announce
from explorer.ui.canvas.boxes import box_of
from explorer.ui.canvas.bubble import RefusalBubble, VerdictChip
from explorer.ui.canvas.camera import Camera
from explorer.ui.canvas.far import FAR_NODES, FAR_ZOOM, FarPainter
from explorer.ui.canvas.keyboard import Keyboard
from explorer.ui.canvas.label_editor import LabelEditor
from explorer.ui.canvas.near import NearPainter
from explorer.ui.canvas.overlay import Overlay
from explorer.ui.canvas.placing import insert_between, place, working_ways
from explorer.ui.canvas.pointer import Pointer, tile_around
from explorer.ui.canvas.scene import CanvasScene
from explorer.ui.canvas.tools import ConnectTool, Keys, PanTool
from explorer.ui.pick import Entry, PickPopup
from explorer.ui.theme import Appearance

SERVICE_MIME: Final = "application/x-archex-service"
_ZOOM_STEP = 1.2
_BORDER = 24
_BORDER_SPEED = 12.0
_GRID, _DOTS_ZOOM = 24.0, 0.5
_PAUSE_MS = 120
"""When the hand has rested for so long, what was put off is done."""
_FEW = 8
"""Records whose arrows are led well at once after a change."""
_AT_ONCE_S, _SLICE_S = 0.004, 0.008
"""The time for leading arrows within a frame, and in one go between frames."""
_OPENING_S = 0.1


class CanvasView(QAbstractScrollArea):
    """Shows and edits the session's design. Shells connect its signals to popups and menus."""

    zoomed = Signal(float)
    insert_wanted = Signal(object, object)
    """A scene point, and the ConnectTool whose arrow was dropped there (or None)."""
    menu_wanted = Signal(QPoint)
    refused = Signal(str)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.appearance = appearance
        self.camera = Camera()
        self.canvas = CanvasScene(session, appearance.theme)
        self.overlay = Overlay(self.canvas)
        self.pointer = Pointer(session, self.canvas, self.overlay)
        self.keyboard = Keyboard(self)
        self.bubble: RefusalBubble | None = None
        self.panning = False
        """Whether the hand tool is chosen."""
        self._pan: PanTool | None = None
        self._space_held = False
        self._space_panned = False
        self._is_fit_due = False
        self._far = FarPainter(self.canvas)
        self._near = NearPainter(self.canvas)
        self._zoom_shown = 1.0
        self._patience_s = _OPENING_S
        self._gliding = self._timer(self.viewport().update)
        """Runs while the zoom follows a wheel or fingers."""
        self._settling = self._timer(self._on_settling)
        self._grid = QPixmap()
        self._set_up()
        self.chip = VerdictChip(self.viewport(), appearance)
        self.editor = LabelEditor(self.viewport(), self._on_label_edited, self.setFocus)
        self._edited = ""
        self._creep = QTimer(self)
        self._creep.setInterval(16)
        self._creep.timeout.connect(self._on_creep)
        self.canvas.repainted.connect(lambda _none: self.viewport().update())
        appearance.changed.connect(lambda _theme: self._on_theme_changed())
        appearance.icons_changed.connect(lambda _none: self.canvas.set_icons(appearance.icons))
        session.selection.changed.connect(lambda _keys: self._on_selection_changed())
        session.changed.connect(self._on_changed)
        session.document_replaced.connect(lambda _none: self._on_document_replaced())

    def _timer(self, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAcceptDrops(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Canvas")
        self.show_camera()

    # Looking

    @property
    def is_far(self) -> bool:
        """Whether everything is drawn as blocks."""
        return self.camera.zoom < FAR_ZOOM and len(self.session.design.nodes) > FAR_NODES

    def show_camera(self) -> None:
        """Bring the view to where the camera looks."""
        zoom = self.camera.zoom
        self.pointer.zoom = zoom
        self._settle_soon(_PAUSE_MS)
        self.viewport().update()
        if zoom != self._zoom_shown:
            self._zoom_shown = zoom
            self.zoomed.emit(zoom)

    def to_pixels(self) -> QTransform:
        """From scene points to the viewport's pixels, as painted: the picture moves by whole pixels."""
        (x, y), zoom = self.camera.corner, self.camera.zoom
        return QTransform(zoom, 0, 0, zoom, -round(x * zoom), -round(y * zoom))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or further, the point under ``at`` (by default the middle) staying where it is."""
        pixel = at if at is not None else QPointF(self.viewport().rect().center())
        self.zoom_to(self.camera.zoom * factor, pixel)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """A zoom of so many pixels per point."""
        pixel = at if at is not None else QPointF(self.viewport().rect().center())
        self._is_fit_due = False
        self.camera.zoom_to(zoom, at=(pixel.x(), pixel.y()))
        self._moved()

    def fit_all(self) -> None:
        """Show the whole design."""
        box = self.canvas.bounds()
        if box is not None:
            self.camera.fit(box.grown(12), self._size())
            self._moved()

    def fit_selection(self) -> None:
        """Show what is selected; all, where nothing is."""
        box = self.canvas.bounds(self.session.selection.keys) if self.session.selection.keys else None
        if box is None:
            self.fit_all()
        else:
            self.camera.fit(box.grown(12), self._size())
            self._moved()

    def go_to(self, key: str) -> None:
        """Select a record and bring it into view, without a jump where it is visible already."""
        self.session.selection.set({key})
        self.reveal(key)

    def reveal(self, key: str) -> None:
        """Bring a record into view where it is not."""
        box = self.canvas.bounds({key})
        if box is None:
            return
        shown = self.camera.shown(self._size()).grown(-16)
        is_visible = shown.holds(box.x, box.y) and shown.holds(box.right, box.bottom)
        if not is_visible:
            if self.is_far:
                self.camera.zoom_to(1.0, at=(0.0, 0.0))
            self.camera.center_on(box.centre, self._size())
            self._moved()

    def set_panning(self, on: bool) -> None:
        """Choose the hand tool, or the select tool."""
        self.panning = on
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)

    def middle(self) -> Point:
        """The scene point in the middle of the view."""
        width, height = self._size()
        return self.camera.to_scene((width / 2, height / 2))

    def _size(self) -> Point:
        return (float(self.viewport().width()), float(self.viewport().height()))

    def _moved(self) -> None:
        self.editor.close(keep=True)
        self.dismiss_bubble()
        self.show_camera()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Far out all in one go, near by records."""
        to_pixels, box = self.to_pixels(), self.camera.shown(self._size())
        if not self.is_far:
            self._lead_new(box)
        painter = QPainter(self.viewport())
        self._paint_ground(painter, event.rect(), to_pixels)
        if self.is_far:
            painter.setWorldTransform(to_pixels)
            self._far.paint(painter, self.camera.zoom)
        else:
            self._near.paint(painter, to_pixels, box, is_gliding=self._gliding.isActive())
        painter.setWorldTransform(to_pixels)
        self.overlay.paint(painter, self.camera.zoom)
        if self.hasFocus() and self.keyboard.shows_ring:
            self._paint_focus(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRect, to_pixels: QTransform) -> None:
        """The ground with its dots."""
        if self.camera.zoom >= _DOTS_ZOOM:
            painter.setBrushOrigin(QPointF(to_pixels.dx(), to_pixels.dy()))
            painter.fillRect(rect, self._dots())
        else:
            painter.fillRect(rect, self.appearance.color("canvas"))

    def _dots(self) -> QPixmap:
        """A dot and the ground around it, to be repeated."""
        side = round(_GRID * self.camera.zoom * (1 if self.camera.zoom < 2 else 0.5))
        ratio = self.devicePixelRatioF()
        if self._grid.width() != round(side * ratio):
            self._grid = QPixmap(round(side * ratio), round(side * ratio))
            self._grid.setDevicePixelRatio(ratio)
            self._grid.fill(self.appearance.color("canvas"))
            painter = QPainter(self._grid)
            painter.fillRect(QRectF(0, 0, 1.5, 1.5), self.appearance.color("border"))
            painter.end()
        return self._grid

    def _paint_focus(self, painter: QPainter) -> None:
        painter.save()
        painter.resetTransform()
        pen = painter.pen()
        pen.setColor(self.appearance.color("accent"))
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.restore()

    # Leading arrows

    def _lead_new(self, box: Box) -> None:
        """Arrows that come into view for the first time are led well at once, as far as patience goes."""
        if not self.canvas.arrows.is_settled:
            new = [item.link.id for item in self.canvas.arrows.in_view(box) if item.route is None]
            if new:
                self.canvas.arrows.settle(new, limit_s=self._patience_s)
            self._patience_s = _AT_ONCE_S

    def _lead_shown(self, limit_s: float) -> bool:
        shown = [item.link.id for item in self.canvas.arrows.in_view(self.camera.shown(self._size()))]
        return self.canvas.arrows.settle(shown, limit_s=limit_s)

    def _on_changed(self, change: Change) -> None:
        """Few arrows are led well at once, many when there is time."""
        if len(change.after) <= _FEW and not self.is_far:
            self._lead_shown(_AT_ONCE_S)
        self._settle_soon()
        self.viewport().update()

    def _settle_soon(self, after_ms: int = 0) -> None:
        if not self.canvas.arrows.is_settled:
            is_busy = self.pointer.tool is not None or self._pan is not None
            self._settling.start(_PAUSE_MS if is_busy else after_ms)

    def _on_settling(self) -> None:
        """Go on with it for a moment, what is in view first; events come in between."""
        end = perf_counter() + _SLICE_S
        if not self.is_far and self._lead_shown(_SLICE_S):
            self.viewport().update()
        self.canvas.arrows.settle(limit_s=end - perf_counter())
        if self.canvas.arrows.is_settled:
            self.viewport().update()
        self._settle_soon()

    # Wheel and gestures

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom at the cursor; with Shift sideways."""
        self._is_fit_due = False
        event.accept()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = pixels.y() / 100 if not pixels.isNull() else angle.y() / 120
            self._gliding.start(_PAUSE_MS)
            self.zoom_by(_ZOOM_STEP**turn, event.position())
            return
        dx, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() / 2, angle.y() / 2)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0
        self.camera.pan(dx, dy)
        self._moved()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinches zoom at their middle."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._gliding.start(_PAUSE_MS)
            self.zoom_by(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self._gliding.start(_PAUSE_MS)
                self.zoom_by(pinch.scaleFactor(), QPointF(at))
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corner where it is; a design that was just opened is fitted once the size is known."""
        super().resizeEvent(event)
        if self._is_fit_due:
            self.fit_all()
        else:
            self.show_camera()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the size is real; until the first touch the design stays fitted."""
        super().showEvent(event)
        if self._is_fit_due:
            self.fit_all()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self._is_fit_due = False
        self.dismiss_bubble()
        self.editor.close(keep=True)
        self.keyboard.shows_ring = False
        pixel = (event.position().x(), event.position().y())
        hand = self._space_held or self.panning
        if event.button() == Qt.MouseButton.MiddleButton or (
            hand and event.button() == Qt.MouseButton.LeftButton
        ):
            self._pan = PanTool(pixel)
            self._space_panned = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.pointer.press(self.camera.to_scene(pixel), pixel, keys_of(event.modifiers()))
            self.viewport().update()
        elif event.button() == Qt.MouseButton.RightButton:
            self._select_under(pixel)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what is under the pointer."""
        self._move_to(event.position(), event.modifiers())

    def _move_to(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pixel = (position.x(), position.y())
        if self._pan is not None:
            self._pan.move(pixel)
            self.camera.pan(*self._pan.step)
            self.show_camera()
            return
        at = self.camera.to_scene(pixel)
        self._settle_soon(_PAUSE_MS)
        self.pointer.move(at, pixel, keys_of(modifiers))
        self._show_verdict(position.toPoint())
        self._show_cursor(at)
        inner = self.viewport().rect().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        if self.pointer.tool is not None and not inner.contains(position.toPoint()):
            self._creep.start()
        else:
            self._creep.stop()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture, and ask what it leaves open."""
        self._creep.stop()
        pixel = (event.position().x(), event.position().y())
        if self._pan is not None:
            self._pan = None
            self._show_cursor(self.camera.to_scene(pixel))
            return
        if event.button() == Qt.MouseButton.LeftButton and self.pointer.is_active:
            at = self.camera.to_scene(pixel)
            ended = self.pointer.release(at, pixel, keys_of(event.modifiers()))
            self.chip.hide()
            self._settle_soon()
            self.viewport().update()
            if isinstance(ended, ConnectTool):
                self.finish_connect(ended)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the label under the pointer; on empty ground, insert."""
        pixel = (event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or self.panning:
            return
        at = self.camera.to_scene(pixel)
        key = self.canvas.key_at(at, self.camera.zoom)
        self.pointer.cancel()
        if key:
            self.session.selection.set({key})
            self.edit_label(key)
        else:
            self.insert_wanted.emit(at, None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu for what is under the pointer, or for the selection by the menu key."""
        self.menu_wanted.emit(event.globalPos())

    def _select_under(self, pixel: Point) -> None:
        key = self.canvas.key_at(self.camera.to_scene(pixel), self.camera.zoom)
        if key not in self.session.selection.keys:
            self.session.selection.set({key} if key else ())

    def _show_cursor(self, at: Point) -> None:
        shapes = {
            "arrow": Qt.CursorShape.ArrowCursor,
            "cross": Qt.CursorShape.CrossCursor,
            "resize": Qt.CursorShape.SizeFDiagCursor,
        }
        hand = self._space_held or self.panning
        wanted = Qt.CursorShape.OpenHandCursor if hand else shapes[self.pointer.shape(at)]
        if self.viewport().cursor().shape() != wanted:
            self.viewport().setCursor(wanted)

    def _show_verdict(self, pixel: QPoint) -> None:
        tool = self.pointer.tool
        if isinstance(tool, ConnectTool) and tool.offer is not None:
            self.chip.show_verdict(tool.offer.verdict, tool.offer.sentence, pixel)
        else:
            self.chip.hide()

    def _on_creep(self) -> None:
        """Scroll on while a gesture is held at the border."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        rect = self.viewport().rect().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        dx = _BORDER_SPEED if at.x() < rect.left() else -_BORDER_SPEED if at.x() > rect.right() else 0.0
        dy = _BORDER_SPEED if at.y() < rect.top() else -_BORDER_SPEED if at.y() > rect.bottom() else 0.0
        if self.pointer.tool is None or not (dx or dy):
            self._creep.stop()
            return
        self.camera.pan(dx, dy)
        self.show_camera()
        self.pointer.move(self.camera.to_scene((at.x(), at.y())), (at.x(), at.y()))
        self.viewport().update()

    # Connecting

    def finish_connect(self, tool: ConnectTool) -> None:
        """Draw the arrow, ask which mechanism, explain a refusal, or offer services for an empty place."""
        match tool.outcome:
            case "made":
                tool.make()
            case "choose" if tool.offer is not None:
                self._ask_mechanism(tool, tool.offer)
            case "refused" if tool.offer is not None:
                self._explain(tool, tool.offer)
            case _ if tool.link is None:
                self.insert_wanted.emit(tool.end, tool)

    def _ask_mechanism(self, tool: ConnectTool, offered: Offer) -> None:
        known = offered.verdict == "possible"
        entries = [
            Entry(
                title=MECHANISMS[mechanism].title,
                detail=MECHANISMS[mechanism].meaning,
                value=mechanism,
                icon=self.appearance.icon("connect"),
                hint="" if known else "not known",
            )
            for mechanism in (offered.mechanisms if known else ("sdk-call", *_others("sdk-call")))
        ]

        def find(text: str) -> list[Entry]:
            return [entry for entry in entries if text.lower() in f"{entry.title} {entry.detail}".lower()]

        popup = PickPopup(self, self.appearance, width=380)
        popup.ask("How are they connected?", self._global(tool.end), find, tool.make)

    def _explain(self, tool: ConnectTool, offered: Offer) -> None:
        source, target = tool.ends(tool.target)
        link_id = tool.link.id if tool.link else ""
        catalog = self.session.catalog
        ways = [
            (
                f"Insert {catalog.name(via)} in between",
                partial(insert_between, self.session, source, target, via, link_id),
            )
            for via in working_ways(self.session, source, target, offered)
        ]
        self.dismiss_bubble()
        self.bubble = RefusalBubble(self.viewport(), self.appearance, offered.sentence, ways)
        self.bubble.show_at(self._pixel(tool.end))
        self.refused.emit(offered.sentence)

    def dismiss_bubble(self) -> None:
        """Close the refusal, where one is open."""
        bubble, self.bubble = self.bubble, None
        if bubble is not None and not bubble.isHidden():
            bubble.dismiss()

    def _pixel(self, at: Point) -> QPoint:
        x, y = self.camera.to_pixel(at)
        return QPoint(round(x), round(y))

    def _global(self, at: Point) -> QPoint:
        return self.viewport().mapToGlobal(self._pixel(at))

    # Editing labels

    def edit_label(self, key: str) -> None:
        """Open the text field over a record's label."""
        record = self.session.design.record(key)
        if record is None:
            return
        self.reveal(key)
        self._edited = key
        if isinstance(record, Note):
            self.editor.open(record.text, self._place(key), title="Note", several_lines=True)
        elif isinstance(record, Node | Connection | Group):
            self.editor.open(record.label, self._place(key), title="Label")

    def _place(self, key: str) -> QRect:
        record = self.session.design.record(key)
        box = box_of(record)
        if box is None:
            route = self.canvas.route(key.removeprefix("connections/"))
            middle = point_along(route.points, 0.5) if route else self.middle()
            corner = self._pixel(middle)
            return QRect(corner.x() - 80, corner.y() - 15, 160, 30)
        corner, zoom = self._pixel((box.x, box.y)), self.camera.zoom
        if isinstance(record, Node):
            left = round(58 * zoom)
            return QRect(
                corner.x() + left, corner.y(), round(box.width * zoom) - left, round(box.height * zoom)
            )
        high = box.height if isinstance(record, Note) else 30.0
        return QRect(corner.x(), corner.y(), round(box.width * zoom), round(high * zoom))

    def _on_label_edited(self, text: str) -> None:
        record = self.session.design.record(self._edited)
        if isinstance(record, Note):
            self.session.do("Edit note", edits.set_fields(record, text=text.strip()))
        elif isinstance(record, Node | Connection | Group):
            self.session.do("Edit label", edits.set_fields(record, label=" ".join(text.split())))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the canvas."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and not event.modifiers():
            self._space_held, self._space_panned = True, False
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        if not self.keyboard.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Space ends panning; a tap without a drag inserts."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._space_held:
            self._space_held = False
            self.viewport().unsetCursor()
            if not self._space_panned:
                self.insert_wanted.emit(self.middle(), None)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab walks the nodes while there are any; F6 leaves."""
        return False if self.session.design.nodes else super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Space is no longer held."""
        self._space_held = False
        super().focusOutEvent(event)

    # Dropping in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Services from the palette."""
        if event.mimeData().hasFormat(SERVICE_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the tile would be."""
        at = self.camera.to_scene((event.position().x(), event.position().y()))
        self.overlay.ghost = (tile_around(at), "")
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        self.overlay.ghost = None
        self.viewport().update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Place the service here."""
        self.overlay.ghost = None
        service_id = event.mimeData().data(SERVICE_MIME).toStdString()
        if self.session.catalog.service(service_id) is not None:
            at = self.camera.to_scene((event.position().x(), event.position().y()))
            place(self.session, service_id, at)
            event.acceptProposedAction()
            self.setFocus()
        self.viewport().update()

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        announce(self)

    def _on_theme_changed(self) -> None:
        self._grid = QPixmap()
        self.canvas.set_theme(self.appearance.theme)
        self._far.forget()

    def _on_document_replaced(self) -> None:
        self.pointer.cancel()
        self.dismiss_bubble()
        self.overlay.ports_at = ""
        self._is_fit_due = True
        self._patience_s = _OPENING_S
        self.fit_all()
        self._settle_soon()


def keys_of(modifiers: Qt.KeyboardModifier) -> Keys:
    """Qt's modifiers as ours."""
    flag = Qt.KeyboardModifier
    return Keys(
        shift=bool(modifiers & flag.ShiftModifier),
        ctrl=bool(modifiers & flag.ControlModifier),
        alt=bool(modifiers & flag.AltModifier),
    )


def _others(first: str) -> list[str]:
    return [mechanism for mechanism in MECHANISMS if mechanism != first]
