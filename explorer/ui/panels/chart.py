"""What all charts share: a plot that looks like the window, tells what is under the pointer, or what it lacks.

A chart repeats what the table beside it says, so the keyboard's way to the same facts is that table.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QToolTip, QVBoxLayout, QWidget

from explorer.ui.plain import EmptyState, PlainLabel
from explorer.ui.theme import Appearance

FONT_SIZE = 11
RIGHT_MARGIN = 14
"""Points beside the axis, so that its last mark is written in full."""
_SWATCH = 14, 10


class Spot(NamedTuple):
    """What there is at a place of a chart: the key of what it stands for, and its tip."""

    key: str
    tip: str


class Chart(QWidget):
    """A plot that is not zoomed or dragged: it tells on hovering, and a click is `chosen` by its spot's key."""

    chosen = Signal(str)

    def __init__(
        self, appearance: Appearance, name: str, empty: str = "", button: QToolButton | None = None
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.getPlotItem().setContentsMargins(0, 0, RIGHT_MARGIN, 0)
        self.plot.setAntialiasing(True)
        for widget in (self.plot, self.plot.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setAccessibleName(name)
        self.plot.viewport().installEventFilter(self)
        self.empty = EmptyState("", empty, button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self._stack)
        self.setAccessibleName(name)
        self.setMinimumWidth(260)
        appearance.changed.connect(lambda _theme: self.set_theme())
        self.set_theme()

    def set_theme(self) -> None:
        """Take the colours of the theme."""
        self.plot.setBackground(self.color("panel"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setTextPen(self.color("muted"))
            axis.setPen(self.color("border"))
            axis.setTickFont(self.chart_font())
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew, or say why there is nothing."""
        self.plot.clear()
        has_any = self.draw()
        self._stack.setCurrentWidget(self.plot if has_any else self.empty)

    def draw(self) -> bool:
        """Put everything into the cleared plot; False where there is nothing to show."""
        raise NotImplementedError

    def spot(self, x: float, y: float) -> Spot | None:
        """What is at a place, in the numbers of the axes."""
        raise NotImplementedError

    def color(self, role: str) -> QColor:
        """A colour of the theme."""
        return self._appearance.color(role)

    def chart_font(self) -> QFont:
        """The window's font in the size for charts."""
        font = QFont(self.font())
        font.setPixelSize(FONT_SIZE)
        return font

    def width_of(self, text: str) -> float:
        """How many points the text takes."""
        return QFontMetricsF(self.chart_font()).horizontalAdvance(text)

    def write(
        self, text: str, x: float, y: float, *, role: str = "text", anchor: tuple[float, float]
    ) -> None:
        """Text at a place; ``anchor`` is the part of the text that lies there, (0, 0) being its upper left."""
        label = pg.TextItem(text, color=self.color(role), anchor=anchor)
        label.setFont(self.chart_font())
        label.setPos(x, y)
        self.plot.addItem(label)

    def line(self, at: float, *, role: str, is_level: bool = False, is_dashed: bool = False) -> None:
        """A thin line through the whole plot, upright or level."""
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        pen = pg.mkPen(self.color(role), width=1, style=style)
        self.plot.addItem(pg.InfiniteLine(at, angle=0 if is_level else 90, pen=pen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tips, clicks and the size of the plot."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.tip if found else "", self.plot)
            return True
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            found = self._spot_at(event.position())
            hand = found is not None and found.key
            self.plot.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            )
        elif kind == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            found = self._spot_at(event.position())
            if found is not None and found.key and event.button() == Qt.MouseButton.LeftButton:
                self.chosen.emit(found.key)
        elif kind == QEvent.Type.Resize:
            self.redraw()
        return super().eventFilter(watched, event)

    def _spot_at(self, pixel: QPointF) -> Spot | None:
        box = self.plot.getPlotItem().vb
        at = self.plot.mapToScene(pixel.toPoint())
        if not box.sceneBoundingRect().contains(at):
            return None
        place = box.mapSceneToView(at)
        return self.spot(place.x(), place.y())


class Entry(NamedTuple):
    """A line of a legend: what a look means. ``role`` names the colour; an open one is an outline."""

    text: str
    role: str = "accent"
    is_open: bool = False


class Legend(QWidget):
    """What the looks in a chart mean, side by side."""

    def __init__(self, appearance: Appearance, entries: Sequence[Entry]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 0)
        layout.setSpacing(6)
        layout.addStretch(1)
        for entry in entries:
            layout.addWidget(_Swatch(appearance, entry))
            layout.addWidget(PlainLabel(entry.text, role="muted"))
            layout.addSpacing(8)


class _Swatch(QWidget):
    def __init__(self, appearance: Appearance, entry: Entry) -> None:
        super().__init__()
        self._appearance = appearance
        self._entry = entry
        self.setFixedSize(*_SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small box in the look of a bar."""
        del event
        painter = QPainter(self)
        painter.setPen(bar_pen(self._appearance.color(self._entry.role), is_open=self._entry.is_open))
        painter.setBrush(bar_fill(self._appearance.color(self._entry.role), is_open=self._entry.is_open))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


def bar_fill(color: QColor, *, is_open: bool) -> QColor:
    """What a bar is filled with: its colour, or a breath of it."""
    fill = QColor(color)
    fill.setAlphaF(0.16 if is_open else 1.0)
    return fill


def bar_pen(color: QColor, *, is_open: bool) -> QPen:
    """The outline of a bar: dashes, or none. As wide at any scale."""
    pen = QPen(color, 1.4, Qt.PenStyle.DashLine if is_open else Qt.PenStyle.NoPen)
    pen.setCosmetic(True)
    return pen
