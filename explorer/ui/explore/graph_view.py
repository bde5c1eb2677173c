"""The graph one can move in: pan, zoom, hover, select, walk by keys."""

from collections.abc import Callable
from math import exp2, log2

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from explorer.drawing.geometry import Box
from explorer.drawing.theme import Theme
from explorer.drawing.theme import theme as named_theme
from explorer.ui.canvas.camera import Camera
from explorer.ui.explore.graph import Floats, Mask
from explorer.ui.explore.looks import font
from explorer.ui.explore.picture import Picture
from explorer.ui.explore.star import Star

DRAG_PX = 4
NEAREST, FARTHEST = 3.2, 0.05
STEP = 1.25
FLY_ZOOM = 1.15
NONE = -1

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class GraphView(QWidget):
    """Shows a `Picture`. Nodes are numbers here; the page knows their ids."""

    selected = Signal(int)
    """The selection has changed; -1 for nothing."""

    activated = Signal(int)
    """A node was double-clicked."""

    detail_wanted = Signal(int)
    """Enter was pressed on the selected node."""

    def __init__(self) -> None:
        super().__init__()
        self.camera = Camera()
        self._theme = named_theme("light")
        self.picture: Picture | None = None
        self.selection = NONE
        self.hovered = NONE
        self._base: QImage | None = None
        self._base_key: tuple[object, ...] = ()
        self._version = 0
        self._star: Star | None = None
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_panning = False
        self._is_fitted = True
        self._shows_focus = False
        self._flight: QVariantAnimation | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 200)
        self.setAccessibleName("Catalog graph")

    def set_picture(self, picture: Picture) -> None:
        """Show another graph, all of it."""
        self.picture = picture
        self.selection = self.hovered = NONE
        self._changed()
        self.fit(at_once=True)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        if self.picture is not None:
            self.picture.theme = theme
        self._changed()

    def show_only(self, places: Floats, nodes: Mask, edges: Mask) -> None:
        """Show these nodes, at these places, and these edges."""
        if self.picture is None:
            return
        has_moved = places is not self.picture.places
        self.picture.show(nodes, edges, places)
        if self.selection != NONE and not nodes[self.selection]:
            self.select(NONE)
        self.hovered = NONE
        self._changed()
        if self._is_fitted or has_moved:
            self.fit(at_once=has_moved)

    def lit(self) -> frozenset[int]:
        """The lit nodes: the selected (else hovered) one and its neighbours; empty where nothing is lit."""
        return frozenset({self._star.node, *self._star.neighbours.tolist()}) if self._star else frozenset()

    def select(self, node: int) -> None:
        """Choose a node, or none."""
        if node != self.selection:
            self.selection = node
            self._light()
            self.selected.emit(node)

    def fit(self, *, at_once: bool = False) -> None:
        """Show all that is shown."""
        self._is_fitted = True
        if self.picture is None:
            return
        left, top, right, bottom = self.picture.box()
        goal = Camera()
        goal.fit(Box(left, top, right - left, bottom - top), (self.width(), self.height()))
        margin = min(self.width() / (right - left), self.height() / (bottom - top)) * 0.98
        goal.zoom = min(max(margin, FARTHEST), 1.1)
        goal.center_on(((left + right) / 2, (top + bottom) / 2), (self.width(), self.height()))
        self._fly(goal, at_once=at_once)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, the point under ``at`` (else the middle) staying there."""
        self._land()
        self._is_fitted = False
        at = at or QPointF(self.width() / 2, self.height() / 2)
        zoom = min(max(self.camera.zoom * factor, FARTHEST), NEAREST)
        self.camera.zoom_to(zoom, at=(at.x(), at.y()))
        self.update()

    def fly_to(self, node: int) -> None:
        """Bring a node to the middle, near enough to read the names around it."""
        if self.picture is None:
            return
        self._is_fitted = False
        goal = Camera()
        goal.zoom = max(self.camera.zoom, FLY_ZOOM)
        x, y = self.picture.places[node]
        goal.center_on((float(x), float(y)), (self.width(), self.height()))
        self._fly(goal)

    def node_at(self, pixel: QPointF) -> int:
        """The node under a pixel, or -1."""
        if self.picture is None:
            return NONE
        picture, zoom = self.picture, self.camera.zoom
        apart = picture.to_pixels(picture.places, self.camera) - np.array([pixel.x(), pixel.y()])
        distance = np.where(picture.nodes, (apart**2).sum(axis=1), np.inf)
        reach = max(picture.reach(zoom) * 1.5, 9.0)
        nearest = int(np.argmin(distance)) if len(distance) else NONE
        return nearest if nearest != NONE and distance[nearest] <= reach**2 else NONE

    def pixel_of(self, node: int) -> QPointF:
        """Where a node is painted."""
        assert self.picture is not None  # noqa: S101 - there are nodes only in a picture
        x, y = self.picture.places[node]
        return QPointF(*self.camera.to_pixel((float(x), float(y))))

    def neighbour_towards(self, direction: tuple[float, float]) -> int:
        """The shown node that comes next from the selection in a direction, or -1; from nothing, the middle."""
        picture = self.picture
        if picture is None or not picture.nodes.any():
            return NONE
        if self.selection == NONE:
            middle = self.camera.to_scene((self.width() / 2, self.height() / 2))
            apart = picture.places - np.array(middle)
            return int(np.argmin(np.where(picture.nodes, (apart**2).sum(axis=1), np.inf)))
        apart = picture.places - picture.places[self.selection]
        ahead = apart @ np.array(direction)
        aside = np.abs(apart @ np.array([-direction[1], direction[0]]))
        cost = np.where(picture.nodes & (ahead > 1) & (aside <= ahead * 1.2), ahead + 1.6 * aside, np.inf)
        best = int(np.argmin(cost))
        return best if np.isfinite(cost[best]) else NONE

    def _changed(self) -> None:
        self._version += 1
        self._light()

    def _light(self) -> None:
        node = self.selection if self.selection != NONE else self.hovered
        self._star = Star(self.picture, node) if self.picture is not None and node != NONE else None
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self.hovered != NONE else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def _fly(self, goal: Camera, *, at_once: bool = False) -> None:
        self._land()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        duration_ms = self.style().styleHint(hint, None, self)
        if at_once or not duration_ms or not self.isVisible():
            self.camera = goal
            self.update()
            return
        flight = QVariantAnimation(self)
        flight.setDuration(2 * duration_ms)
        flight.setStartValue(0.0)
        flight.setEndValue(1.0)
        flight.valueChanged.connect(self._path(self.camera, goal))
        self._flight = flight
        flight.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)

    def _path(self, start: Camera, goal: Camera) -> Callable[[float], None]:
        """The way of the camera: zoom by equal factors, the middle in step with it."""
        size = (self.width(), self.height())
        pixel = (size[0] / 2, size[1] / 2)
        (x1, y1), (x2, y2) = start.to_scene(pixel), goal.to_scene(pixel)
        zoom1, zoom2 = log2(start.zoom), log2(goal.zoom)

        def at(part: float) -> None:
            eased = part * part * (3 - 2 * part)
            camera = Camera()
            camera.zoom = exp2(zoom1 + (zoom2 - zoom1) * eased)
            camera.center_on((x1 + (x2 - x1) * eased, y1 + (y2 - y1) * eased), size)
            self.camera = camera
            self.update()

        return at

    def _land(self) -> None:
        if self._flight is not None:
            flight, self._flight = self._flight, None
            try:
                flight.stop()
            except RuntimeError:  # it had ended, and Qt has deleted it
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """The base as it was kept, or painted anew; over it what is lit."""
        del event
        if self.picture is None:
            self._paint_waiting()
            return
        ratio = self.devicePixelRatioF()
        key = (self.camera.zoom, self.camera.corner, self.size(), ratio, self._version)
        if self._base is None or key != self._base_key:
            self._base = self.picture.base(self.camera, self.size(), ratio)
            self._base_key = key
        painter = QPainter(self)
        painter.drawImage(0, 0, self._base)
        if self._star is not None:
            self._star.paint(painter, self.camera, self.size(), ratio, self.hovered)
        if self._shows_focus and self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colors["accent"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_waiting(self) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colors["canvas"]))
        painter.setFont(font(13))
        painter.setPen(QColor(self._theme.colors["muted"]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Arranging the catalog …")
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, if it came here by keyboard."""
        reasons = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self._shows_focus = event.reason() in reasons
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing everything, if that is what was shown; else keep the middle."""
        if self._is_fitted:
            self.fit(at_once=True)
        elif event.oldSize().isValid():
            grown = event.size() - event.oldSize()
            self.camera.pan(grown.width() / 2, grown.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a click or a drag."""
        self._pressed = self._last = event.position()
        self._is_panning = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture, or light what is under the pointer."""
        if self._pressed is None:
            self._hover(self.node_at(event.position()))
            return
        if not self._is_panning and (event.position() - self._pressed).manhattanLength() >= DRAG_PX:
            self._is_panning = True
            self._is_fitted = False
            self._land()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_panning:
            moved = event.position() - self._last
            self.camera.pan(moved.x(), moved.y())
            self._last = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects what is under it; on the ground, nothing."""
        was_panning, self._is_panning, self._pressed = self._is_panning, False, None
        if not was_panning and event.button() == Qt.MouseButton.LeftButton:
            self.select(self.node_at(event.position()))
        self._light()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a node uses it."""
        node = self.node_at(event.position())
        if node != NONE and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(node)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        del event
        self._hover(NONE)

    def _hover(self, node: int) -> None:
        if node != self.hovered:
            self.hovered = node
            self._light()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, move sideways."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._is_fitted = False
            self.camera.pan(float(turn.x() or turn.y()), 0.0)
            self.update()
        elif turn.y():
            self.zoom_by(STEP ** (turn.y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching zooms at the fingers."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, plus and minus zoom, Home fits, Enter asks for details, Escape clears."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_0}:
            self.fit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.selection != NONE:
            self.detail_wanted.emit(self.selection)
        elif key == Qt.Key.Key_Escape and self.selection != NONE:
            self.select(NONE)
        else:
            super().keyPressEvent(event)

    def _walk(self, direction: tuple[float, float]) -> None:
        node = self.neighbour_towards(direction)
        if node == NONE:
            return
        self.select(node)
        at = self.pixel_of(node)
        if not self.rect().adjusted(60, 60, -60, -60).contains(at.toPoint()):
            goal = Camera()
            goal.zoom = self.camera.zoom
            x, y = self.camera.to_scene((at.x(), at.y()))
            goal.center_on((x, y), (self.width(), self.height()))
            self._is_fitted = False
            self._fly(goal)

    def sizeHint(self) -> QSize:
        """Room for a picture."""
        return QSize(900, 700)
