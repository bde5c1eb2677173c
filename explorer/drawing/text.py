"""How wide text is in the bundled font, and how it is cut or broken to fit. No toolkit, no font library."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import msgspec

from explorer.data import data_folder
from explorer.drawing.shapes import Weight

FONT_FAMILY = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
ELLIPSIS = "…"

_UNKNOWN_EM = 0.6
_WIDE_EM = 1.0
# What XML and PDF cannot hold or a reader must not obey: controls, halves of characters, non-characters.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that turn the reading direction of what stands after them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")


def showable(text: str) -> str:
    """The text as one line fit to be shown: white space joined, what cannot be shown as U+FFFD."""
    return _TURNING.sub("", storable(_SPACES.sub(" ", text))).strip()


def storable(text: str) -> str:
    """The text with U+FFFD for what XML and JSON cannot hold: controls and halves of characters."""
    return _UNSHOWABLE.sub("\ufffd", text)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: Weight = 400) -> float:
    """How wide the line is, in points (without kerning, so it may be a little less)."""
    ems = _ems(weight)
    return sum(ems[char] if char in ems else _guessed(char) for char in text) * size


def is_covered(text: str) -> bool:
    """Whether the bundled font has every character."""
    ems = _ems(400)
    return all(char in ems for char in text)


@lru_cache(maxsize=20_000)
def elided(text: str, limit: float, size: float, weight: Weight = 400) -> str:
    """The text, cut with an ellipsis where it is wider than ``limit``; empty when not even that fits."""
    if width(text, size, weight) <= limit:
        return text
    room = limit - width(ELLIPSIS, size, weight)
    if room < 0:
        return ""
    return text[: _fitting(text, room, size, weight)].rstrip(" ,.;:-") + ELLIPSIS


@lru_cache(maxsize=20_000)
def wrapped(text: str, limit: float, size: float, weight: Weight = 400, lines: int = 2) -> tuple[str, ...]:
    """The text in at most ``lines`` lines no wider than ``limit``, the last one cut where there is more."""
    broken = list(_lines(text, limit, size, weight))
    if len(broken) <= lines:
        return tuple(broken)
    rest = " ".join(broken[lines - 1 :])
    last = elided(rest, limit, size, weight)
    if last == rest:  # it was broken inside a word, so it must show that there is more
        last = elided(rest + ELLIPSIS, limit, size, weight)
    return (*broken[: lines - 1], last)


def _lines(text: str, limit: float, size: float, weight: Weight) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= limit:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line, size, weight) > limit:
            cut = max(1, _fitting(line, limit, size, weight))
            yield line[:cut]
            line = line[cut:]
    if line:
        yield line


def _fitting(text: str, room: float, size: float, weight: Weight) -> int:
    """How many characters fit, never cutting off marks from the character they stand on."""
    ems = _ems(weight)
    used = 0.0
    for at, char in enumerate(text):
        used += (ems[char] if char in ems else _guessed(char)) * size
        if used > room:
            starts = (cut for cut in range(at, 0, -1) if not _belongs_to_the_one_before(text, cut))
            return next(starts, 0)
    return len(text)


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    char = text[at]
    joined = char == "\u200d" or text[at - 1] == "\u200d"
    return (
        joined
        or unicodedata.combining(char) != 0
        or "\ufe00" <= char <= "\ufe0f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


@cache
def _guessed(char: str) -> float:
    kind = unicodedata.category(char)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    return _WIDE_EM if unicodedata.east_asian_width(char) in {"W", "F"} else _UNKNOWN_EM


@cache
def _ems(weight: Weight) -> dict[str, float]:
    content = (data_folder("resources") / "fonts" / "inter-metrics.json").read_bytes()
    metrics: dict[str, Any] = msgspec.json.decode(content)
    by_advance: dict[str, str] = metrics["weights"][str(weight)]
    units = metrics["units"]
    return {char: int(advance) / units for advance, chars in by_advance.items() for char in chars}
