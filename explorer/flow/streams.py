"""Arithmetic on streams, in the low, the expected and the high scenario at once.

A stream is a tuple: the measures in the order of `MEASURES` for the low scenario, then for the other two. Unknown is
NaN and stays so. Streams never change, so that what passes unchanged is passed on as it is.
"""

from collections.abc import Collection, Iterable, Mapping
from math import isnan, nan
from operator import add, mul

from explorer.design import Workload
from explorer.design.records import Range
from explorer.design.shapes import Shapes, peak_ratio_of
from explorer.flow.model import MEASURES, SCENARIOS, SECONDS_PER_MONTH, WIDTH, Stream
from explorer.flow.plan import UNSTORABLE
from explorer.formula import UNKNOWN

ITEMS, GB, SECONDS, CHARACTERS, PAGES, STOCK, PEAK = range(len(MEASURES))
STARTS = tuple(WIDTH * scenario for scenario in range(SCENARIOS))
"""Where in a stream each scenario begins."""

KB_PER_GB = 1024.0 * 1024.0
LOG_KB = 1.0
"""Size of a log record or metric where nothing else is said."""

CALLS = "calls"
"""The stream of commands, which are no payload."""

Streams = dict[str, Stream]
Factors = tuple[float, ...]
"""What each place of a stream is to be multiplied by."""

ZERO: Stream = (0.0,) * (WIDTH * SCENARIOS)
"""Nothing at all."""

_MEASURED = {"audio": (SECONDS,), "video": (SECONDS,), "text": (CHARACTERS,), "document": (PAGES, CHARACTERS)}
"""Content measures that a kind has; the others are zero for it, not unknown."""

_LOST: dict[tuple[str, bool], tuple[int, ...]] = {}


def plus(one: Stream, other: Stream) -> Stream:
    """The sum of two streams."""
    if one is ZERO:
        return other
    return tuple(map(add, one, other))


def put(streams: Streams, kind: str, stream: Stream) -> None:
    """Add a stream to the one of that kind."""
    streams[kind] = plus(streams[kind], stream) if kind in streams else stream


def with_larger(streams: Streams, others: Streams) -> Streams:
    """The streams, and of the others those of another kind or of more items: the same content is not added."""
    if not others:
        return streams
    found = {**others, **streams}
    for kind in streams.keys() & others.keys():
        found[kind] = _larger(streams[kind], others[kind])
    return found


def _larger(stream: Stream, other: Stream) -> Stream:
    """In each scenario the one of more items; unknown where either is."""
    found: list[float] = []
    for start in STARTS:
        items, others = stream[start + ITEMS], other[start + ITEMS]
        chosen = stream if isnan(items) or others <= items else other
        found += chosen[start : start + WIDTH]
    return tuple(found)


def total(streams: Iterable[Stream]) -> Stream | None:
    """The sum; None of none."""
    found: Stream | None = None
    for stream in streams:
        found = stream if found is None else plus(found, stream)
    return found


def factors(shares: Iterable[float]) -> Factors | None:
    """What makes a stream a share of itself in each scenario; None where it stays whole.

    What is kept at the source stays whole in any case.
    """
    parts = tuple(shares)
    if parts == (1.0, 1.0, 1.0):
        return None
    return tuple(1.0 if index == STOCK else share for share in parts for index in range(WIDTH))


def scaled(stream: Stream, by: Factors | None) -> Stream:
    """The stream times a share in each scenario."""
    return stream if by is None else tuple(map(mul, stream, by))


def content(streams: Mapping[str, Stream]) -> Streams:
    """The streams that can be kept and read again: not events, metrics and commands."""
    return {kind: stream for kind, stream in streams.items() if kind not in UNSTORABLE}


def as_written(out: Mapping[str, Stream]) -> Stream | None:
    """All that a node sends as one stream: its events or records where it has them, else its content."""
    return out.get("events") or out.get("records") or total(content(out).values())


