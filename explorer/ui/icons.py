"""Icons from ``resources/icons``, tinted with a theme colour and drawn as vectors at any pixel ratio."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from explorer.data import data_folder
from explorer.drawing.shapes import Glyph, Icon
from explorer.ui.canvas.paint import Prepared


@cache
def svg_text(folder: str, name: str) -> str:
    """The SVG of ``resources/icons/<folder>/<name>.svg``; empty where there is none."""
    path = data_folder("resources") / "icons" / folder / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def service_svg(service_id: str, category: str) -> str:
    """The icon of a service, else that of its category."""
    return svg_text("services", service_id) or svg_text("services", f"_{category}")


@cache
def _renderer(svg: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg.replace("currentColor", color).encode()))


class TintedIcon(QIconEngine):
    """Paints an SVG in the colour that ``color(mode)`` names at the time of painting."""

    def __init__(self, svg: str, color: Callable[[QIcon.Mode], str]) -> None:
        super().__init__()
        self._svg = svg
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon, square and centred in the rectangle."""
        del state
        side = min(rect.width(), rect.height())
        box = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._svg, self._color(mode)).render(painter, box)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as pixels at a ratio of one."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The icon as pixels of a screen with this pixel ratio."""
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """An equal engine."""
        return TintedIcon(self._svg, self._color)


class ServiceIcon(TintedIcon):
    """The icon that ``first`` gives at the time of painting; ours where it gives none."""

    def __init__(
        self, svg: str, color: Callable[[QIcon.Mode], str], first: Callable[[], Icon | None]
    ) -> None:
        super().__init__(svg, color)
        self._parts = (svg, color, first)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon, square and centred in the rectangle."""
        _, color, first = self._parts
        found = first()
        if found is None:
            super().paint(painter, rect, mode, state)
            return
        side = min(rect.width(), rect.height())
        x, y = rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Prepared((Glyph(x=x, y=y, size=side, icon=found, color=color(mode)),)).paint(painter)
        painter.restore()

    def clone(self) -> QIconEngine:
        """An equal engine."""
        return ServiceIcon(*self._parts)
