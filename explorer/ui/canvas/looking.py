"""A view that is panned and zoomed: the camera, and the wheel, fingers and keys that move it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from explorer.drawing.geometry import Box, Point
from explorer.ui.canvas.camera import Camera

_ZOOM_STEP = 1.2
_PAUSE_MS = 120
"""When the zoom has rested for so long, it no longer glides."""
_MARGIN = 12.0


class LookingView(QAbstractScrollArea):
    """Looks at a plane through its camera.

    ``zoomed`` is emitted with a new zoom, ``looked_elsewhere`` after any movement but dragging.
    """

    zoomed = Signal(float)
    looked_elsewhere = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera()
        self.is_fit_due = False
        """Whether the next size fits the picture: it was just opened, and nobody has moved it."""
        self._zoom_shown = 1.0
        self._gliding = QTimer(self)
        self._gliding.setSingleShot(True)
        self._gliding.timeout.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    @property
    def is_gliding(self) -> bool:
        """Whether the zoom follows a wheel or fingers just now."""
        return self._gliding.isActive()

    @property
    def shown(self) -> Box:
        """What is in view, in scene points."""
        return self.camera.shown(self.size_in_pixels)

    @property
    def size_in_pixels(self) -> Point:
        """Width and height of the viewport."""
        return (float(self.viewport().width()), float(self.viewport().height()))

    def show_camera(self) -> None:
        """Bring the view to where the camera looks."""
        zoom = self.camera.zoom
        self.viewport().update()
        if zoom != self._zoom_shown:
            self._zoom_shown = zoom
            self.zoomed.emit(zoom)

    def to_pixels(self) -> QTransform:
        """From scene points to the viewport's pixels, as painted: the picture moves by whole pixels."""
        (x, y), zoom = self.camera.corner, self.camera.zoom
        return QTransform(zoom, 0, 0, zoom, -round(x * zoom), -round(y * zoom))

    def pixel_of(self, at: Point) -> QPoint:
        """The viewport's pixel at a scene point."""
        x, y = self.camera.to_pixel(at)
        return QPoint(round(x), round(y))

    def middle(self) -> Point:
        """The scene point in the middle of the view."""
        width, height = self.size_in_pixels
        return self.camera.to_scene((width / 2, height / 2))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or further, the point under ``at`` (by default the middle) staying where it is."""
        self.zoom_to(self.camera.zoom * factor, at)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """A zoom of so many pixels per point."""
        pixel = at if at is not None else QPointF(self.viewport().rect().center())
        self.is_fit_due = False
        self.camera.zoom_to(zoom, at=(pixel.x(), pixel.y()))
        self.moved()

    def fit(self, box: Box) -> None:
        """Show the whole box."""
        self.camera.fit(box.grown(_MARGIN), self.size_in_pixels)
        self.moved()

    def center_on(self, at: Point) -> None:
        """Bring a scene point to the middle."""
        self.camera.center_on(at, self.size_in_pixels)
        self.moved()

    def moved(self) -> None:
        """Show where the camera looks now, and tell of it."""
        self.looked_elsewhere.emit()
        self.show_camera()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom at the cursor; with Shift sideways."""
        self.is_fit_due = False
        event.accept()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = pixels.y() / 100 if not pixels.isNull() else angle.y() / 120
            self._glide(_ZOOM_STEP**turn, event.position())
            return
        dx, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() / 2, angle.y() / 2)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0
        self.camera.pan(dx, dy)
        self.moved()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinches zoom at their middle."""
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._glide(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self._glide(pinch.scaleFactor(), QPointF(at))
                return True
        return super().viewportEvent(event)

    def _glide(self, factor: float, at: QPointF) -> None:
        self._gliding.start(_PAUSE_MS)
        self.zoom_by(factor, at)
