"""How one node looks: icon, names, and small marks for its findings, its cost and its lifecycle.

Shapes are relative to the tile's top left corner. Marks sit on the edges, so a tile paints up to
`TILE_OVERFLOW` outside its own rectangle.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from explorer.catalog.model import Service
from explorer.design import Node
from explorer.drawing.icons import IconSource, icon
from explorer.drawing.shapes import Circle, Glyph, Path, Rect, Segment, Shape, Text, Weight, faded, mixed
from explorer.drawing.text import elided, showable, width, wrapped
from explorer.drawing.theme import Theme
from explorer.drawing.theme import theme as theme_of_name

TILE_WIDTH = 176.0
TILE_HEIGHT = 64.0
TILE_RADIUS = 10.0
TILE_OVERFLOW = 12.0

Detail = Literal["far", "middle", "near"]
State = Literal["plain", "hover", "selected", "dimmed"]

_PAD = 12.0
_ICON_BOX = 40.0
_TEXT_LEFT = _PAD + _ICON_BOX + 10.0
_TEXT_WIDTH = TILE_WIDTH - _TEXT_LEFT - 10.0
_NAME_SIZE = 13.0
_NAME_LEADING = 16.0
_FAR_NAME_SIZE = 15.0
_FAR_NAME_LEADING = 19.0
_SERVICE_SIZE = 11.0
_SERVICE_LEADING = 15.0
_PILL_HEIGHT = 18.0
_PILL_PAD = 7.0
_PILL_TEXT = 11.0
_PILL_INSET = 10.0
_MARK = 10.0
_FULL_RAISE = 1.5
_PILL_OFF = 3.0
"""Badges sit a little outside the edge, clear of three lines of text."""
_DIMMED = 0.68

LIFECYCLE_WORDS: dict[str, str] = {
    "closed-to-new": "Closed to new",
    "end-announced": "Ending",
    "ended": "Ended",
}
"""Words of the mark on a service that one should not start with; the other states have none."""

SEVERITY_ORDER = ("error", "warning", "advice")


def short_name(service_name: str) -> str:
    """A service's name without the vendor in front: a tile has little room."""
    for vendor in ("Amazon ", "AWS "):
        if service_name.startswith(vendor):
            return service_name.removeprefix(vendor)
    return service_name


def tile_shapes(
    node: Node,
    service: Service | None,
    theme: Theme,
    *,
    detail: Detail = "near",
    badge: str = "",
    findings: Mapping[str, int] | None = None,
    state: State = "plain",
    icons: IconSource | None = None,
) -> tuple[Shape, ...]:
    """The node's tile, from back to front.

    ``badge`` is a short text such as a monthly cost; ``findings`` counts them by severity, and the gravest is
    shown. ``service`` is None where the catalog does not know the node's service. ``icons`` go before ours.
    """
    palette = _palette(theme.name, service.category if service else "concept", state)
    is_leaving = service is not None and service.lifecycle.status in LIFECYCLE_WORDS
    if detail == "far":
        return (_block(palette, state),)
    shapes = [*_card(palette, state, is_dashed=is_leaving), *_icon(node, service, palette, state, icons)]
    if detail == "middle":
        shapes += _names(node, service, palette, is_near=False)
    else:
        shapes += _names(node, service, palette, is_near=True)
        if service and is_leaving:
            shapes += _pill_left(LIFECYCLE_WORDS[service.lifecycle.status], palette)
        if badge:
            shapes += _pill_right(showable(badge), palette)
    if findings:
        shapes += _findings(findings, palette)
    return tuple(shapes)


def tile_title(node: Node, service: Service | None) -> str:
    """The node in words: its label and its service."""
    name = service.name if service else node.service
    label = showable(node.label)
    return f"{label} ({showable(name)})" if label and label != name else showable(name)


@cache
def _palette(theme_name: str, category: str, state: State) -> dict[str, str]:
    """The theme's colours with those of such a tile: ``category``, ``tint``, ``outline``."""
    colors = theme_of_name(theme_name).colors
    own = theme_of_name(theme_name).categories[category]
    outline = {"selected": colors["accent"], "hover": colors["border_strong"]}.get(state, colors["border"])
    palette = {**colors, "category": own, "tint": mixed(own, colors["surface"], 0.86), "outline": outline}
    if state == "dimmed":
        return {role: mixed(color, colors["canvas"], _DIMMED) for role, color in palette.items()}
    return palette


