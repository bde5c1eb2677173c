"""Arithmetic on streams: lists of floats in the order of `MEASURES`, where unknown is NaN and stays so."""

from collections.abc import Iterable, Mapping

from explorer.design import Workload
from explorer.design.records import Range
from explorer.design.shapes import Shapes, peak_ratio_of
from explorer.flow.model import MEASURES, SECONDS_PER_MONTH, Stream
from explorer.flow.plan import UNSTORABLE
from explorer.formula import UNKNOWN

ITEMS, GB, SECONDS, CHARACTERS, PAGES, STOCK, PEAK = range(len(MEASURES))
KB_PER_GB = 1024.0 * 1024.0
LOG_KB = 1.0
"""Size of a log record or metric where nothing else is said."""

CALLS = "calls"
"""The stream of commands, which are no payload."""

Streams = dict[str, Stream]

_MEASURED = {"audio": (SECONDS,), "video": (SECONDS,), "text": (CHARACTERS,), "document": (PAGES, CHARACTERS)}
"""Content measures that a kind has; the others are zero for it, not unknown."""


def zero() -> Stream:
    """Nothing at all."""
    return [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def unknown() -> Stream:
    """A stream of which nothing is known."""
    return [UNKNOWN] * len(MEASURES)


def plus(total: Stream, stream: Stream) -> None:
    """Add a stream to a total, in place. Written out: this is where the engine spends its time."""
    total[0] += stream[0]
    total[1] += stream[1]
    total[2] += stream[2]
    total[3] += stream[3]
    total[4] += stream[4]
    total[5] += stream[5]
    total[6] += stream[6]


def add(streams: Streams, kind: str, stream: Stream) -> None:
    """Add a stream to the one of that kind."""
    if kind in streams:
        plus(streams[kind], stream)
    else:
        streams[kind] = list(stream)


def with_larger(streams: Streams, others: Streams) -> Streams:
    """The streams, and of the others those of another kind or of more items: the same content is not added."""
    found = {**others, **streams}
    for kind in streams.keys() & others.keys():
        if others[kind][ITEMS] > streams[kind][ITEMS]:
            found[kind] = others[kind]
    return found


def total(streams: Iterable[Stream]) -> Stream | None:
    """The sum; None of none."""
    found: Stream | None = None
    for stream in streams:
        if found is None:
            found = list(stream)
        else:
            plus(found, stream)
    return found


def scaled(stream: Stream, share: float) -> Stream:
    """The stream times a share; what is kept at the source stays whole."""
    if share == 1.0:
        return list(stream)
    items, gb, seconds, characters, pages, stock, peak_per_s = stream
    return [
        items * share,
        gb * share,
        seconds * share,
        characters * share,
        pages * share,
        stock,
        peak_per_s * share,
    ]


def content(streams: Mapping[str, Stream]) -> Streams:
    """The streams that can be kept and read again: not events, metrics and commands."""
    return {kind: stream for kind, stream in streams.items() if kind not in UNSTORABLE}


def as_written(out: Mapping[str, Stream]) -> Stream | None:
    """All that a node sends as one stream: its events or records where it has them, else its content."""
    return out.get("events") or out.get("records") or total(content(out).values())


def as_logged(out: Mapping[str, Stream]) -> Stream | None:
    """A log record for each item that the node sends or commands."""
    whole = as_written(out) or out.get("calls")
    if not whole:
        return None
    stream = zero()
    stream[ITEMS], stream[PEAK] = whole[ITEMS], whole[PEAK]
    stream[GB] = whole[ITEMS] * LOG_KB / KB_PER_GB
    return stream


def converted(base: Stream | None, kind: str, *, same: bool) -> Stream:
    """The stream that an emit starts from: its base, without what does not outlive a change of kind."""
    if base is None:
        return zero()
    stream = list(base)
    stream[STOCK] = 0.0  # only a store keeps, and says so
    if not same:
        for index in (SECONDS, CHARACTERS, PAGES):
            if index not in _MEASURED.get(kind, ()):
                stream[index] = 0.0
    return stream


def peak(stream: Stream, base: Stream) -> float:
    """Items a second in the busiest hour: those of the base, as many times over as there are items."""
    if not base[ITEMS]:
        return stream[ITEMS] / SECONDS_PER_MONTH
    return base[PEAK] * stream[ITEMS] / base[ITEMS]


def stated(workload: Workload, scenario: int, shapes: Shapes) -> Stream:
    """The stream that a workload states. A content measure that its kind has, left out, is unknown."""
    peak_ratio = peak_ratio_of(workload, shapes)
    items = UNKNOWN
    if workload.items_per_month is not None:
        items = at(workload.items_per_month, scenario)
    elif workload.items_per_s is not None:
        items = at(workload.items_per_s, scenario) * SECONDS_PER_MONTH
    stream = zero()
    stream[ITEMS] = items
    stream[PEAK] = items / SECONDS_PER_MONTH * (UNKNOWN if peak_ratio is None else at(peak_ratio, scenario))
    stream[GB] = UNKNOWN if workload.item_kb is None else items * at(workload.item_kb, scenario) / KB_PER_GB
    for index, each in (
        (SECONDS, workload.seconds),
        (CHARACTERS, workload.characters),
        (PAGES, workload.pages),
    ):
        if each is not None:
            stream[index] = items * at(each, scenario)
        elif index in _MEASURED.get(workload.kind, ()):
            stream[index] = UNKNOWN
    return stream


def at(value: Range, scenario: int) -> float:
    """The low, expected or high of a number that may be a range."""
    return float(value[scenario] if isinstance(value, tuple) else value)
