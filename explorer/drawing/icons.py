"""Our icons, read from ``resources/icons/services`` into segments that any painter can follow."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import atan2, cos, pi, radians, sin, sqrt, tan
from pathlib import Path as File
from typing import TYPE_CHECKING, Protocol

from explorer.data import data_folder
from explorer.drawing.shapes import Icon, IconPart, Segment
from explorer.errors import InputError
from explorer.xml_reader import read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_ICON_BYTES = 16 * 1024
ICON_UNITS = 24.0
LINE_WIDTH = 1.6

_TOKEN = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile("[01]")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ROUND = 0.5522847498  # a quarter circle as one cubic


class IconSource(Protocol):
    """Icons that are used before ours, where there are any."""

    def icon(self, service_id: str) -> Icon | None:
        """The service's icon; None where this source has none that can be used."""


def icon(service_id: str, category: str, first: IconSource | None = None) -> Icon:
    """The service's icon from the source ``first``, else ours, else that of its category."""
    found = first.icon(service_id) if first else None
    return found or _by_name(service_id) or _by_name(f"_{category}") or _by_name("_concept") or Icon("", ())


def read_icon(content: bytes, *, file: File | str) -> Icon:
    """The icon in an SVG file of our own plain kind. Raises InputError on anything else."""
    if len(content) > MAX_ICON_BYTES:
        raise InputError("is too large for an icon", file=file, remedy="keep it below 16 KiB")
    root = read_xml(content, file=file)
    if root.get("viewBox") != "0 0 24 24":
        raise InputError("is not an icon on a 24 unit square", file=file, remedy='give viewBox="0 0 24 24"')
    try:
        return Icon(File(file).stem, tuple(_part(element) for element in root))
    except (ValueError, KeyError, IndexError) as error:
        remedy = "use path, circle, ellipse, rect, line, polyline or polygon with plain numbers"
        raise InputError("holds a shape that cannot be read", file=file, remedy=remedy) from error


@cache
def _by_name(name: str) -> Icon | None:
    if not re.fullmatch(r"_?[a-z0-9-]{1,80}", name):
        return None
    path = data_folder("resources") / "icons" / "services" / f"{name}.svg"
    return read_icon(path.read_bytes(), file=path) if path.is_file() else None


def _part(element: "Element") -> IconPart:
    opacity = float(element.get("fill-opacity", "1")) if element.get("fill") == "currentColor" else 0.0
    segments = tuple(outline(element.tag, element.attrib))
    return IconPart(segments, opacity, element.get("stroke") != "none")


def outline(tag: str, attributes: Mapping[str, str]) -> Iterator[Segment]:
    """The line around a shape of SVG.

    Raises ValueError or KeyError on another element, on attributes that are no numbers, and on missing ones.
    """
    value = {key: float(text) for key, text in attributes.items() if key not in _TEXTS}
    match tag:
        case "path":
            yield from parse_path(attributes["d"])
        case "circle":
            yield from _ellipse(value["cx"], value["cy"], value["r"], value["r"])
        case "ellipse":
            yield from _ellipse(value["cx"], value["cy"], value["rx"], value["ry"])
        case "rect":
            corner = value.get("rx", 0.0)
            yield from _rect(value["x"], value["y"], value["width"], value["height"], corner)
        case "line":
            yield from (("M", value["x1"], value["y1"]), ("L", value["x2"], value["y2"]))
        case "polyline" | "polygon":
            yield from parse_path(f"M{attributes['points']}" + ("Z" if tag == "polygon" else ""))
        case _:
            raise ValueError(tag)


_TEXTS = {"d", "points", "fill", "fill-opacity", "stroke"}


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[Segment]:
    kx, ky = rx * _ROUND, ry * _ROUND
    yield ("M", cx + rx, cy)
    yield ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
    yield ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
    yield ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
    yield ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
    yield ("Z",)


def _rect(x: float, y: float, width: float, height: float, corner: float) -> Iterator[Segment]:
    right, bottom, k = x + width, y + height, corner * (1 - _ROUND)
    if not corner:
        yield from (("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",))
        return
    yield ("M", x + corner, y)
    yield ("L", right - corner, y)
    yield ("C", right - k, y, right, y + k, right, y + corner)
    yield ("L", right, bottom - corner)
    yield ("C", right, bottom - k, right - k, bottom, right - corner, bottom)
    yield ("L", x + corner, bottom)
    yield ("C", x + k, bottom, x, bottom - k, x, bottom - corner)
    yield ("L", x, y + corner)
    yield ("C", x, y + k, x + k, y, x + corner, y)
    yield ("Z",)


def parse_path(data: str) -> list[Segment]:
    """The segments of SVG path data, absolute, with arcs and quadratic curves as cubics. Raises ValueError."""
    return _PathReader().read(data)


