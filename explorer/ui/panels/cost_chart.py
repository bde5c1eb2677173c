"""The chart of the cost panel: a bar per node, with whiskers from low to high."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from explorer.ui.panels.bar_chart import Bar, BarChart
from explorer.ui.plain import tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import money


class NodeCost(NamedTuple):
    """A node and its monthly USD."""

    node: str
    name: str
    low: float
    expected: float
    high: float
    at_least: bool = False
    """Whether something of it is not priced."""


class CostChart(BarChart):
    """The dearest on top. ``chosen`` carries the id of the node whose bar was clicked."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(
            appearance,
            "Cost by node",
            "Nothing here has a price yet. State what enters the design at its sources.",
        )

    def show_costs(self, costs: Sequence[NodeCost]) -> None:
        """Show these nodes."""
        highest = max((cost.high for cost in costs), default=0.0) or 1.0
        self.show_bars(
            [_bar(cost) for cost in costs],
            [(value, money(value).removesuffix(".00")) for value in ticks(highest)],
        )


def _bar(cost: NodeCost) -> Bar:
    words = money(cost.expected, at_least=cost.at_least)
    return Bar(
        key=cost.node,
        name=cost.name,
        label=words,
        tip=tooltip(cost.name, f"{words} per month", f"{money(cost.low)} to {money(cost.high)}"),
        end=cost.expected,
        low=cost.low,
        high=cost.high,
    )


def ticks(highest: float) -> list[float]:
    """Zero and up to four round numbers not above the highest."""
    size = 10.0 ** math.floor(math.log10(highest / 2))
    step = next(step * size for step in (1.0, 2.0, 5.0, 10.0) if highest / (step * size) <= 4)
    return [step * index for index in range(int(highest / step) + 1)]
