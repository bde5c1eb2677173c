"""Units of limits and quantities, so that 6291456 bytes and 6 MB can be compared."""

import re
from functools import cache

_BYTES = {"byte": 1.0, "kb": 2.0**10, "mb": 2.0**20, "gb": 2.0**30, "tb": 2.0**40}
_SECONDS = {
    "ms": 0.001,
    "millisecond": 0.001,
    "s": 1.0,
    "second": 1.0,
    "min": 60.0,
    "minute": 60.0,
    "h": 3600.0,
    "hour": 3600.0,
    "day": 86400.0,
    "year": 365.0 * 86400.0,
}
_BINARY = {"kib": "kb", "mib": "mb", "gib": "gb", "tib": "tb"}
_RATE = re.compile(r"(?P<what>.*?)\s*(?:/|\bper )\s*(?P<time>s|second|minute|min|hour|h|month)\b.*\Z")


def converted(value: float, unit: str, to: str) -> float | None:
    """The value in another unit. None where the two do not measure the same; things of any name are counts."""
    (what, factor), (other, divisor) = _scale(unit), _scale(to)
    return value * factor / divisor if what == other else None


def is_measure(unit: str) -> bool:
    """Whether it is a unit of size or time, not a name of what is counted."""
    return not _scale(unit)[0].startswith("count")


@cache
def is_size(unit: str) -> bool:
    """Whether it measures how large one thing is: bytes, characters, pages."""
    word = _singular(unit)
    return word in {"character", "page"} or _plain(word)[0] == "byte"


@cache
def _scale(unit: str) -> tuple[str, float]:
    """(what is measured, how much of it): ``MB per second`` is (byte/s, 1048576)."""
    rate = _RATE.match(unit.strip().lower())
    if rate is None:
        return _plain(_singular(unit))
    what, factor = _plain(_singular(rate["what"]))
    if rate["time"] == "month":
        return f"{what}/month", factor
    return f"{what}/s", factor / _SECONDS[rate["time"]]


def _plain(word: str) -> tuple[str, float]:
    word = _BINARY.get(word, word)
    for names, what in ((_BYTES, "byte"), (_SECONDS, "second")):
        if word in names:
            return what, names[word]
    return "count", 1.0


def _singular(unit: str) -> str:
    word = unit.strip().lower()
    return word if word in {"s", "ms"} else word.removesuffix("s")