def as_logged(out: Mapping[str, Stream]) -> Stream | None:
    """A log record for each item that the node sends or commands."""
    whole = as_written(out) or out.get(CALLS)
    if not whole:
        return None
    stream = list(ZERO)
    for start in STARTS:
        items = whole[start + ITEMS]
        stream[start + ITEMS], stream[start + PEAK] = items, whole[start + PEAK]
        stream[start + GB] = items * LOG_KB / KB_PER_GB
    return tuple(stream)


def resized(stream: Stream, item_kb: Range) -> Stream:
    """The stream with items of another size."""
    changed = list(stream)
    for scenario, start in enumerate(STARTS):
        changed[start + GB] = stream[start + ITEMS] * at(item_kb, scenario) / KB_PER_GB
    return tuple(changed)


def converted(base: Stream | None, kind: str, *, same: bool) -> Stream:
    """The stream that an emit starts from: its base, without what does not outlive a change of kind."""
    if base is None:
        return ZERO
    lost = _lost(kind, same=same)
    for index in lost:
        if base[index]:
            break
    else:
        return base
    stream = list(base)
    for index in lost:
        stream[index] = 0.0
    return tuple(stream)


def _lost(kind: str, *, same: bool) -> tuple[int, ...]:
    """Places that are nothing once a stream has become one of that kind."""
    found = _LOST.get((kind, same))
    if found is None:
        gone = [STOCK]  # only a store keeps, and says so
        if not same:
            gone += [index for index in (SECONDS, CHARACTERS, PAGES) if index not in _MEASURED.get(kind, ())]
        found = _LOST[kind, same] = tuple(start + index for start in STARTS for index in gone)
    return found


def with_peak(stream: Stream, base: Stream, otherwise: Stream) -> Stream:
    """The stream with the peak of its base, as many times over as there are items.

    In a scenario in which the base has no items, ``otherwise`` is the base.
    """
    changed = list(stream)
    for start in STARTS:
        under = base if base[start + ITEMS] else otherwise
        items = stream[start + ITEMS]
        mean = under[start + ITEMS]
        changed[start + PEAK] = under[start + PEAK] * items / mean if mean else items / SECONDS_PER_MONTH
    return tuple(changed)


def without_number(stream: Stream, scenarios: Collection[int]) -> Stream:
    """The stream of which nothing is known in these scenarios."""
    return tuple(nan if place // WIDTH in scenarios else value for place, value in enumerate(stream))


def stated(workload: Workload, shapes: Shapes) -> Stream:
    """The stream that a workload states. A content measure that its kind has, left out, is unknown."""
    peak_ratio = peak_ratio_of(workload, shapes)
    return tuple(value for scenario in range(SCENARIOS) for value in _stated(workload, peak_ratio, scenario))


def _stated(workload: Workload, peak_ratio: Range | None, scenario: int) -> list[float]:
    items = UNKNOWN
    if workload.items_per_month is not None:
        items = at(workload.items_per_month, scenario)
    elif workload.items_per_s is not None:
        items = at(workload.items_per_s, scenario) * SECONDS_PER_MONTH
    part = [0.0] * WIDTH
    part[ITEMS] = items
    part[PEAK] = items / SECONDS_PER_MONTH * (UNKNOWN if peak_ratio is None else at(peak_ratio, scenario))
    part[GB] = UNKNOWN if workload.item_kb is None else items * at(workload.item_kb, scenario) / KB_PER_GB
    for index, each in (
        (SECONDS, workload.seconds),
        (CHARACTERS, workload.characters),
        (PAGES, workload.pages),
    ):
        if each is not None:
            part[index] = items * at(each, scenario)
        elif index in _MEASURED.get(workload.kind, ()):
            part[index] = UNKNOWN
    return part


def at(value: Range, scenario: int) -> float:
    """The low, expected or high of a number that may be a range."""
    return float(value[scenario] if isinstance(value, tuple) else value)
