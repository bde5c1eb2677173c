"""The view of the scene: painting by distance, and events handed to the pointer and the keys."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.app import Session
from explorer.design import Change
from explorer.drawing.geometry import Box, Point
from explorer.ui.canvas.bubble import RefusalBubble, VerdictChip
from explorer.ui.canvas.connect_end import ConnectEnd
from explorer.ui.canvas.far import FAR_NODES, FAR_ZOOM, FarPainter
from explorer.ui.canvas.ground import GroundPainter
from explorer.ui.canvas.keyboard import Keyboard
from explorer.ui.canvas.labels import Labels
from explorer.ui.canvas.leading import PAUSE_MS, Leading
from explorer.ui.canvas.looking import LookingView
from explorer.ui.canvas.near import NearPainter
from explorer.ui.canvas.overlay import Overlay
from explorer.ui.canvas.placing import place
from explorer.ui.canvas.pointer import Pointer, tile_around
from explorer.ui.canvas.scene import CanvasScene
from explorer.ui.canvas.tools import ConnectTool, Keys, PanTool
from explorer.ui.theme import Appearance

SERVICE_MIME: Final = "application/x-archex-service"
_BORDER = 24
_BORDER_SPEED = 12.0


class CanvasView(LookingView):
    """Shows and edits the session's design. Shells connect its signals to popups and menus."""

    insert_wanted = Signal(object, object)
    """A scene point, and the ConnectTool whose arrow was dropped there (or None)."""
    menu_wanted = Signal(QPoint)
    refused = Signal(str)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.appearance = appearance
        self.canvas = CanvasScene(session, appearance.theme)
        self.overlay = Overlay(self.canvas)
        self.pointer = Pointer(session, self.canvas, self.overlay)
        self.keyboard = Keyboard(self)
        self.panning = False
        """Whether the hand tool is chosen."""
        self._pan: PanTool | None = None
        self._space_held = False
        self._space_panned = False
        self._far = FarPainter(self.canvas)
        self._near = NearPainter(self.canvas)
        self._ground = GroundPainter(appearance)
        self._leading = Leading(self.canvas, self._led, self._is_busy, self.viewport().update, self)
        self._set_up()
        self.chip = VerdictChip(self.viewport(), appearance)
        self._labels = Labels(self.viewport(), self.canvas, self.camera, self.setFocus)
        self.editor = self._labels.editor
        self._connect_end = ConnectEnd(self.viewport(), session, appearance, self.pixel_of)
        self.looked_elsewhere.connect(self._on_looked_elsewhere)
        self._creep = QTimer(self)
        self._creep.setInterval(16)
        self._creep.timeout.connect(self._on_creep)
        self.canvas.repainted.connect(lambda _none: self.viewport().update())
        appearance.changed.connect(lambda _theme: self._on_theme_changed())
        appearance.icons_changed.connect(lambda _none: self.canvas.set_icons(appearance.icons))
        session.selection.changed.connect(lambda _keys: self.viewport().update())
        session.changed.connect(self._on_changed)
        session.document_replaced.connect(lambda _none: self._on_document_replaced())

    def _set_up(self) -> None:
        self.viewport().setAcceptDrops(True)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Canvas")
        self.show_camera()

    # Looking

    @property
    def is_far(self) -> bool:
        """Whether everything is drawn as blocks."""
        return self.camera.zoom < FAR_ZOOM and len(self.session.design.nodes) > FAR_NODES

    @property
    def bubble(self) -> RefusalBubble | None:
        """The refusal that is open, if any."""
        return self._connect_end.bubble

    def show_camera(self) -> None:
        """Bring the view to where the camera looks."""
        self.pointer.zoom = self.camera.zoom
        self._leading.soon(PAUSE_MS)
        super().show_camera()

    def fit_all(self) -> None:
        """Show the whole design."""
        box = self.canvas.bounds()
        if box is not None:
            self.fit(box)

    def fit_selection(self) -> None:
        """Show what is selected; all, where nothing is."""
        box = self.canvas.bounds(self.session.selection.keys) if self.session.selection.keys else None
        if box is None:
            self.fit_all()
        else:
            self.fit(box)

    def go_to(self, key: str) -> None:
        """Select a record and bring it into view, without a jump where it is visible already."""
        self.session.selection.set({key})
        self.reveal(key)

    def reveal(self, key: str) -> None:
        """Bring a record into view where it is not."""
        box = self.canvas.bounds({key})
        if box is None:
            return
        shown = self.shown.grown(-16)
        is_visible = shown.holds(box.x, box.y) and shown.holds(box.right, box.bottom)
        if not is_visible:
            if self.is_far:
                self.camera.zoom_to(1.0, at=(0.0, 0.0))
            self.center_on(box.centre)

    def set_panning(self, on: bool) -> None:
        """Choose the hand tool, or the select tool."""
        self.panning = on
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Far out all in one go, near by records."""
        to_pixels = self.to_pixels()
        self._leading.before_painting()
        painter = QPainter(self.viewport())
        self._ground.paint(painter, event.rect(), to_pixels)
        if self.is_far:
            painter.setWorldTransform(to_pixels)
            self._far.paint(painter, self.camera.zoom)
        else:
            self._near.paint(painter, to_pixels, self.shown, is_gliding=self.is_gliding)
        painter.setWorldTransform(to_pixels)
        self.overlay.paint(painter, self.camera.zoom)
        if self.hasFocus() and self.keyboard.shows_ring:
            self._paint_focus(painter)
        painter.end()

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

    def _led(self) -> Box | None:
        """Where arrows are to be led well first."""
        return None if self.is_far else self.shown

    def _is_busy(self) -> bool:
        return self.pointer.tool is not None or self._pan is not None

    def _on_changed(self, change: Change) -> None:
        self._leading.after(change)
        self.viewport().update()

    def _on_looked_elsewhere(self) -> None:
        self.editor.close(keep=True)
        self.dismiss_bubble()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corner where it is; a design that was just opened is fitted once the size is known."""
        super().resizeEvent(event)
        if self.is_fit_due:
            self.fit_all()
        else:
            self.show_camera()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the size is real; until the first touch the design stays fitted."""
        super().showEvent(event)
        if self.is_fit_due:
            self.fit_all()

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.is_fit_due = False
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
        self._leading.soon(PAUSE_MS)
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
            self._leading.soon()
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

    # Connecting and naming

    def finish_connect(self, tool: ConnectTool) -> None:
        """Draw the arrow, ask which mechanism, explain a refusal, or offer services for an empty place."""
        match tool.outcome:
            case "made":
                tool.make()
            case "choose" if tool.offer is not None:
                self._connect_end.ask_mechanism(tool, tool.offer)
            case "refused" if tool.offer is not None:
                self._connect_end.explain(tool, tool.offer)
                self.refused.emit(tool.offer.sentence)
            case _ if tool.link is None:
                self.insert_wanted.emit(tool.end, tool)

    def dismiss_bubble(self) -> None:
        """Close the refusal, where one is open."""
        self._connect_end.dismiss()

    def edit_label(self, key: str) -> None:
        """Open the text field over a record's label."""
        if self.session.design.record(key) is not None:
            self.reveal(key)
            self._labels.edit(key)

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

    def _on_theme_changed(self) -> None:
        self._ground.forget()
        self.canvas.set_theme(self.appearance.theme)
        self._far.forget()

    def _on_document_replaced(self) -> None:
        self.pointer.cancel()
        self.dismiss_bubble()
        self.overlay.ports_at = ""
        self.is_fit_due = True
        self.fit_all()
        self._leading.begin_anew()


def keys_of(modifiers: Qt.KeyboardModifier) -> Keys:
    """Qt's modifiers as ours."""
    flag = Qt.KeyboardModifier
    return Keys(
        shift=bool(modifiers & flag.ShiftModifier),
        ctrl=bool(modifiers & flag.ControlModifier),
        alt=bool(modifiers & flag.AltModifier),
    )
