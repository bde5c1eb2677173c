"""The chart of the flow panel: items a second over the hours of the busiest day, or of the whole week."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
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
        if self._hours is None:
            return ()
        return self._hours.rates if self._by_week else self._hours.rates[self._first : self._first + _DAY]

    def draw(self) -> bool:
        """Axes, steps, mean, peak and limit."""
        if self._hours is None:
            return False
        hours, rates = self._hours, self._rates
        near = [one for one in hours.limits if one.items_per_s <= hours.peak * _IN_SIGHT]
        top = max([hours.peak, *(one.items_per_s for one in near[:1])]) or 1.0
        self._set_axes(top, len(rates))
        fill = QColor(self.color("accent"))
        fill.setAlphaF(0.20)
        curve = pg.PlotCurveItem(
            np.arange(len(rates) + 1.0),
            np.array(rates),
            stepMode="center",
            fillLevel=0.0,
            brush=fill,
            pen=pg.mkPen(self.color("accent"), width=1.6),
        )
        self.plot.addItem(curve)
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

    def _draw_peak(self, hours: Hours) -> None:
        at = hours.busiest - self._first + 0.5
        dot = pg.ScatterPlotItem(
            [at], [hours.peak], size=7, brush=self.color("text"), pen=pg.mkPen(self.color("panel"), width=1.5)
        )
        self.plot.addItem(dot)
        is_late = at > len(self._rates) / 2
        self.write(f"peak {number(hours.peak)} ", at, hours.peak, anchor=(1.0 if is_late else 0.0, 1.0))

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
        return Spot("", tooltip(hour_words(hour), f"{number(self._rates[int(x)])} items/s"))


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
