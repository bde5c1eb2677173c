"""The chart of the limits panel: a bar per limit, as long as the load may grow, in powers of ten."""

import math
from collections.abc import Sequence

from explorer.rules.capacity import Headroom
from explorer.rules.quotas import shown
from explorer.rules.words import percent, times
from explorer.ui.panels.bar_chart import Bar, BarChart
from explorer.ui.panels.chart import Entry
from explorer.ui.plain import tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import number

LEGEND = (Entry("fixed"), Entry("can be raised", is_open=True), Entry("passed already", role="error"))
_LEAST, _MOST = 1e-2, 1e6
"""Multiples outside of these are drawn as these: their numbers still say what they are."""


class CapacityChart(BarChart):
    """Bars from today's load, the first to break on top; to the left of it what is passed already.

    ``chosen`` carries the id of the node whose bar was clicked.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(
            appearance,
            "How far the load may grow, by limit",
            "Nothing here breaks as the load grows, or no load is stated yet.",
        )

    def show_limits(self, limits: Sequence[tuple[Headroom, str]]) -> None:
        """Show these limits with the names of their nodes, the first to break first."""
        places = [place_of(one.multiple or 0.0) for one, _ in limits]
        lowest, highest = math.floor(min(0.0, *places, 0.0)), math.ceil(max(1.0, *places, 1.0))
        self.show_bars([_bar(one, name) for one, name in limits], _ticks(lowest, highest))


def _bar(one: Headroom, name: str) -> Bar:
    place = place_of(one.multiple or 0.0)
    return Bar(
        key=one.node,
        beside=one.beside,
        name=f"{name}: {one.limit.name[:1].lower()}{one.limit.name[1:]}",
        label=_times(one.multiple or 0.0),
        tip=tip_of(one, name),
        end=place,
        role="accent" if place >= 0 else "error",
        is_open=one.limit.adjustable,
    )


def tip_of(one: Headroom, name: str) -> str:
    """What a limit is, how much of it is used, and who says so."""
    limit = one.limit
    return tooltip(
        f"{limit.name} at {name}",
        f"{one.title}: {shown(one.used.expected or 0.0, limit.unit)} of {shown(one.allowed, limit.unit)}"
        f" ({percent(one.share)})",
        f"Breaks at {times(one.multiple)} today's load"
        if one.multiple is not None
        else "Does not grow with the load",
        "AWS raises it on request" if limit.adjustable else "AWS does not raise it",
        f"Source: {limit.source}" if limit.source else "",
        f"As of {limit.as_of}" if limit.as_of else "",
    )


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
