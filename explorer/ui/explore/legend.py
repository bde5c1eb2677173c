"""The line under the graph that says what colours and rings mean."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.catalog.vocabulary import FAMILIES
from explorer.drawing.theme import Theme
from explorer.ui.explore.graph import FAMILY_IDS
from explorer.ui.explore.looks import family_color, font

HEIGHT = 28
TEXT_PX = 11


class Legend(QWidget):
    """Families of mechanisms by colour, and how open a service is by its ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(
            "A full dot is open to all, a coloured ring is closing, a grey ring has ended. "
            "Lines are coloured by family of mechanisms."
        )

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(600, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw signs and words from left to right, as far as there is room."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.colors["canvas"]))
        painter.setFont(font(TEXT_PX))
        x = 14.0
        for words, ring, color in (
            ("open", False, "text"),
            ("closing", True, "text"),
            ("ended", True, "faint"),
        ):
            x = self._ring(painter, x, words, QColor(self._theme.colors[color]), is_ring=ring)
        x += 14
        for number, name in enumerate(FAMILY_IDS[:-1]):
            x = self._line(painter, x, FAMILIES[name].lower(), QColor(family_color(self._theme, number)))  # type: ignore[index]
        painter.end()

    def _ring(self, painter: QPainter, x: float, words: str, color: QColor, *, is_ring: bool) -> float:
        painter.setPen(QPen(color, 1.6) if is_ring else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if is_ring else color)
        painter.drawEllipse(QPointF(x + 4, HEIGHT / 2), 3.6, 3.6)
        return self._words(painter, x + 13, words)

    def _line(self, painter: QPainter, x: float, words: str, color: QColor) -> float:
        painter.setPen(QPen(color, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, HEIGHT / 2), QPointF(x + 14, HEIGHT / 2))
        return self._words(painter, x + 20, words)

    def _words(self, painter: QPainter, x: float, words: str) -> float:
        width = QFontMetrics(font(TEXT_PX)).horizontalAdvance(words)
        if x + width > self.width() - 8:
            return float(self.width())
        painter.setPen(QColor(self._theme.colors["muted"]))
        painter.drawText(QPointF(x, HEIGHT / 2 + 4), words)
        return x + width + 14
