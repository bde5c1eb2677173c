"""The ground of the canvas with its dots."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform

from explorer.ui.theme import Appearance

_GRID, _DOTS_ZOOM = 24.0, 0.5
_FAR_APART = 2.0
"""From this zoom on there are twice as many dots."""


class GroundPainter:
    """Keeps a dot with the ground around it, which is repeated."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._tile = QPixmap()

    def forget(self) -> None:
        """The colours have changed."""
        self._tile = QPixmap()

    def paint(self, painter: QPainter, rect: QRect, to_pixels: QTransform) -> None:
        """Fill that part of the view. The painter is in pixels."""
        zoom = to_pixels.m11()
        if zoom >= _DOTS_ZOOM:
            painter.setBrushOrigin(QPointF(to_pixels.dx(), to_pixels.dy()))
            painter.fillRect(rect, self._dotted(zoom, painter.device().devicePixelRatio()))
        else:
            painter.fillRect(rect, self._appearance.color("canvas"))

    def _dotted(self, zoom: float, ratio: float) -> QPixmap:
        side = round(_GRID * zoom * (1 if zoom < _FAR_APART else 0.5))
        if self._tile.width() != round(side * ratio):
            self._tile = QPixmap(round(side * ratio), round(side * ratio))
            self._tile.setDevicePixelRatio(ratio)
            self._tile.fill(self._appearance.color("canvas"))
            painter = QPainter(self._tile)
            painter.fillRect(QRectF(0, 0, 1.5, 1.5), self._appearance.color("border"))
            painter.end()
        return self._tile