def _block(palette: Mapping[str, str], state: State) -> Rect:
    fill = mixed(palette["category"], palette["surface"], 0.35)
    stroke = palette["outline"] if state in {"selected", "hover"} else ""
    return Rect(
        x=0,
        y=0,
        width=TILE_WIDTH,
        height=TILE_HEIGHT,
        radius=TILE_RADIUS,
        fill=fill,
        stroke=stroke,
        line_width=6.0,
    )


def _card(palette: Mapping[str, str], state: State, *, is_dashed: bool) -> list[Shape]:
    behind = {
        "selected": _around(4, y=0, fill=palette["accent"], opacity=0.22),
        "dimmed": _around(0, y=0, fill="", opacity=0),
    }.get(state, _around(0, y=1.5, fill=palette["shadow"], opacity=0.1))
    stroke = palette["border_strong"] if is_dashed and state == "plain" else palette["outline"]
    front = Rect(
        x=0,
        y=0,
        width=TILE_WIDTH,
        height=TILE_HEIGHT,
        radius=TILE_RADIUS,
        fill=palette["surface"],
        stroke=stroke,
        line_width=2.0 if state == "selected" else 1.2 if is_dashed else 1.0,
        dash=(4.0, 4.0) if is_dashed else (),
    )
    return [behind, front] if behind.fill else [front]


def _around(by: float, *, y: float, fill: str, opacity: float) -> Rect:
    """The tile's outline, larger or lower: a halo or a shadow."""
    wide, high, radius = TILE_WIDTH + 2 * by, TILE_HEIGHT + 2 * by, TILE_RADIUS + by
    return Rect(x=-by, y=y - by, width=wide, height=high, radius=radius, fill=fill, fill_opacity=opacity)


def _icon(
    node: Node, service: Service | None, palette: Mapping[str, str], state: State, icons: IconSource | None
) -> list[Shape]:
    drawing = icon(node.service, service.category if service else "concept", icons)
    top = (TILE_HEIGHT - _ICON_BOX) / 2
    if drawing.is_colored:  # it brings its own ground
        shown = faded(drawing, palette["canvas"], _DIMMED) if state == "dimmed" else drawing
        return [Glyph(x=_PAD, y=top, size=_ICON_BOX, icon=shown, color=palette["category"])]
    square = Rect(x=_PAD, y=top, width=_ICON_BOX, height=_ICON_BOX, radius=9, fill=palette["tint"])
    return [square, Glyph(x=_PAD + 8, y=top + 8, size=24, icon=drawing, color=palette["category"])]


def _names(node: Node, service: Service | None, palette: Mapping[str, str], *, is_near: bool) -> list[Shape]:
    kind = short_name(showable(service.name if service else node.service))
    label = showable(node.label)
    name = label or kind
    below = kind if is_near and label and label not in {kind, service.name if service else ""} else ""
    size, leading = (_NAME_SIZE, _NAME_LEADING) if is_near else (_FAR_NAME_SIZE, _FAR_NAME_LEADING)
    lines = wrapped(name, _TEXT_WIDTH, size, 600, 2 if below or not is_near else 3)
    height = len(lines) * leading + (_SERVICE_LEADING if below else 0)
    # Capitals are 0.73 em high: this base line puts the block's optical middle on the tile's.
    y = (TILE_HEIGHT - height) / 2 + leading / 2 + size * 0.365
    if below and len(lines) > 1:
        y -= _FULL_RAISE  # the service's line would touch a badge on the lower edge
    shapes: list[Shape] = []
    for line in lines:
        shapes.append(Text(x=_TEXT_LEFT, y=y, text=line, size=size, color=palette["text"], weight=600))
        y += leading
    if below:
        text = elided(below, _TEXT_WIDTH, _SERVICE_SIZE)
        y -= 0.5
        shapes.append(Text(x=_TEXT_LEFT, y=y, text=text, size=_SERVICE_SIZE, color=palette["muted"]))
    return shapes


