"""Numbers and names in findings, as people read them."""

from collections.abc import Iterable, Sequence

_SIZES = ("KB", "MB", "GB", "TB", "PB")
_PLURALS = frozenset({
    *("seconds", "minutes", "hours", "days", "months", "years", "records", "messages", "requests", "items", "bytes"),
    *("characters", "pages", "invocations", "transactions", "jobs", "streams", "images", "calls", "tokens"),
})  # fmt: skip
_SPANS = ((86400.0, "days"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))


def number(value: float) -> str:
    """1234567.0 as ``1,234,567``; below a thousand with three figures, as ``2.35`` or ``0.04``."""
    if abs(value) >= 1000 or float(value).is_integer():
        return f"{round(value):,}"
    text = f"{value:.3g}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if "e" in text else text


def size(kb: float) -> str:
    """KB in the unit in which the number is short: ``4.2 MB``."""
    place = 0
    while kb >= 1024 and place < len(_SIZES) - 1:
        kb /= 1024
        place += 1
    return f"{number(kb)} {_SIZES[place]}"


def span(seconds: float) -> str:
    """Seconds in the unit in which the number is short: ``15 min``, ``250 ms``."""
    if 0 < seconds < 1:
        return f"{number(seconds * 1000)} ms"
    fits = (
        (step, word) for step, word in _SPANS if seconds >= 2 * step or (seconds and seconds == step < 86400)
    )
    step, word = next(fits, _SPANS[-1])
    return f"{number(seconds / step)} {word}"


def measure(value: float, unit: str) -> str:
    """A number with its unit, which may be empty: ``5 minutes``, ``1 minute``."""
    shown = number(value)
    return f"{shown} {_single(unit) if shown == '1' else unit}".rstrip()


def _single(unit: str) -> str:
    """The unit of one: minutes as minute; what is short, as ms, is a sign and not a word."""
    word, space, rest = unit.partition(" ")
    return f"{word[:-1]}{space}{rest}" if word in _PLURALS else unit


def times(multiple: float) -> str:
    """A multiple, with the sign of multiplication before it."""
    return f"\N{MULTIPLICATION SIGN}{number(multiple)}"


def percent(share: float) -> str:
    """A share of one as a percentage; what is too small to matter as ``less than 0.1 %``."""
    return f"{number(share * 100)} %" if share >= 0.001 else "less than 0.1 %"


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """``a, b and c``."""
    *rest, final = list(words) or [""]
    return f"{', '.join(rest)} {last} {final}" if rest else final


def some(words: Sequence[str], most: int = 3) -> str:
    """The first few, and how many more there are: ``a, b, c and 4 more``."""
    more = len(words) - most
    return listed(words) if more <= 0 else f"{', '.join(words[:most])} and {more:,} more"
