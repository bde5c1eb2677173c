"""Names as small pictures with a halo, laid out once and then only copied."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from explorer.ui.explore.looks import font

SIDE_PX = 3
_HALO = ((-1.2, 0.0), (1.2, 0.0), (0.0, -1.2), (0.0, 1.2), (-0.9, -0.9), (0.9, 0.9), (0.9, -0.9), (-0.9, 0.9))
_LONGEST = 22


@lru_cache(maxsize=8192)
def lines_of(name: str) -> tuple[str, ...]:
    """A name on one line, or on two of similar length where it is long."""
    words = name.split()
    if len(name) <= 13 or len(words) == 1:
        return (shortened(name),)
    cut = min(range(1, len(words)), key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return (shortened(" ".join(words[:cut])), shortened(" ".join(words[cut:])))


def shortened(text: str) -> str:
    """The text, its end replaced by an ellipsis where it is too long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


@lru_cache(maxsize=8192)
def size_of(lines: tuple[str, ...], size_px: float, weight: int) -> tuple[int, int]:
    """Width and height of lines of text with their halo, pixels."""
    metrics = QFontMetricsF(font(size_px, weight))
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return int(width) + 1 + 2 * SIDE_PX, int((metrics.height() - 1) * len(lines)) + 3


@lru_cache(maxsize=1400)
def label(
    lines: tuple[str, ...], size_px: float, weight: int, color: str, halo: str, ratio: float
) -> QPixmap:
    """Centred lines of text, with a soft edge in the colour of the ground that keeps them legible on lines."""
    width, height = size_of(lines, size_px, weight)
    pixmap = QPixmap(QSize(width, height) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    made = font(size_px, weight)
    metrics = QFontMetricsF(made)
    painter = QPainter(pixmap)
    painter.setFont(made)
    texts = [_laid_out(line, size_px, weight) for line in lines]
    places = [
        QPointF(round((width - metrics.horizontalAdvance(line)) / 2), 1 + at * (metrics.height() - 1))
        for at, line in enumerate(lines)
    ]
    edge = QColor(halo)
    edge.setAlpha(150)
    painter.setPen(edge)
    for text, place in zip(texts, places, strict=True):
        for dx, dy in _HALO:
            painter.drawStaticText(place + QPointF(dx, dy), text)
    painter.setPen(QColor(color))
    for text, place in zip(texts, places, strict=True):
        painter.drawStaticText(place, text)
    painter.end()
    return pixmap


def _laid_out(line: str, size_px: float, weight: int) -> QStaticText:
    text = QStaticText(line)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(QTransform(), font(size_px, weight))
    return text
