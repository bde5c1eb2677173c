"""Tiles at a distance: only the name, in letters that can still be read, and further out only the icon."""

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.design import Design, Node
from explorer.drawing.arrows import arrow_shapes
from explorer.drawing.geometry import Box, around
from explorer.drawing.icons import IconSource, icon
from explorer.drawing.routes import Router, box_of
from explorer.drawing.shapes import Glyph, Part, Rect, Shape, Text, faded, mixed
from explorer.drawing.text import showable, wrapped
from explorer.drawing.theme import ArrowStyle, Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_RADIUS, TILE_WIDTH, State, short_name

_NAME_SIZE = 26.0
_NAME_LEADING = 28.0
_ICON_SIZE = 46.0
_DIMMED = 0.7


def name_shapes(node: Node, service: Service | None, theme: Theme, state: State) -> tuple[Shape, ...]:
    """A card with the name across it."""
    color, text = _colors(service, theme, state)
    name = showable(node.label) or short_name(showable(service.name if service else node.service))
    lines = wrapped(name, TILE_WIDTH - 22, _NAME_SIZE, 600, 2)
    top = (TILE_HEIGHT - len(lines) * _NAME_LEADING) / 2 + _NAME_LEADING / 2 + _NAME_SIZE * 0.365
    words = [
        Text(x=14, y=top + row * _NAME_LEADING, text=line, size=_NAME_SIZE, color=text, weight=600)
        for row, line in enumerate(lines)
    ]
    edge = Rect(x=0, y=0, width=7, height=TILE_HEIGHT, radius=3, fill=color)
    return (_card(color, theme, state), edge, *words)


def icon_shapes(
    node: Node, service: Service | None, theme: Theme, state: State, icons: IconSource | None = None
) -> tuple[Shape, ...]:
    """A card with a large icon."""
    color, _ = _colors(service, theme, state)
    drawing = icon(node.service, service.category if service else "concept", icons)
    if state == "dimmed":
        drawing = faded(drawing, theme.colors["canvas"], _DIMMED)
    x, y = (TILE_WIDTH - _ICON_SIZE) / 2, (TILE_HEIGHT - _ICON_SIZE) / 2
    return (_card(color, theme, state), Glyph(x=x, y=y, size=_ICON_SIZE, icon=drawing, color=color))


def preview_shapes(design: Design, catalog: Catalog, theme: Theme) -> tuple[tuple[Shape, ...], Box]:
    """The whole design with icons for tiles, for a picture of a thumb's size, and the box around it."""
    routes = Router(design).all()
    arrows = [
        shape
        for link_id, route in routes.items()
        for shape in arrow_shapes(route, _bold(theme.arrow(design.connections[link_id].mechanism)), theme)
    ]
    tiles = [
        Part(shapes=icon_shapes(node, catalog.service(node.service), theme, "plain"), x=node.x, y=node.y)
        for node in design.nodes.values()
    ]
    boxes = [box_of(node) for node in design.nodes.values()]
    return (*arrows, *tiles), around(boxes) if boxes else Box(0, 0, 1, 1)


def _bold(style: ArrowStyle) -> ArrowStyle:
    """Lines that are still seen when made small."""
    return ArrowStyle(color=style.color, width=style.width * 3, head=style.head)


def _colors(service: Service | None, theme: Theme, state: State) -> tuple[str, str]:
    color, text = theme.categories[service.category if service else "concept"], theme.colors["text"]
    if state == "dimmed":
        canvas = theme.colors["canvas"]
        return mixed(color, canvas, _DIMMED), mixed(text, canvas, _DIMMED)
    return color, text


def _card(color: str, theme: Theme, state: State) -> Rect:
    stroke = theme.colors["accent"] if state == "selected" else mixed(color, theme.colors["surface"], 0.45)
    return Rect(
        x=0,
        y=0,
        width=TILE_WIDTH,
        height=TILE_HEIGHT,
        radius=TILE_RADIUS,
        fill=mixed(color, theme.colors["surface"], 0.84),
        stroke=stroke,
        line_width=5.0 if state == "selected" else 2.0,
    )
