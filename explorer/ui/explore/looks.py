"""Colours, fonts and small pictures of the graph, in the colours of a theme."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from explorer.drawing.shapes import mixed
from explorer.drawing.theme import Theme
from explorer.ui.explore.graph import CATEGORY_IDS, CLOSING, ENDED, FAMILY_IDS, OPEN
from explorer.ui.icons import TintedIcon, service_svg

SIZES = (0.72, 1.0, 1.3, 1.65)
"""How much larger the dot of a more important node is."""


def family_color(theme: Theme, family: int) -> str:
    """The colour of a family's arrows; ties that are no arrows are grey."""
    name = FAMILY_IDS[family]
    return theme.colors["faint"] if name == "relation" else theme.arrows[name].color  # type: ignore[index]


@lru_cache(maxsize=64)
def font(size_px: float, weight: int = 400) -> QFont:
    """The interface font at a size in pixels."""
    made = QFont()
    made.setPixelSize(round(size_px))
    made.setWeight(QFont.Weight(weight))
    return made


class DotSheet:
    """All dots of one zoom in one pixmap: a column per size and standing, a row per category."""

    def __init__(self, theme: Theme, radius_px: float) -> None:
        self.side = 2 * int(radius_px * SIZES[-1] + 2)
        columns = len(SIZES) * 3
        self.pixmap = QPixmap(self.side * columns, self.side * len(CATEGORY_IDS))
        self.pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, category in enumerate(CATEGORY_IDS):
            for column in range(columns):
                middle = QPointF((column + 0.5) * self.side, (row + 0.5) * self.side)
                size, standing = divmod(column, 3)
                self._dot(painter, theme, category, middle, radius_px * SIZES[size], standing)
        painter.end()

    @staticmethod
    def _dot(
        painter: QPainter, theme: Theme, category: str, middle: QPointF, radius: float, standing: int
    ) -> None:
        """Full for what is open, a ring for what is closing, a grey ring for what has ended."""
        color = theme.categories[category]
        canvas = theme.colors["canvas"]
        width = max(1.0, radius * 0.3)
        if standing == OPEN:
            painter.setPen(QPen(QColor(canvas), max(0.8, radius * 0.14)))
            painter.setBrush(QColor(color))
            painter.drawEllipse(middle, radius, radius)
            return
        line = color if standing == CLOSING else theme.colors["faint"]
        painter.setPen(QPen(QColor(line), width))
        painter.setBrush(QColor(mixed(canvas, line, 0.12)))
        painter.drawEllipse(middle, radius - width / 2, radius - width / 2)


@lru_cache(maxsize=48)
def dot_sheet(theme_name: str, radius_px: float) -> DotSheet:
    """The dots of a theme at a radius in pixels of the screen."""
    from explorer.drawing.theme import theme  # noqa: PLC0415 - themes are values without a hash; names have one

    return DotSheet(theme(theme_name), radius_px)


@lru_cache(maxsize=2048)
def chip(theme_name: str, service_id: str, category: str, standing: int, side: int, ratio: float) -> QPixmap:
    """A node seen from near: its icon on a tile, with a mark if it is closing or has ended."""
    from explorer.drawing.theme import theme  # noqa: PLC0415 - as above

    look = theme(theme_name)
    color = look.categories[category] if standing != ENDED else look.colors["faint"]
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(mixed(look.colors["surface"], color, 0.55)), 1.2))
    painter.setBrush(QColor(mixed(look.colors["surface"], color, 0.10 if standing == OPEN else 0.03)))
    tile = QRectF(2.0, 2.0, side - 4.0, side - 4.0)
    painter.drawRoundedRect(tile, side * 0.2, side * 0.2)
    glyph = round(side * 0.6)
    icon = QIcon(TintedIcon(service_svg(service_id, category), lambda _mode: color))
    icon.paint(painter, round((side - glyph) / 2), round((side - glyph) / 2), glyph, glyph)
    if standing != OPEN:
        _mark(painter, look, standing, QPointF(side - 5.5, 5.5))
    painter.end()
    return pixmap


def _mark(painter: QPainter, look: Theme, standing: int, at: QPointF) -> None:
    """A small sign in the corner: a bar for closing, a cross for ended."""
    painter.setPen(QPen(QColor(look.colors["canvas"]), 1.5))
    painter.setBrush(QColor(look.colors["warning" if standing == CLOSING else "error"]))
    painter.drawEllipse(at, 5.0, 5.0)
    painter.setPen(QPen(QColor(look.colors["canvas"]), 1.5))
    if standing == CLOSING:
        painter.drawLine(at + QPointF(-2.2, 0), at + QPointF(2.2, 0))
    else:
        painter.drawLine(at + QPointF(-1.7, -1.7), at + QPointF(1.7, 1.7))
        painter.drawLine(at + QPointF(-1.7, 1.7), at + QPointF(1.7, -1.7))
