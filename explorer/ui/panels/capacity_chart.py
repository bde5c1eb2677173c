"""The chart of the limits panel: a bar per limit, as long as the load may grow, in powers of ten."""

import math

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.drawing.text import elided
from explorer.ui.theme import Appearance
from explorer.ui.words import number

Bar = tuple[str, str, float]
"""Node id, name, and the multiple of today's load."""

_NAME_WIDTH = 104
_LEAST, _MOST = 1e-2, 1e6
"""Multiples outside of these are drawn as these: their numbers still say what they are."""


class CapacityChart(QWidget):
    """Horizontal bars from today's load, the first to break on top; to the left of it what is passed already.

    ``chosen`` carries the id of the node whose bar was clicked.
    """

    chosen = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._bars: list[Bar] = []
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setAntialiasing(True)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setAccessibleName("How far the load may grow, by limit")
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self.plot)
        self.setMinimumWidth(240)
        self.set_theme()

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these limits."""
        self._bars = bars
        self._draw()

    def set_theme(self) -> None:
        """Take the colours of the theme."""
        self.plot.setBackground(self._appearance.color("panel"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setTextPen(self._appearance.color("muted"))
            axis.setPen(self._appearance.color("border"))
            axis.setTickFont(_font())
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        self._draw()

    def _draw(self) -> None:
        self.plot.clear()
        count = len(self._bars)
        places = [float(count - index) for index in range(count)]
        logs = [place_of(bar[2]) for bar in self._bars]
        fills = [QColor(self._appearance.color("accent" if log >= 0 else "error")) for log in logs]
        self.plot.addItem(
            pg.BarGraphItem(
                x0=[0.0] * count, y=places, height=0.56, width=logs, brushes=fills, pen=pg.mkPen(None)
            )
        )
        self.plot.addItem(pg.InfiniteLine(0.0, pen=pg.mkPen(self._appearance.color("text"), width=1)))
        for log, place, bar in zip(logs, places, self._bars, strict=True):
            label = pg.TextItem(_times(bar[2]), color=self._appearance.color("text"), anchor=(0.0, 0.5))
            label.setFont(_font())
            label.setPos(max(log, 0.0), place)
            self.plot.addItem(label)
        names = [
            (place, elided(bar[1], _NAME_WIDTH, 11)) for place, bar in zip(places, self._bars, strict=True)
        ]
        self.plot.getAxis("left").setTicks([names])
        self.plot.getAxis("left").setWidth(_NAME_WIDTH + 16)
        lowest, highest = (
            min(0, math.floor(min(logs, default=0.0))),
            max(1, math.ceil(max(logs, default=0.0))),
        )
        self.plot.getAxis("bottom").setTicks([_ticks(lowest, highest)])
        self.plot.setYRange(0.4, max(count, 4) + 0.6 if count else 1.0, padding=0)
        self.plot.setXRange(lowest - 0.05, highest + 0.5 * (highest - lowest), padding=0)

    def _on_clicked(self, event: object) -> None:
        at = self.plot.getPlotItem().vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph's own event
        index = len(self._bars) - round(at.y())
        if 0 <= index < len(self._bars):
            self.chosen.emit(self._bars[index][0])


def place_of(multiple: float) -> float:
    """Where a multiple is along the axis: 0 is today's load, 1 ten times that."""
    return math.log10(min(max(multiple, _LEAST), _MOST))


def _ticks(lowest: int, highest: int) -> list[tuple[float, str]]:
    """Powers of ten, today's load by its name; every other one where there are many."""
    step = 1 if highest - lowest <= 4 else 2
    powers = [power for power in range(lowest, highest + 1) if power % step == 0]
    return [(float(power), "today" if power == 0 else _times(10.0**power)) for power in powers]


def _times(multiple: float) -> str:
    return f"\N{MULTIPLICATION SIGN}{number(multiple)}"


def _font() -> QFont:
    font = QFont("Inter")
    font.setPixelSize(11)
    return font