class _PathReader:
    """Follows the pen: where it is, where its outline began, and the last control point for smooth curves."""

    def __init__(self) -> None:
        self._out: list[Segment] = []
        self._x = self._y = self._start_x = self._start_y = 0.0
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)

    def read(self, data: str) -> list[Segment]:
        for letter, numbers in _commands(data):
            self._step(letter.upper(), numbers, is_relative=letter.islower())
        return self._out

    def _step(self, command: str, numbers: list[float], *, is_relative: bool) -> None:
        ox, oy = (self._x, self._y) if is_relative else (0.0, 0.0)
        match command:
            case "Z":
                self._out.append(("Z",))
                self._x, self._y = self._start_x, self._start_y
            case "M":
                self._move(ox + numbers[0], oy + numbers[1])
            case "L":
                self._line(ox + numbers[0], oy + numbers[1])
            case "H":
                self._line(ox + numbers[0], self._y)
            case "V":
                self._line(self._x, oy + numbers[0])
            case "A":
                self._arc(numbers[:5], ox + numbers[5], oy + numbers[6])
            case _:
                shifted = [number + (oy if at % 2 else ox) for at, number in enumerate(numbers)]
                self._curve(command, shifted)
                return
        self._control = ("", 0.0, 0.0)

    def _move(self, x: float, y: float) -> None:
        self._x, self._y = self._start_x, self._start_y = x, y
        self._out.append(("M", x, y))

    def _line(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self._out.append(("L", x, y))

    def _curve(self, command: str, numbers: list[float]) -> None:
        kind = "C" if command in "CS" else "Q"
        if command in "ST":
            numbers = [*self._mirrored(kind), *numbers]
        *controls, x, y = numbers
        self._control = (kind, controls[-2], controls[-1])
        if kind == "Q":
            qx, qy = controls
            controls = [
                *(self._x + (qx - self._x) * 2 / 3, self._y + (qy - self._y) * 2 / 3),
                *(x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3),
            ]
        ax, ay, bx, by = controls
        self._out.append(("C", ax, ay, bx, by, x, y))
        self._x, self._y = x, y

    def _mirrored(self, kind: str) -> tuple[float, float]:
        last, x, y = self._control
        return (2 * self._x - x, 2 * self._y - y) if last == kind else (self._x, self._y)

    def _arc(self, shape: list[float], x: float, y: float) -> None:
        for curve in arc_curves((self._x, self._y), shape, (x, y)):
            self._out.append(curve)
        self._x, self._y = x, y


def arc_curves(start: tuple[float, float], shape: list[float], end: tuple[float, float]) -> Iterator[Segment]:
    """An elliptic arc as cubic curves. ``shape`` is rx, ry, rotation in degrees, large-arc flag, sweep flag.

    The centre is found as in the SVG 1.1 specification, appendix F.6.
    """
    rx, ry, turn, is_large, is_sweep = abs(shape[0]), abs(shape[1]), radians(shape[2]), shape[3], shape[4]
    if not rx or not ry or start == end:
        yield ("C", *start, *end, *end)
        return
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos(turn) * half_x + sin(turn) * half_y, cos(turn) * half_y - sin(turn) * half_x
    too_small = px * px / (rx * rx) + py * py / (ry * ry)
    if too_small > 1:
        rx, ry = rx * sqrt(too_small), ry * sqrt(too_small)
    below = rx * rx * py * py + ry * ry * px * px
    factor = sqrt(max(0.0, rx * rx * ry * ry / below - 1)) * (1 if is_large != is_sweep else -1)
    ex, ey = factor * rx * py / ry, -factor * ry * px / rx
    first = atan2((py - ey) / ry, (px - ex) / rx)
    swept = atan2((-py - ey) / ry, (-px - ex) / rx) - first
    swept += 2 * pi if is_sweep and swept < 0 else -2 * pi if not is_sweep and swept > 0 else 0
    centre = (
        cos(turn) * ex - sin(turn) * ey + (start[0] + end[0]) / 2,
        sin(turn) * ex + cos(turn) * ey + (start[1] + end[1]) / 2,
    )

    def placed(u: float, v: float) -> tuple[float, float]:
        return (
            centre[0] + cos(turn) * rx * u - sin(turn) * ry * v,
            centre[1] + sin(turn) * rx * u + cos(turn) * ry * v,
        )

    pieces = max(1, round(abs(swept) / (pi / 2) + 0.499))
    step = swept / pieces
    k = 4 / 3 * tan(step / 4)
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        yield (
            "C",
            *placed(cos(a) - k * sin(a), sin(a) + k * cos(a)),
            *placed(cos(b) + k * sin(b), sin(b) - k * cos(b)),
            *(end if piece == pieces - 1 else placed(cos(b), sin(b))),
        )


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each drawing step with its letter: a letter may be followed by the numbers of many."""
    letter, numbers, arity = "", [], 0  # type: tuple[str, list[float], int]
    for text in _tokens(data):
        if text.isalpha():
            if numbers:
                raise ValueError(data)
            letter, arity = text, _ARITY[text.upper()]
            if not arity:
                yield letter, []
            continue
        numbers.append(float(text))
        if len(numbers) == arity:
            yield letter, numbers
            numbers = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)
        elif not arity:
            raise ValueError(data)
    if numbers:
        raise ValueError(data)


def _tokens(data: str) -> Iterator[str]:
    """Letters and numbers; the two flags of an arc may stand without a space between them."""
    at, letter, count = 0, "", 0
    while at < len(data):
        if data[at] in " ,\t\r\n":
            at += 1
            continue
        is_flag = letter in {"A", "a"} and count % 7 in {3, 4}
        found = (_FLAG if is_flag else _TOKEN).match(data, at)
        if not found:
            raise ValueError(data)
        text, at = found[0], found.end()
        letter, count = (text, 0) if text.isalpha() else (letter, count + 1)
        yield text
