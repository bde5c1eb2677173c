"""The chart of the cost panel: a bar per node, with whiskers from low to high."""

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.drawing.text import elided
from explorer.ui.theme import Appearance
from explorer.ui.words import money

Bar = tuple[str, str, float, float, float]
"""Node id, name, and low, expected, high in USD."""

_NAME_WIDTH = 130


class CostChart(QWidget):
    """Horizontal bars, the dearest on top. ``chosen`` carries the id of the node whose bar was clicked."""

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
        self.plot.setAccessibleName("Cost by node")
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self.plot)
        self.setMinimumWidth(260)
        self.set_theme()

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these nodes."""
        self._bars = bars
        self._draw()

    def set_theme(self) -> None:
        """Take the colours of the theme."""
        self.plot.setBackground(self._appearance.color("panel"))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setTextPen(self._appearance.color("muted"))
            axis.setPen(self._appearance.color("border"))
            font = QFont("Inter")
            font.setPixelSize(11)
            axis.setTickFont(font)
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        self._draw()

    def _draw(self) -> None:
        self.plot.clear()
        count = len(self._bars)
        places = [float(count - index) for index in range(count)]
        values = [bar[3] for bar in self._bars]
        fill = QColor(self._appearance.color("accent"))
        self.plot.addItem(
            pg.BarGraphItem(
                x0=[0.0] * count, y=places, height=0.56, width=values, brush=fill, pen=pg.mkPen(None)
            )
        )
        whisker = pg.mkPen(self._appearance.color("text"), width=1.4)
        self.plot.addItem(
            pg.ErrorBarItem(
                x=_array(values),
                y=_array(places),
                left=_array([bar[3] - bar[2] for bar in self._bars]),
                right=_array([bar[4] - bar[3] for bar in self._bars]),
                beam=0.2,
                pen=whisker,
            )
        )
        names = [
            (place, elided(bar[1], _NAME_WIDTH, 11)) for place, bar in zip(places, self._bars, strict=True)
        ]
        self.plot.getAxis("left").setTicks([names])
        self.plot.getAxis("left").setWidth(_NAME_WIDTH + 16)
        highest = max((bar[4] for bar in self._bars), default=1.0) or 1.0
        self.plot.getAxis("bottom").setTicks(
            [[(value, money(value).removesuffix(".00")) for value in ticks(highest)]]
        )
        self.plot.setYRange(0.4, count + 0.6, padding=0)
        self.plot.setXRange(0, highest * 1.12, padding=0)

    def _on_clicked(self, event: object) -> None:
        at = self.plot.getPlotItem().vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]  # pyqtgraph's own event
        index = len(self._bars) - round(at.y())
        if 0 <= index < len(self._bars):
            self.chosen.emit(self._bars[index][0])


def ticks(highest: float) -> list[float]:
    """Zero and up to four round numbers not above the highest."""
    size = 10.0 ** math.floor(math.log10(highest / 2))
    step = next(step * size for step in (1.0, 2.0, 5.0, 10.0) if highest / (step * size) <= 4)
    return [step * index for index in range(int(highest / step) + 1)]


def _array(values: list[float]) -> npt.NDArray[np.float64]:
    return np.array(values, dtype=float)
