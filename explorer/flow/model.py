"""What the flow comes to: plain values with units in their names. Unknown is None."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from explorer.catalog.model import Quantity

HOURS_PER_MONTH = 730.0
DAYS_PER_MONTH = HOURS_PER_MONTH / 24
SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600

MEASURES = ("items", "gb", "seconds", "characters", "pages", "stock_gb", "peak_per_s")
"""What is known of a stream, per month: items, GB, seconds of sound or video, characters, pages; GB kept; and
items per second in the busiest hour."""


class Spread(NamedTuple):
    """A number as low, expected and high; each may be None: not known."""

    low: float | None
    expected: float | None
    high: float | None

    @property
    def is_known(self) -> bool:
        """Whether all three are numbers."""
        return None not in self


NOTHING_KNOWN = Spread(None, None, None)


class Load(Struct, frozen=True):
    """One stream: its measures as spreads, in the units of `MEASURES`."""

    items: Spread
    gb: Spread
    seconds: Spread
    characters: Spread
    pages: Spread
    stock_gb: Spread
    peak_per_s: Spread

    @property
    def mean_per_s(self) -> Spread:
        """Items per second over the whole month."""
        return Spread(*(None if value is None else value / SECONDS_PER_MONTH for value in self.items))


class NodeFlow(Struct, frozen=True):
    """What reaches a node, by stream name, and the quantities that follow, by id.

    ``definitions`` are the catalog's words for the quantities: title and unit.
    """

    inputs: Mapping[str, Load]
    quantities: Mapping[str, Spread]
    definitions: Mapping[str, Quantity]

    def quantity(self, quantity_id: str) -> float | None:
        """The expected value; None where it is not known or not defined."""
        return self.quantities.get(quantity_id, NOTHING_KNOWN).expected


class FlowResult(Struct, frozen=True):
    """The flow of a whole design. ``connections``: what passes along each, by stream name.

    ``diverging`` are the nodes of a cycle in which the load grows with each round, so that no number holds.
    """

    nodes: Mapping[str, NodeFlow]
    connections: Mapping[str, Mapping[str, Load]]
    diverging: tuple[str, ...] = ()
