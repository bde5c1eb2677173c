"""The display list: the few shapes everything is drawn with. The window paints them, picture formats write them.

All lengths are points, colours ``#rrggbb``; an empty colour paints nothing. A `Part` moves its shapes to its
own place and names them for people and screen readers.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Segment = tuple[str, *tuple[float, ...]]
"""``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``; always absolute."""

Anchor = Literal["start", "middle", "end"]
Weight = Literal[400, 600]


class Painted(Struct, frozen=True, kw_only=True, gc=False):
    """How a shape is filled and outlined.

    Line ends and corners are round, but the ends of dashes are flat. ``dash`` is in points.
    """

    fill: str = ""
    fill_opacity: float = 1.0
    stroke: str = ""
    line_width: float = 1.0
    dash: tuple[float, ...] = ()


class Rect(Painted, frozen=True, kw_only=True, gc=False):
    """A rectangle, its corners rounded by ``radius``."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


class Circle(Painted, frozen=True, kw_only=True, gc=False):
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float


class Path(Painted, frozen=True, kw_only=True, gc=False):
    """Lines and cubic curves."""

    segments: tuple[Segment, ...]


class Text(Struct, frozen=True, kw_only=True, gc=False):
    """One line of text; (x, y) is on its base line, at the start, middle or end by ``anchor``."""

    x: float
    y: float
    text: str
    size: float
    color: str
    weight: Weight = 400
    anchor: Anchor = "start"


class IconPart(Struct, frozen=True, gc=False):
    """One outline of an icon: filled at an opacity (0: not), and stroked or not.

    ``fill`` and ``stroke`` are colours of its own; where they are empty it is drawn in the glyph's colour.
    """

    segments: tuple[Segment, ...]
    fill_opacity: float
    is_stroked: bool
    fill: str = ""
    stroke: str = ""
    line_width: float = 1.6
    is_even_odd: bool = False


class Icon(Struct, frozen=True, gc=False):
    """A drawing on a 24 unit square: in one colour, or, where ``is_colored``, in its own to the square's edges."""

    name: str
    parts: tuple[IconPart, ...]
    is_colored: bool = False


class Glyph(Struct, frozen=True, kw_only=True, gc=False):
    """An icon in a colour, on the square at (x, y) with sides of ``size``."""

    x: float
    y: float
    size: float
    icon: Icon
    color: str


class Part(Struct, frozen=True, kw_only=True, gc=False):
    """Shapes that belong together, in coordinates relative to (x, y).

    ``id`` is unique in the picture. ``title`` and ``description`` say in words what is shown.
    """

    shapes: tuple["Shape", ...]
    x: float = 0.0
    y: float = 0.0
    id: str = ""
    title: str = ""
    description: str = ""


Shape = Rect | Circle | Path | Text | Glyph | Part


class Picture(Struct, frozen=True, kw_only=True):
    """A whole drawing: its size, what is behind it, its shapes from back to front, and what it is called."""

    width: float
    height: float
    background: str
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""


@cache
def mixed(color: str, other: str, share: float) -> str:
    """``color`` with ``share`` of ``other`` in it: 0 leaves it as it is, 1 gives the other."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


@cache
def faded(icon: Icon, other: str, share: float) -> Icon:
    """The icon with that share of another colour in its own ones."""

    def mix(color: str) -> str:
        return mixed(color, other, share) if color else ""

    parts = (replace(part, fill=mix(part.fill), stroke=mix(part.stroke)) for part in icon.parts)
    return replace(icon, parts=tuple(parts))


def contrast(color: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(color), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(color: str) -> Sequence[int]:
    return bytes.fromhex(color.removeprefix("#"))


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
