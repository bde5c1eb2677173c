"""Icons in SVG files that others drew, read safely: a few kinds of element, within budgets, nothing from elsewhere.

Groups and transforms are flattened and a gradient becomes the mean of its stops. An icon is refused, with the
reason, where we would draw it wrongly or where it could do harm. What is returned holds only numbers and colours.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explorer.drawing.icons import ICON_UNITS, outline
from explorer.drawing.shapes import Icon, IconPart, Segment
from explorer.errors import InputError
from explorer.xml_reader import read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 256 * 1024
MAX_ELEMENTS = 1_000
MAX_SEGMENTS = 10_000

_EDGE, _OVERHANG = 0.5, ICON_UNITS / 6
"""How far the pen, and a control point of a curve, may be outside the square: nothing is cut off there."""

Matrix = tuple[float, float, float, float, float, float]
Color = tuple[float, float, float, float]
"""Red, green and blue from 0 to 255, and how opaque, from 0 to 1."""

_GEOMETRY: Mapping[str, Mapping[str, str]] = {
    "path": {},
    "polygon": {},
    "polyline": {},
    "rect": {"x": "0", "y": "0", "width": "0", "height": "0"},
    "circle": {"cx": "0", "cy": "0", "r": "0"},
    "ellipse": {"cx": "0", "cy": "0", "rx": "0", "ry": "0"},
    "line": {"x1": "0", "y1": "0", "x2": "0", "y2": "0"},
}
"""The shapes, with what SVG takes for a coordinate that is not given."""
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_ALLOWED = frozenset({"svg", "g", "title", "desc", "defs", "stop", *_GRADIENTS, *_GEOMETRY})
_CHANGING = frozenset(
    {
        "clip-path",
        "display",
        "filter",
        "marker",
        "marker-end",
        "marker-mid",
        "marker-start",
        "mask",
        "mix-blend-mode",
        "paint-order",
        "stroke-dasharray",
        "transform-origin",
        "vector-effect",
        "visibility",
    }
)
"""Properties that change the picture and that we do not draw."""
_IDLE = frozenset({"", "none", "normal", "inline", "visible"})
_PAINTS = ("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity")

_COLOR_WORDS: Mapping[str, str] = {
    "black": "#000000",
    "blue": "#0000ff",
    "currentcolor": "#000000",
    "gray": "#808080",
    "green": "#008000",
    "orange": "#ffa500",
    "red": "#ff0000",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_REFERENCE = re.compile(r"url\(['\"]?#([\w.:-]{1,200})['\"]?\)")
_MAX_CHAIN = 8


class _RefusedError(Exception):
    """The drawing is not used; the text says why, after the file's name."""


class _Style(NamedTuple):
    """What a group hands down to the shapes in it."""

    matrix: Matrix
    paints: Mapping[str, str]
    opacity: float = 1.0


def read_drawing(content: bytes, *, file: Path | str) -> Icon:
    """The icon in anyone's SVG file, on our square. Raises InputError with the reason where it is refused."""
    if len(content) > MAX_BYTES:
        raise InputError("is larger than 256 KiB", file=file)
    root = read_xml(content, file=file)
    try:
        return Icon(Path(file).stem, _drawn(root), is_colored=True)
    except _RefusedError as refusal:
        raise InputError(str(refusal), file=file) from refusal
    except (ArithmeticError, IndexError, KeyError, ValueError) as error:
        raise InputError("holds numbers that cannot be read", file=file) from error


def _drawn(root: "Element") -> tuple[IconPart, ...]:
    _check(root)
    gradients = {name: one for one in root.iter() if one.tag in _GRADIENTS and (name := one.get("id"))}
    style = _Style(_square(root), {"fill": "black", "stroke": "none"})
    parts = tuple(_parts(root, style, gradients))
    if not parts:
        raise _RefusedError("draws nothing")
    if sum(len(part.segments) for part in parts) > MAX_SEGMENTS:
        raise _RefusedError(f"has more than {MAX_SEGMENTS} strokes of the pen")
    return parts


def _check(root: "Element") -> None:
    """Refuse what is not on the list, anywhere in the file, before anything is drawn."""
    if root.tag != "svg":
        raise _RefusedError("is not an SVG picture")
    for count, element in enumerate(root.iter(), start=1):
        if count > MAX_ELEMENTS:
            raise _RefusedError(f"has more than {MAX_ELEMENTS} elements")
        if element.tag not in _ALLOWED or (element.tag == "svg" and element is not root):
            raise _RefusedError(f"uses <{element.tag[:40]}>")
        for name, value in _properties(element).items():
            _check_property(element.tag, name, value)


