"""How one connection looks: its line and dash by family, the head at its target, and its label."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from explorer.design import Connection
from explorer.drawing.geometry import OUTWARDS, Box, Point, distance_to, flattened, point_along
from explorer.drawing.shapes import Circle, Path, Rect, Segment, Shape, Text, mixed
from explorer.drawing.text import showable, width, wrapped
from explorer.drawing.theme import ArrowStyle, Theme
from explorer.drawing.tile import State
from explorer.drawing.ways import Dock, Route

LABEL_SIZE = 11.0
LABEL_LEADING = 14.0

_LABEL_PAD_X = 6.0
_LABEL_PAD_Y = 3.0
_LABEL_WIDTHS = (132.0, 76.0, 52.0)
_NARROW_LABEL_WIDTHS = (60.0, 44.0)
"""Where the arrow is short, so that it can be seen on both sides of its label."""
_LABEL_LINES = 3
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
_SHIFTS = (0.0, -1.0, 1.0)
_DIMMED = 0.72
_THICKER: dict[State, float] = {"hover": 0.6, "selected": 0.8}


class Label(NamedTuple):
    """Lines of text and the box they stand in."""

    lines: tuple[str, ...]
    box: Box


def arrow_shapes(
    route: Route,
    style: ArrowStyle,
    theme: Theme,
    *,
    label: Label | None = None,
    state: State = "plain",
) -> tuple[Shape, ...]:
    """The arrow along a route, from back to front, in the route's coordinates. ``label`` is from `label_place`."""
    color = _color(style, theme, state)
    thick = style.width + _THICKER.get(state, 0.0)
    shaft = Path(segments=_shaft(route, style), stroke=color, line_width=thick, dash=style.dash)
    shapes = [shaft, *_head(style.head, route.end, color, theme, thick)]
    if label:
        shapes += _label(label, theme, state)
    return tuple(shapes)


def legend_sample(style: ArrowStyle, theme: Theme, x: float, y: float, long: float) -> tuple[Shape, ...]:
    """A short straight arrow in that style, for the legend."""
    segments: tuple[Segment, ...] = (("M", x, y), ("L", x + long, y))
    route = Route(segments, tuple(flattened(segments)), Dock(x, y, "right"), Dock(x + long, y, "left"))
    return arrow_shapes(route, style, theme)


def is_hit(route: Route, x: float, y: float, reach: float = 6.0) -> bool:
    """Whether the point is within ``reach`` of the line."""
    return distance_to(route.points, x, y) <= reach


def label_place(text: str, route: Route, is_taken: Callable[[Box], bool]) -> Label | None:
    """Lines and place of a label along the route: near the middle, where nothing ``is_taken``.

    It is tried in fewer and narrower lines before it is given up: then None, and only the arrow's title says it.
    """
    clean = showable(text)
    if not clean:
        return None
    long = abs(route.end.x - route.start.x)
    for limit in _LABEL_WIDTHS if long > _LABEL_WIDTHS[0] * 1.6 or long < 24 else _NARROW_LABEL_WIDTHS:
        lines = wrapped(clean, limit, LABEL_SIZE, 400, _LABEL_LINES)
        for box in _boxes_along(route, lines):
            if not is_taken(box):
                return Label(lines, box)
    return None


def _boxes_along(route: Route, lines: tuple[str, ...]) -> Iterator[Box]:
    wide = max(width(line, LABEL_SIZE) for line in lines) + 2 * _LABEL_PAD_X
    high = len(lines) * LABEL_LEADING + 2 * _LABEL_PAD_Y
    for shift in _SHIFTS:
        for share in _SHARES:
            x, y = point_along(route.points, share)
            yield Box(x - wide / 2, y - high / 2 + shift * (high / 2 + 4), wide, high)


def arrow_title(connection: Connection, source: str, target: str, mechanism: str) -> str:
    """The arrow in words, for screen readers and tool tips."""
    label = showable(connection.label)
    return f"{source} → {target}: {mechanism}" + (f" ({label})" if label else "")


def _color(style: ArrowStyle, theme: Theme, state: State) -> str:
    if state == "selected":
        return theme.colors["accent"]
    return mixed(style.color, theme.colors["canvas"], _DIMMED) if state == "dimmed" else style.color


def _shaft(route: Route, style: ArrowStyle) -> tuple[Segment, ...]:
    """The line, ended where the head begins."""
    back = _SHAFT_ENDS[style.head]
    dx, dy = OUTWARDS[route.end.side]
    return (*route.segments[:-1], ("L", route.end.x + dx * back, route.end.y + dy * back))


_SHAFT_ENDS = {"triangle": 7.0, "open": 1.5, "double": 12.0, "circle": 8.0, "diamond": 11.0}


def _head(head: str, tip: Dock, color: str, theme: Theme, thick: float) -> list[Shape]:
    match head:
        case "open":
            points = _turned(tip, ((8, -4.5), (0.8, 0), (8, 4.5)))
            return [Path(segments=_through(points), stroke=color, line_width=max(thick, 1.6))]
        case "double":
            near, far = ((0, 0), (7.5, -4.2), (7.5, 4.2)), ((6, 0), (13.5, -4.2), (13.5, 4.2))
            return [_solid(tip, near, color), _solid(tip, far, color)]
        case "circle":
            ((x, y),) = _turned(tip, ((4.2, 0),))
            fill = theme.colors["surface"]
            return [Circle(x=x, y=y, radius=3.4, fill=fill, stroke=color, line_width=1.6)]
        case "diamond":
            return [_solid(tip, ((0, 0), (6, -4), (12, 0), (6, 4)), color)]
        case _:
            return [_solid(tip, ((0, 0), (9, -4.5), (9, 4.5)), color)]


def _solid(tip: Dock, points: tuple[Point, ...], color: str) -> Path:
    return Path(segments=(*_through(_turned(tip, points)), ("Z",)), fill=color)


def _through(points: list[Point]) -> tuple[Segment, ...]:
    first, *others = points
    return (("M", *first), *(("L", *point) for point in others))


def _turned(tip: Dock, points: tuple[Point, ...]) -> list[Point]:
    """Points given as (away from the tile, along its edge), placed at the tip."""
    dx, dy = OUTWARDS[tip.side]
    return [(tip.x + away * dx - along * dy, tip.y + away * dy + along * dx) for away, along in points]


def _label(label: Label, theme: Theme, state: State) -> list[Shape]:
    lines, box = label
    ground, color = theme.colors["surface"], theme.colors["muted"]
    if state == "dimmed":
        color = mixed(color, theme.colors["canvas"], _DIMMED)
    if state == "selected":
        color = theme.colors["accent"]
    shapes: list[Shape] = [
        Rect(x=box.x, y=box.y, width=box.width, height=box.height, radius=6, fill=ground, fill_opacity=0.96)
    ]
    y = box.y + _LABEL_PAD_Y + LABEL_LEADING / 2 + LABEL_SIZE * 0.365
    for line in lines:
        x = box.x + box.width / 2
        shapes.append(Text(x=x, y=y, text=line, size=LABEL_SIZE, color=color, anchor="middle"))
        y += LABEL_LEADING
    return shapes
