"""Level bars: what the chart of costs and the chart of limits have in common."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import pyqtgraph as pg

from explorer.drawing.text import elided, showable
from explorer.ui.panels.chart import FONT_SIZE, RIGHT_MARGIN, Chart, Spot, bar_fill, bar_pen
from explorer.ui.theme import Appearance

_LEAST_NAME, _LARGEST_NAME, _NAME_SHARE = 60.0, 250.0, 0.42
"""Points for the names at the left, and their share of the chart; longer ones are cut, and are whole in the tip."""
_LEAST_ROW, _LARGEST_ROW = 21.0, 30.0
_LABEL_GAP = 6.0


class Bar(NamedTuple):
    """A bar from zero to ``end``, in the numbers of the axis, with what is written beside it.

    ``role`` names its colour; an open one is drawn as an outline. ``low`` and ``high`` are its whiskers.
    """

    key: str
    name: str
    label: str
    tip: str
    end: float
    role: str = "accent"
    is_open: bool = False
    low: float | None = None
    high: float | None = None
    beside: tuple[str, ...] = ()
    """Further keys that it stands for."""

    @property
    def right(self) -> float:
        """Where its label begins."""
        return max(0.0, self.end, self.high or 0.0)


class BarChart(Chart):
    """Level bars, the first on top; as many as there is room for."""

    def __init__(self, appearance: Appearance, name: str, empty: str = "") -> None:
        self._bars: tuple[Bar, ...] = ()
        self._ticks: list[tuple[float, str]] = []
        self._marked: frozenset[str] = frozenset()
        super().__init__(appearance, name, empty)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars that are drawn."""
        return self._bars[: max(1, int(self._height() / _LEAST_ROW))]

    def show_bars(self, bars: Sequence[Bar], ticks: Sequence[tuple[float, str]]) -> None:
        """Show these, the first on top, over an axis with these ticks; what lies left of zero has passed a mark."""
        self._bars, self._ticks = tuple(bars), list(ticks)
        self.redraw()

    def mark(self, keys: Collection[str]) -> None:
        """Lay a band behind the bars of these keys, as behind what is selected."""
        if self._marked != frozenset(keys):
            self._marked = frozenset(keys)
            self.redraw()

    def draw(self) -> bool:
        """Names, lines at the ticks, bars, whiskers and labels."""
        bars = self.bars
        wide = self._name_width()
        names = [(-float(row), elided(showable(bar.name), wide, FONT_SIZE)) for row, bar in enumerate(bars)]
        self.plot.getAxis("left").setTicks([names])
        self.plot.getAxis("left").setWidth(wide + 14)
        end, per_point = self._set_range(bars)
        fitting = [(at, text) for at, text in self._ticks if at + self.width_of(text) * per_point / 2 <= end]
        self.plot.getAxis("bottom").setTicks([fitting])
        for row, bar in enumerate(bars):
            if not self._marked.isdisjoint((bar.key, *bar.beside)):
                self._draw_band(-float(row), end)
        for place, _ in fitting:
            self.line(place, role="border")
        for row, bar in enumerate(bars):
            self._draw_bar(bar, -float(row))
        self.line(0.0, role="muted")
        return bool(bars)

    def _draw_bar(self, bar: Bar, y: float) -> None:
        fill = bar_fill(self.color(bar.role), is_open=bar.is_open)
        pen = bar_pen(self.color(bar.role), is_open=bar.is_open)
        self.plot.addItem(pg.BarGraphItem(x0=[0.0], y=[y], height=0.56, width=[bar.end], brush=fill, pen=pen))
        if bar.low is not None and bar.high is not None and bar.low < bar.high:
            self._draw_whisker(bar.low, bar.high, y)
        self.write(bar.label, bar.right, y, anchor=(0.0, 0.5))

    def _draw_band(self, y: float, end: float) -> None:
        start = self.plot.getViewBox().viewRange()[0][0]
        soft = self.color("accent_soft")
        band = pg.BarGraphItem(
            x0=[start], y=[y], height=0.94, width=[end - start], brush=soft, pen=pg.mkPen(None)
        )
        self.plot.addItem(band)

    def _draw_whisker(self, low: float, high: float, y: float) -> None:
        pen = pg.mkPen(self.color("text"), width=1.2)
        self.plot.plot([low, high], [y, y], pen=pen)
        for end in (low, high):
            self.plot.plot([end, end], [y - 0.14, y + 0.14], pen=pen)

    def _set_range(self, bars: Sequence[Bar]) -> tuple[float, float]:
        """So that each row has a fair height, and each label its room to the right of its bar.

        Returns the end of the axis and how much of it a point is.
        """
        height = self._height()
        row = min(max(height / max(len(bars), 1), _LEAST_ROW), _LARGEST_ROW)
        self.plot.setYRange(0.5 - height / row, 0.5, padding=0)
        room = max(self.plot.width() - self._name_width() - 16.0 - RIGHT_MARGIN, 40.0)
        start = min([0.0, *(bar.end for bar in bars), *(place for place, _ in self._ticks)])
        ends = [
            (bar.right - start) * room / max(room - self.width_of(bar.label) - _LABEL_GAP, room / 8)
            for bar in bars
        ]
        span = max([1e-9, *ends])
        self.plot.setXRange(start - span * 0.01, start + span * 1.01, padding=0)
        return start + span * 1.01, span / room

    def _name_width(self) -> float:
        widest = max((self.width_of(bar.name) for bar in self.bars), default=0.0)
        room = float(self.plot.width()) * _NAME_SHARE
        return max(_LEAST_NAME, min(widest + 2.0, room, _LARGEST_NAME))

    def _height(self) -> float:
        """Points for the rows, without the axis below them."""
        return max(float(self.plot.height()) - 34.0, _LEAST_ROW)

    def spot(self, x: float, y: float) -> Spot | None:
        """The bar in that row."""
        del x  # a row is as wide as the chart
        row = round(-y)
        return Spot(self.bars[row].key, self.bars[row].tip) if 0 <= row < len(self.bars) else None
