"""A whole design as one picture: title, groups, notes, arrows, tiles and a legend, with margins around."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from explorer.catalog import Catalog
from explorer.catalog.vocabulary import FAMILIES, MECHANISMS
from explorer.design import Connection, Design, Group, Node, Note
from explorer.drawing.arrows import arrow_shapes, arrow_title, label_place, legend_sample
from explorer.drawing.geometry import Box, around
from explorer.drawing.groups import group_box, group_shapes, group_title, groups_from_back
from explorer.drawing.icons import IconSource
from explorer.drawing.notes import note_box, note_shapes
from explorer.drawing.routes import Route, Router, box_of
from explorer.drawing.shapes import Part, Path, Picture, Shape, Text
from explorer.drawing.text import showable, width, wrapped
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_OVERFLOW, tile_shapes, tile_title

MARGIN = 32.0

_TITLE_SIZE = 22.0
_TITLE_LEADING = 28.0
_STORY_SIZE = 13.0
_STORY_LEADING = 19.0
_STORY_WIDTH = 640.0
_STORY_LINES = 8
_BLOCK_GAP = 28.0
_LEAST_WIDTH = 480.0
_LEGEND_SIZE = 11.0
_LEGEND_LEADING = 22.0
_LEGEND_SAMPLE = 36.0
_LEGEND_GAP = 28.0


def picture(
    design: Design,
    catalog: Catalog,
    theme: Theme,
    *,
    legend: bool = True,
    title: bool = True,
    badges: Mapping[str, str] | None = None,
    findings: Mapping[str, Mapping[str, int]] | None = None,
    icons: IconSource | None = None,
) -> Picture:
    """The design as it is drawn in exports. ``badges`` and ``findings`` (counts by severity) are by node id.

    ``icons`` go before ours.
    """
    drawing = _Drawing(design, catalog, theme, badges or {}, findings or {}, icons)
    shapes, box = drawing.shapes(), drawing.box()
    wide = max(box.width, _LEAST_WIDTH)
    above = _heading(design, theme, wide) if title else []
    top = MARGIN + (_height(above) + _BLOCK_GAP if above else 0)
    below = _legend(design, theme, wide) if legend else []
    bottom = top + box.height
    placed = [
        Part(shapes=tuple(shapes), x=MARGIN - box.x, y=top - box.y),
        *([Part(shapes=tuple(above), x=MARGIN, y=MARGIN)] if above else []),
        *([Part(shapes=tuple(below), x=MARGIN, y=bottom + _BLOCK_GAP)] if below else []),
    ]
    high = bottom + MARGIN + (_BLOCK_GAP + _height(below) if below else 0)
    return Picture(
        width=ceil(wide + 2 * MARGIN),
        height=ceil(high),
        background=theme.colors["canvas"],
        shapes=tuple(placed),
        title=showable(design.header.title) or "Architecture",
        description=_description(design),
    )


class _Drawing:
    """The shapes of a design in its own coordinates, and the box they need."""

    def __init__(
        self,
        design: Design,
        catalog: Catalog,
        theme: Theme,
        badges: Mapping[str, str],
        findings: Mapping[str, Mapping[str, int]],
        icons: IconSource | None,
    ) -> None:
        self._design = design
        self._catalog = catalog
        self._theme = theme
        self._badges = badges
        self._findings = findings
        self._icons = icons
        self._router = Router(design)
        self._routes = self._router.all()
        self._label_boxes: list[Box] = []

    def shapes(self) -> list[Shape]:
        design = self._design
        groups = [self._group(group) for group in groups_from_back(design)]
        notes = [self._note(note) for _, note in sorted(design.notes.items())]
        arrows = [self._arrow(link) for _, link in sorted(design.connections.items())]
        tiles = [self._tile(node) for _, node in sorted(design.nodes.items())]
        return [*groups, *notes, *arrows, *tiles]

    def box(self) -> Box:
        """What must not be clipped; an empty design has an empty box."""
        design = self._design
        boxes = [_with_marks(box_of(node)) for node in design.nodes.values()]
        boxes += [group_box(group) for group in design.groups.values()]
        boxes += [note_box(note) for note in design.notes.values()]
        boxes += [_route_box(route) for route in self._routes.values()]
        boxes += self._label_boxes
        return around(boxes) if boxes else Box(0, 0, 0, 0)

    def _group(self, group: Group) -> Part:
        shapes = group_shapes(group, self._design, self._theme)
        return Part(shapes=shapes, x=group.x, y=group.y, id=f"group-{group.id}", title=group_title(group))

    def _note(self, note: Note) -> Part:
        title = showable(note.text) or "Note"
        return Part(
            shapes=note_shapes(note, self._theme), x=note.x, y=note.y, id=f"note-{note.id}", title=title
        )

    def _tile(self, node: Node) -> Part:
        service = self._catalog.service(node.service)
        shapes = tile_shapes(
            node,
            service,
            self._theme,
            badge=self._badges.get(node.id, ""),
            findings=self._findings.get(node.id),
            icons=self._icons,
        )
        title = tile_title(node, service)
        return Part(shapes=shapes, x=node.x, y=node.y, id=f"node-{node.id}", title=title)

    def _arrow(self, link: Connection) -> Part:
        route = self._routes[link.id]
        label = label_place(link.label, route, self._is_taken)
        if label:
            self._label_boxes.append(label.box)
        shapes = arrow_shapes(route, self._theme.arrow(link.mechanism), self._theme, label=label)
        ends = (self._name(link.source), self._name(link.target))
        words = MECHANISMS.get(link.mechanism)
        title = arrow_title(link, *ends, words.title if words else showable(link.mechanism))
        return Part(shapes=shapes, id=f"connection-{link.id}", title=title)

    def _name(self, node_id: str) -> str:
        node = self._design.nodes[node_id]
        return showable(node.label) or showable(self._catalog.name(node.service))

    def _is_taken(self, box: Box) -> bool:
        return self._router.blocked(box.grown(3)) or any(box.meets(other) for other in self._label_boxes)


def _with_marks(tile: Box) -> Box:
    """The tile and the marks on its upper and lower edges."""
    return Box(tile.x, tile.y - TILE_OVERFLOW, tile.width, tile.height + 2 * TILE_OVERFLOW)


def _route_box(route: Route) -> Box:
    left, top = min(x for x, _ in route.points), min(y for _, y in route.points)
    right, bottom = max(x for x, _ in route.points), max(y for _, y in route.points)
    return Box(left, top, right - left, bottom - top).grown(4)


def _heading(design: Design, theme: Theme, wide: float) -> list[Shape]:
    """Title and story, from the top left; empty when the design has neither."""
    shapes: list[Shape] = []
    y = 0.0
    for line in wrapped(showable(design.header.title), wide, _TITLE_SIZE, 600, 2):
        y += _TITLE_LEADING
        color = theme.colors["text"]
        shapes.append(Text(x=0, y=y - 8, text=line, size=_TITLE_SIZE, weight=600, color=color))
    for paragraph in _paragraphs(design.header.story):
        for line in wrapped(paragraph, min(wide, _STORY_WIDTH), _STORY_SIZE, 400, _STORY_LINES):
            y += _STORY_LEADING
            shapes.append(Text(x=0, y=y - 5, text=line, size=_STORY_SIZE, color=theme.colors["muted"]))
    return shapes


def _paragraphs(story: str) -> list[str]:
    lines = [showable(line) for line in story.strip().splitlines()]
    return [line for line in lines if line][:_STORY_LINES]


def _legend(design: Design, theme: Theme, wide: float) -> list[Shape]:
    """A fine line, and below it a sample of each family of mechanisms that occurs."""
    present = {
        words.family if (words := MECHANISMS.get(link.mechanism)) else "request"
        for link in design.connections.values()
    }
    entries = [(family, title) for family, title in FAMILIES.items() if family in present]
    if not entries:
        return []
    rule = Path(segments=(("M", 0, 0), ("L", wide, 0)), stroke=theme.colors["border"])
    shapes: list[Shape] = [rule]
    x, y = 0.0, 22.0
    for family, title in entries:
        long = _LEGEND_SAMPLE + 10 + width(title, _LEGEND_SIZE)
        if x and x + long > wide:
            x, y = 0.0, y + _LEGEND_LEADING
        shapes += legend_sample(theme.arrows[family], theme, x, y, _LEGEND_SAMPLE)
        place = (x + _LEGEND_SAMPLE + 10, y + _LEGEND_SIZE * 0.365)
        shapes.append(
            Text(x=place[0], y=place[1], text=title, size=_LEGEND_SIZE, color=theme.colors["muted"])
        )
        x += long + _LEGEND_GAP
    return shapes


def _height(shapes: Iterable[Shape]) -> float:
    return max(_bottoms(shapes), default=0.0)


def _bottoms(shapes: Iterable[Shape]) -> Iterator[float]:
    for shape in shapes:
        if isinstance(shape, Text):
            yield shape.y + shape.size * 0.3


def _description(design: Design) -> str:
    story = showable(design.header.story)
    counts = f"{len(design.nodes)} services, {len(design.connections)} connections."
    return f"{story} {counts}" if story else counts