def _check_property(tag: str, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _RefusedError("holds a script")
    if name.rpartition(":")[2] == "href" and not (tag in _GRADIENTS and value.startswith("#")):
        raise _RefusedError("refers to something else")
    if name in _CHANGING and value not in _IDLE:
        raise _RefusedError(f"uses {name}")


def _properties(element: "Element") -> dict[str, str]:
    """Attributes, and over them the properties of the attribute ``style``."""
    found = {name: value.strip() for name, value in element.attrib.items()}
    for declaration in found.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip():
            found[name.strip().lower()] = value.replace("!important", "").strip()
            if name.strip().lower() == "transform":
                raise _RefusedError("moves a part by its style")
    return found


def _square(root: "Element") -> Matrix:
    """From the file's coordinates to our square, in the middle of it."""
    numbers = _numbers(root.get("viewBox", ""))
    if len(numbers) != 4:
        numbers = [0.0, 0.0, *(float(root.get(side, "").removesuffix("px")) for side in ("width", "height"))]
    left, top, wide, high = numbers
    if not (wide > 0 and high > 0):
        raise _RefusedError("has no size")
    scale = ICON_UNITS / max(wide, high)
    return (
        scale,
        0,
        0,
        scale,
        ICON_UNITS / 2 - scale * (left + wide / 2),
        ICON_UNITS / 2 - scale * (top + high / 2),
    )


def _parts(element: "Element", above: _Style, gradients: Mapping[str, "Element"]) -> Iterator[IconPart]:
    own = _properties(element)
    style = _Style(
        _times(above.matrix, _matrix(own.get("transform", ""))),
        {**above.paints, **{name: own[name] for name in _PAINTS if own.get(name, "inherit") != "inherit"}},
        above.opacity * _share(own.get("opacity", "1")),
    )
    if element.tag in _GEOMETRY:
        part = _part(element, own, style, gradients)
        if part is not None:
            yield part
    elif element.tag in {"svg", "g"}:
        for inner in element:
            yield from _parts(inner, style, gradients)


def _part(
    element: "Element", own: Mapping[str, str], style: _Style, gradients: Mapping[str, "Element"]
) -> IconPart | None:
    """One shape as it is painted; None where nothing of it is."""
    paints = style.paints
    fill = None if element.tag == "line" else _color(paints["fill"], gradients)
    stroke = _color(paints["stroke"], gradients)
    opacity = round(fill[3] * _share(paints.get("fill-opacity", "1")) * style.opacity, 3) if fill else 0.0
    line = stroke[3] * _share(paints.get("stroke-opacity", "1")) * style.opacity if stroke else 0.0
    wide = abs(_length(paints.get("stroke-width", "1"))) * _scale(style.matrix) if line else 0.0
    if not opacity and not wide:
        return None
    if wide and line < 1:
        raise _RefusedError("has a line that is partly transparent")
    if not wide <= _OVERHANG:
        raise _RefusedError("has a line thicker than a sixth of the icon")
    segments = _placed(element.tag, own, style.matrix)
    if not segments:
        return None
    return IconPart(
        segments,
        opacity,
        wide > 0,
        fill=_hex(fill) if fill and opacity else "",
        stroke=_hex(stroke) if stroke and wide else "",
        line_width=round(wide, 3),
        is_even_odd=paints.get("fill-rule") == "evenodd",
    )


def _placed(tag: str, own: Mapping[str, str], matrix: Matrix) -> tuple[Segment, ...]:
    """The shape's outline on our square."""
    wanted = _GEOMETRY[tag]
    if tag == "rect":
        own = {**own, "rx": str(_corner(own))}
        wanted = {**wanted, "rx": "0"}
    given = {"d", "points"} & own.keys()
    values = {name: str(_length(own.get(name, default))) for name, default in wanted.items()}
    segments = outline(tag, {**values, **{name: own[name] for name in given}})
    return tuple(map(partial(_moved, matrix), segments))


def _corner(own: Mapping[str, str]) -> float:
    """A rectangle's corner radius; one that is not given is as the other."""
    rx = _length(own.get("rx", own.get("ry", "0")))
    if rx != _length(own.get("ry", own.get("rx", "0"))):
        raise _RefusedError("has corners that are not round")
    return min(rx, _length(own.get("width", "0")) / 2, _length(own.get("height", "0")) / 2)


def _moved(matrix: Matrix, segment: Segment) -> Segment:
    a, b, c, d, e, f = matrix
    letter, *numbers = segment
    points = zip(numbers[::2], numbers[1::2], strict=True)
    moved = [value for x, y in points for value in (a * x + c * y + e, b * x + d * y + f)]
    if not (_is_within(_OVERHANG, moved) and _is_within(_EDGE, moved[-2:])):
        raise _RefusedError("paints outside its own square")
    return (letter, *(round(value, 4) for value in moved))


def _is_within(distance: float, values: list[float]) -> bool:
    return all(-distance <= value <= ICON_UNITS + distance for value in values)


# Transforms


def _matrix(text: str) -> Matrix:
    """The product of the transforms, the first outermost."""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    *calls, rest = text.split(")")
    if rest.strip():
        raise ValueError(text)
    for call in calls:
        name, _, arguments = call.partition("(")
        matrix = _times(matrix, _transform(name.strip(" ,\t\r\n"), _numbers(arguments)))
    return matrix


def _transform(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *y] if len(y) < 2:
            return (1, 0, 0, 1, x, y[0] if y else 0)
        case "scale", [x, *y] if len(y) < 2:
            return (x, 0, 0, y[0] if y else x, 0, 0)
        case "rotate", [angle]:
            turn = radians(angle)
            return (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        case "rotate", [angle, x, y]:
            turned = _times((1, 0, 0, 1, x, y), _transform("rotate", [angle]))
            return _times(turned, (1, 0, 0, 1, -x, -y))
        case _:
            raise _RefusedError(f"uses the transform {name[:40]}")


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    first, second = (a * g + c * h, b * g + d * h), (a * i + c * j, b * i + d * j)
    return (*first, *second, a * k + c * m + e, b * k + d * m + f)


def _scale(matrix: Matrix) -> float:
    """How much longer lines become, on the mean of all directions."""
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


# Numbers and colours


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.replace(",", " ").split()]


def _length(text: str) -> float:
    """A length or coordinate; pixels are the file's own units."""
    return float(text.removesuffix("px"))


def _share(text: str) -> float:
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return min(1.0, max(0.0, value))


def _color(text: str, gradients: Mapping[str, "Element"]) -> Color | None:
    """The colour, or the mean one of a gradient; None for no paint."""
    word = text.strip().lower()
    if word in {"none", "transparent"}:
        return None
    if word.startswith("url("):
        found = _REFERENCE.fullmatch(text.strip())
        if not found:
            raise _RefusedError("takes a colour from elsewhere")
        gradient = gradients.get(found[1])
        return _mean(gradient, gradients) if gradient is not None else None
    return _plain_color(word)


def _plain_color(word: str) -> Color:
    word = _COLOR_WORDS.get(word, word)
    if _HEX.fullmatch(word):
        digits = word[1:] if len(word) > 5 else "".join(2 * digit for digit in word[1:])
        red, green, blue, *alpha = bytes.fromhex(digits)
        return (red, green, blue, alpha[0] / 255 if alpha else 1.0)
    if word.startswith("rgb(") and word.endswith(")"):
        channels = [_channel(part) for part in word[4:-1].replace(",", " ").split()]
        if len(channels) == 3:
            return (channels[0], channels[1], channels[2], 1.0)
    raise _RefusedError(f"uses the colour {word[:40]}")


def _channel(text: str) -> float:
    return min(255.0, max(0.0, float(text.removesuffix("%")) * (2.55 if text.endswith("%") else 1)))


def _mean(gradient: "Element", gradients: Mapping[str, "Element"]) -> Color | None:
    """The mean of a gradient's stops, or of those of the gradient that it takes them from."""
    for _ in range(_MAX_CHAIN):
        stops = [_stop(_properties(stop)) for stop in gradient if stop.tag == "stop"]
        if stops:
            red, green, blue, opacity = (sum(channel) / len(stops) for channel in zip(*stops, strict=True))
            return (red, green, blue, opacity)
        target = next(
            (value for name, value in gradient.attrib.items() if name.rpartition(":")[2] == "href"), ""
        )
        following = gradients.get(target.strip()[1:])
        if following is None:
            return None
        gradient = following
    raise _RefusedError("has gradients that refer to each other")


def _stop(own: Mapping[str, str]) -> Color:
    red, green, blue, opacity = _plain_color(own.get("stop-color", "black").lower())
    return (red, green, blue, opacity * _share(own.get("stop-opacity", "1")))


def _hex(color: Color) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in color[:3])
