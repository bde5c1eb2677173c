"""What the flow comes to: plain values with units in their names. Unknown is None."""

from collections.abc import Iterator, Mapping
from math import isnan, nan
from typing import Any, NamedTuple

from explorer.catalog.model import Quantity

HOURS_PER_MONTH = 730.0
DAYS_PER_MONTH = HOURS_PER_MONTH / 24
SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600

MEASURES = ("items", "gb", "seconds", "characters", "pages", "stock_gb", "peak_per_s")
"""What is known of a stream, per month: items, GB, seconds of sound or video, characters, pages; GB kept; and
items per second in the busiest hour."""

WIDTH = len(MEASURES)
SCENARIOS = 3
"""Low, expected, high."""

Stream = tuple[float, ...]
"""A stream within the engine: its measures in the order of `MEASURES` in each scenario, unknown as NaN."""


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


def spread(low: float, expected: float, high: float) -> Spread:
    """Three results of the engine as a spread, turned so that low is not above high."""
    if low > high:
        low, high = high, low
    if low == low and expected == expected and high == high:  # noqa: PLR0124 - NaN; most numbers are known
        return Spread(low, expected, high)
    return Spread(*(None if isnan(value) else value for value in (low, expected, high)))


class Load:
    """One stream, seen over the three scenarios; each measure is a spread, in the units of `MEASURES`."""

    __slots__ = ("_stream",)

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def measure(self, name: str) -> Spread:
        """One of `MEASURES` by its name."""
        index = MEASURES.index(name)
        return spread(*self._stream[index::WIDTH])

    @property
    def items(self) -> Spread:
        """Items a month."""
        return self.measure("items")

    @property
    def gb(self) -> Spread:
        """GB a month, of 1,024 MB."""
        return self.measure("gb")

    @property
    def seconds(self) -> Spread:
        """Seconds of sound or video a month."""
        return self.measure("seconds")

    @property
    def characters(self) -> Spread:
        """Characters of text a month."""
        return self.measure("characters")

    @property
    def pages(self) -> Spread:
        """Pages a month."""
        return self.measure("pages")

    @property
    def stock_gb(self) -> Spread:
        """GB that are kept at the source and can be queried."""
        return self.measure("stock_gb")

    @property
    def peak_per_s(self) -> Spread:
        """Items a second in the busiest hour."""
        return self.measure("peak_per_s")

    @property
    def mean_per_s(self) -> Spread:
        """Items a second over the whole month."""
        return Spread(*(None if value is None else value / SECONDS_PER_MONTH for value in self.items))


class Loads(Mapping[str, Load]):
    """Streams by name as loads, made when looked at."""

    __slots__ = ("_streams",)

    def __init__(self, streams: Mapping[str, Stream]) -> None:
        self._streams = streams

    def __getitem__(self, kind: str) -> Load:
        return Load(self._streams[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(self._streams)

    def __len__(self) -> int:
        return len(self._streams)


class Spreads(Mapping[str, Spread]):
    """Quantities by id as spreads, made when looked at."""

    __slots__ = ("_keys", "_runs")

    def __init__(self, keys: Mapping[str, object], runs: tuple[Mapping[str, float], ...]) -> None:
        self._keys = keys
        self._runs = runs

    def __getitem__(self, key: str) -> Spread:
        if key not in self._keys:
            raise KeyError(key)
        low, expected, high = self._runs
        return spread(low.get(key, nan), expected.get(key, nan), high.get(key, nan))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class NodeFlow(NamedTuple):
    """What reaches a node, by stream name, and the quantities that follow, by id.

    ``definitions`` are the catalog's words for the quantities: title and unit. ``runs`` holds what a formula of the
    service can name, for the low, the expected and the high numbers.
    """

    inputs: Mapping[str, Load]
    quantities: Mapping[str, Spread]
    definitions: Mapping[str, Quantity]
    runs: tuple[Mapping[str, Any], ...]

    def quantity(self, quantity_id: str) -> float | None:
        """The expected value; None where it is not known or not defined."""
        if quantity_id not in self.definitions:
            return None
        value = self.runs[1].get(quantity_id)
        return None if value is None or isnan(value) else value


class FlowResult(NamedTuple):
    """The flow of a whole design. ``connections``: what passes along each, by stream name.

    ``diverging`` are the nodes of a cycle in which the load grows with each round, so that no number holds.
    """

    nodes: Mapping[str, NodeFlow]
    connections: Mapping[str, Mapping[str, Load]]
    diverging: tuple[str, ...] = ()
