"""The chart of the flow panel: items a second over the hours of the busiest day, or of the whole week."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from explorer.app.rates import RateLimit
from explorer.ui.panels.chart import Chart, Spot
from explorer.ui.panels.cost_chart import ticks
from explorer.ui.plain import tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import number

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = 24
_HEADROOM = 1.22
"""How far the axis reaches above all there is, for the words."""
_IN_SIGHT = 2.5
"""A limit further off than this many times the peak would flatten the day; it is told in words alone."""


class Hours(NamedTuple):
    """A week's 168 hourly rates, and what is told of them."""

    rates: tuple[float, ...]
    limits: tuple[RateLimit, ...] = ()
    low: tuple[float, ...] | None = None
    high: tuple[float, ...] | None = None
    """The same by the low and by the high numbers, where they were worked out and differ."""

    @property
    def peak(self) -> float:
        """The busiest hour's rate."""
        return max(self.rates)

    @property
    def mean(self) -> float:
        """The mean of the week."""
        return sum(self.rates) / len(self.rates)

    @property
    def busiest(self) -> int:
        """The busiest hour, counted from Monday 00:00."""
        return self.rates.index(self.peak)


class DayChart(Chart):
    """Steps, an hour each, with the mean, the peak and the limit in sight."""

    def __init__(self, appearance: Appearance) -> None:
        self._hours: Hours | None = None
        self._by_week = False
        self.help = QToolButton()
        self.help.setText("Choose when it comes")
        self.help.setProperty("role", "button")
        super().__init__(appearance, "Items a second over the hours", button=self.help)

    def show_hours(self, hours: Hours | None, *, by_week: bool) -> None:
        """Show these; None: there is nothing to show, and `empty` says why."""
        self._hours, self._by_week = hours, by_week
        self.redraw()

    @property
    def _first(self) -> int:
        """The hour of the week at the left."""
        return 0 if self._by_week or self._hours is None else self._hours.busiest // _DAY * _DAY

    @property
    def _rates(self) -> tuple[float, ...]:
        return self._seen(self._hours.rates) if self._hours else ()

    def _seen(self, rates: tuple[float, ...]) -> tuple[float, ...]:
        """The hours that are shown."""
        return rates if self._by_week else rates[self._first : self._first + _DAY]

    def draw(self) -> bool:
        """Axes, steps, mean, peak and limit."""
        if self._hours is None:
            return False
        hours, rates = self._hours, self._rates
        near = [one for one in hours.limits if one.items_per_s <= hours.peak * _IN_SIGHT]
        bounds = [one for one in (hours.low, hours.high) if one and max(one) <= hours.peak * _IN_SIGHT]
        top = max([hours.peak, *(one.items_per_s for one in near[:1]), *map(max, bounds)]) or 1.0
        self._set_axes(top, len(rates))
        for bound in bounds:
            self._draw_steps(self._seen(bound), is_bound=True)
        self._draw_steps(rates)
        self.line(hours.mean, role="muted", is_level=True, is_dashed=True)
        if self._by_week:  # there is no quiet place along the line
            self.write(
                f"dashed: mean {number(hours.mean)}", 0.0, top * _HEADROOM, role="muted", anchor=(0.0, 0.0)
            )
        else:
            self.write(f"mean {number(hours.mean)}", 0.0, hours.mean, role="muted", anchor=(0.0, 1.0))
        self._draw_peak(hours)
        for one in near[:1]:
            self._draw_limit(one, len(rates))
        return True

    def _draw_steps(self, rates: tuple[float, ...], *, is_bound: bool = False) -> None:
        """An hour a step: filled, or a thin line for what it may be at least or at most."""
        color, fill = self.color("accent"), self.color("accent")
        fill.setAlphaF(0.20)
        color.setAlphaF(0.55 if is_bound else 1.0)
        look = {} if is_bound else {"fillLevel": 0.0, "brush": fill}
        pen = pg.mkPen(color, width=1.0 if is_bound else 1.6)
        hours = np.arange(len(rates) + 1.0)
        self.plot.addItem(pg.PlotCurveItem(hours, np.array(rates), stepMode="center", pen=pen, **look))

    def _draw_peak(self, hours: Hours) -> None:
        at = hours.busiest - self._first + 0.5
        dot = pg.ScatterPlotItem(
            [at], [hours.peak], size=7, brush=self.color("text"), pen=pg.mkPen(self.color("panel"), width=1.5)
        )
        self.plot.addItem(dot)
        has_room = at > len(self._rates) * 0.3  # what comes before a peak is lower than what comes after it
        self.write(f"peak {number(hours.peak)} ", at, hours.peak, anchor=(1.0 if has_room else 0.0, 1.0))

    def _draw_limit(self, one: RateLimit, length: int) -> None:
        pen = pg.mkPen(self.color("error"), width=1.4, style=Qt.PenStyle.SolidLine)
        self.plot.addItem(pg.InfiniteLine(one.items_per_s, angle=0, pen=pen))
        words = f"limit {number(one.items_per_s)}: {one.limit.name}"
        self.write(words, length, one.items_per_s, role="error", anchor=(1.0, 1.0))

    def _set_axes(self, top: float, length: int) -> None:
        marks = [(value, number(value)) for value in ticks(top)]
        self.plot.getAxis("left").setTicks([marks])
        self.plot.getAxis("left").setWidth(max(self.width_of(words) for _, words in marks) + 14)
        self.plot.getAxis("bottom").setTicks([self._times()])
        for value, _ in marks:
            self.line(value, role="border", is_level=True)
        if self._by_week:
            for day in range(1, len(DAYS)):
                self.line(float(day * _DAY), role="border")
        self.plot.setXRange(0, length, padding=0.012)
        self.plot.setYRange(0, top * _HEADROOM, padding=0)

    def _times(self) -> list[tuple[float, str]]:
        if self._by_week:
            return [((index + 0.5) * _DAY, day[:3]) for index, day in enumerate(DAYS)]
        return [(float(hour), f"{hour:02}:00") for hour in range(0, _DAY + 1, 6)]

    def spot(self, x: float, y: float) -> Spot | None:
        """The hour there."""
        del y  # an hour is as high as the chart
        if not 0 <= x < len(self._rates):
            return None
        hour = self._first + int(x)
        return Spot(
            "", tooltip(hour_words(hour), f"{number(self._rates[int(x)])} items/s", self._range_at(hour))
        )

    def _range_at(self, hour: int) -> str:
        """Low to high of an hour of the week."""
        low, high = (self._hours.low, self._hours.high) if self._hours else (None, None)
        return f"{number(low[hour])} to {number(high[hour])}" if low and high else ""


def hour_words(hour: int) -> str:
    """``Tuesday 14:00 to 15:00``, by the hour of the week."""
    return f"{DAYS[hour // _DAY]} {hour % _DAY:02}:00 to {hour % _DAY + 1:02}:00"


def told(hours: Hours) -> Sequence[str]:
    """The chart in words: peak, mean, and how far off the first limit is."""
    limits = [f"limit at {number(one.items_per_s)}/s ({one.limit.name})" for one in hours.limits[:1]]
    return [
        f"{DAYS[hours.busiest // _DAY][:3]} {hours.busiest % _DAY:02}:00: {number(hours.peak)}/s",
        f"mean {number(hours.mean)}/s",
        *limits,
    ]