def _pill_left(text: str, palette: Mapping[str, str]) -> list[Shape]:
    return _pill(text, _PILL_INSET, -_PILL_OFF, (palette["warning_soft"], palette["warning"]), 600)


def _pill_right(text: str, palette: Mapping[str, str]) -> list[Shape]:
    text = elided(text, 84, _PILL_TEXT)
    x = TILE_WIDTH - _PILL_INSET - width(text, _PILL_TEXT) - 2 * _PILL_PAD
    return _pill(text, x, TILE_HEIGHT + _PILL_OFF, (palette["raised"], palette["muted"]), 400)


def _pill(text: str, x: float, middle: float, colors: tuple[str, str], weight: Weight) -> list[Shape]:
    """A small capsule with its vertical middle on a tile's edge."""
    fill, color = colors
    long = width(text, _PILL_TEXT, weight) + 2 * _PILL_PAD
    y = middle + _PILL_TEXT * 0.365
    return [
        _capsule(x, middle, long, fill, mixed(color, fill, 0.55)),
        Text(x=x + _PILL_PAD, y=y, text=text, size=_PILL_TEXT, color=color, weight=weight),
    ]


def _capsule(x: float, middle: float, long: float, fill: str, stroke: str) -> Rect:
    top, radius = middle - _PILL_HEIGHT / 2, _PILL_HEIGHT / 2
    return Rect(x=x, y=top, width=long, height=_PILL_HEIGHT, radius=radius, fill=fill, stroke=stroke)


def _findings(findings: Mapping[str, int], palette: Mapping[str, str]) -> list[Shape]:
    worst = next((severity for severity in SEVERITY_ORDER if findings.get(severity)), "")
    if not worst:
        return []
    count = str(findings[worst])
    long = _PILL_PAD * 2 + _MARK + 4 + width(count, _PILL_TEXT, 600)
    x = TILE_WIDTH - _PILL_INSET - long
    fill, color = palette[f"{worst}_soft"], palette[worst]
    text_x, y = x + _PILL_PAD + _MARK + 4, _PILL_TEXT * 0.365 - _PILL_OFF
    return [
        _capsule(x, -_PILL_OFF, long, fill, mixed(color, fill, 0.55)),
        *severity_mark(worst, x + _PILL_PAD + _MARK / 2, -_PILL_OFF, (color, fill)),
        Text(x=text_x, y=y, text=count, size=_PILL_TEXT, color=color, weight=600),
    ]


def severity_mark(severity: str, x: float, y: float, colors: tuple[str, str]) -> tuple[Shape, ...]:
    """The sign of a severity around (x, y), told by its form: colours are of the sign and of what is behind.

    Error: an octagon with a bar. Warning: a triangle. Advice: a ring with a dot.
    """
    color, ground = colors
    match severity:
        case "advice":
            ring = Circle(x=x, y=y, radius=_MARK / 2 - 0.6, stroke=color, line_width=1.4)
            return (ring, Circle(x=x, y=y, radius=1.5, fill=color))
        case "warning":
            return (_polygon(_TRIANGLE, x, y, color),)
        case _:
            bar = Rect(x=x - 2.9, y=y - 0.9, width=5.8, height=1.8, radius=0.9, fill=ground)
            return (_polygon(_OCTAGON, x, y, color), bar)


def _polygon(corners: tuple[tuple[float, float], ...], x: float, y: float, color: str) -> Path:
    first, *others = [(x + _MARK / 2 * dx, y + _MARK / 2 * dy) for dx, dy in corners]
    segments: tuple[Segment, ...] = (("M", *first), *(("L", *point) for point in others), ("Z",))
    return Path(segments=segments, fill=color, stroke=color, line_width=1)


_OCTAGON = (
    *((-0.41, -0.95), (0.41, -0.95), (0.95, -0.41), (0.95, 0.41)),
    *((0.41, 0.95), (-0.41, 0.95), (-0.95, 0.41), (-0.95, -0.41)),
)
_TRIANGLE = ((0.0, -0.85), (0.95, 0.8), (-0.95, 0.8))
