"""Shorter SVG for the same picture: what occurs more than once is written once, and paths go step by step."""

import re
from collections import Counter

_LEAST = 40
"""A shorter element is not worth a definition."""
_WHOLE_ELEMENT = re.compile(r"<(rect|circle|path|g)\b(?=.*(?:/>|</g>)\Z)")
_DATA = re.compile(r'(?<= d=")[^"]*')
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")


def compact(svg: str) -> str:
    """The same picture, its paths to a tenth. ``svg`` has an element a line and plain paths, as our writer makes."""
    first, *lines = _DATA.sub(lambda found: _shorter(found[0]), svg).split("\n")
    often = Counter(line for line in lines if len(line) >= _LEAST and _WHOLE_ELEMENT.match(line))
    names = {line: f"d{at}" for at, line in enumerate(line for line, times in often.items() if times > 1)}
    defined = [_WHOLE_ELEMENT.sub(rf'<\1 id="{name}"', line, count=1) for line, name in names.items()]
    used = [f'<use href="#{names[line]}"/>' if line in names else line for line in lines]
    return "\n".join([first, *([f"<defs>{''.join(defined)}</defs>"] if defined else []), *used])


def _shorter(data: str) -> str:
    """Path data relative to where the pen is, in tenths, so that nothing drifts; a letter once for like steps."""
    out, last = "", ""
    pen = start = (0, 0)
    for letter, text in _STEP.findall(data):
        if letter == "Z":
            out, last, pen = f"{out}Z", "", start
            continue
        tenths = [round(float(number) * 10) for number in text.split()]
        origin = (0, 0) if letter == "M" else pen
        moved = [number - origin[at % 2] for at, number in enumerate(tenths)]
        said, numbers = _step(letter, moved)
        out += said * (said != last)
        for number in numbers:
            out += _joined(out, _in_full(number))
        pen, last = (tenths[-2], tenths[-1]), said
        start = pen if letter == "M" else start
    return out


def _step(letter: str, moved: list[int]) -> tuple[str, list[int]]:
    """The step's letter and numbers; level and upright lines need only one."""
    match letter, moved:
        case "M", _:
            return letter, moved
        case "L", [x, 0]:
            return "h", [x]
        case "L", [0, y]:
            return "v", [y]
        case _:
            return letter.lower(), moved


def _in_full(tenths: int) -> str:
    """Tenths as a number without idle zeros: 5 is ``.5``."""
    whole, rest = divmod(abs(tenths), 10)
    digits = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    return f"-{digits}" if tenths < 0 else digits


def _joined(before: str, number: str) -> str:
    """The number with a space before it where it would otherwise run into the one before."""
    return number if before[-1].isalpha() or number.startswith("-") else f" {number}"
