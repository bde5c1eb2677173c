"""A change as it would look, to be laid over the picture: what comes, what goes, and what is set otherwise.

Each is told by its form as well as by its colour: what comes is framed by dashes and halos, what goes is struck out,
what changes is framed by a full line, and all have a word or the new value below them.
"""

from collections.abc import Iterator, Mapping, Sequence

from explorer.catalog import Catalog
from explorer.design import Change, Connection, Design, Node
from explorer.drawing.arrows import arrow_shapes
from explorer.drawing.geometry import Point, around, point_along
from explorer.drawing.routes import Route, Router, box_of, joined
from explorer.drawing.shapes import Circle, Part, Path, Rect, Segment, Shape, Text, mixed
from explorer.drawing.text import elided, width
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_RADIUS, TILE_WIDTH, tile_shapes

_OUT = 5.0
_HALO = 10.0
_HALO_SHARE = 0.72
_VEIL = 0.62
_PILL = 18.0
_PILL_TEXT = 11.0
_PILL_PAD = 7.0
_PILL_GAP = 3.0
_PILL_BELOW = 16.0
_PILL_WIDEST = 280.0
_MOST_LINES = 3
_PATIENCE_S = 0.02
"""For leading new arrows round tiles; after that they are led straight."""

Words = Mapping[str, Sequence[str]]
"""What changes at each record, by key, without the record's name."""


def preview_shapes(
    change: Change,
    design: Design,
    catalog: Catalog,
    theme: Theme,
    words: Words,
    costs: Mapping[str, str] | None = None,
) -> tuple[Shape, ...]:
    """The shapes from back to front, in the coordinates of ``design``, which is the design before the change.

    ``costs`` says by node what its cost becomes; nodes that only cost otherwise get no more than that.
    """
    picture = _Picture(change, design, catalog, theme, words)
    shapes = (*picture.arrows(), *picture.tiles())
    picture.note_costs(costs or {})
    return (*shapes, *picture.pills())


def preview_centre(change: Change) -> Point | None:
    """The middle of the nodes that a change touches; None where it touches none."""
    records = [record for side in (change.before, change.after) for record in side.values()]
    boxes = [box_of(record) for record in records if isinstance(record, Node)]
    return around(boxes).centre if boxes else None


class _Picture:
    def __init__(self, change: Change, design: Design, catalog: Catalog, theme: Theme, words: Words) -> None:
        self._change = change
        self._catalog = catalog
        self._theme = theme
        self._words = words
        after = design.copy()
        after.apply(change)
        self._ends = {**design.nodes, **after.nodes}
        links = [record.id for record in change.after.values() if isinstance(record, Connection)]
        router = Router(after)
        router.settle(links, limit_s=_PATIENCE_S)
        self._routes = router.routes
        self._pills: list[tuple[Point, str, str]] = []
        self._noted: dict[str, int] = {}
        """How many lines stand below each node."""

    def _pairs(self, kind: type[Node | Connection]) -> Iterator[tuple[str, object, object]]:
        for key, new in self._change.after.items():
            old = self._change.before.get(key)
            if isinstance(new, kind) or isinstance(old, kind):
                yield key, old, new

    def tiles(self) -> Iterator[Shape]:
        """Nodes that come, go or change."""
        for key, old, new in self._pairs(Node):
            if isinstance(new, Node) and not isinstance(old, Node):
                yield self._tile(new)
                yield self._frame(new, "accent", dash=(6.0, 4.0))
                self._note(new, ["Added"], "accent")
            elif isinstance(old, Node) and not isinstance(new, Node):
                yield from self._struck(old)
                self._note(old, ["Removed"], "error")
            elif isinstance(new, Node):
                yield self._frame(new, "accent")
                self._note(new, self._words.get(key, ()), "accent")

    def arrows(self) -> Iterator[Shape]:
        """Connections likewise."""
        for key, old, new in self._pairs(Connection):
            if isinstance(old, Connection) and (not isinstance(new, Connection) or self._leads_off(old, new)):
                yield from self._gone(old)
            if isinstance(new, Connection):
                route = self._routes.get(new.id) or self._plain(new)
                yield self._halo(route, "accent")
                yield from arrow_shapes(
                    route, self._theme.arrow(new.mechanism), self._theme, state="selected"
                )
                if isinstance(old, Connection) and (old.source, old.target) == (new.source, new.target):
                    x, y = point_along(route.points, 0.5)
                    self._add_pills((x, y - _PILL_BELOW), self._words.get(key, ()), "accent")

    def _leads_off(self, old: Connection, new: Connection) -> bool:
        """Whether the old way is left free: a node put in between would stand on it."""
        if (old.source, old.target) == (new.source, new.target):
            return False
        middle = point_along(self._plain(old).points, 0.5)
        added = [one for key, one in self._change.after.items() if self._change.before.get(key) is None]
        return not any(box_of(node).holds(*middle) for node in added if isinstance(node, Node))

    def note_costs(self, costs: Mapping[str, str]) -> None:
        """A line below each node whose cost changes."""
        for node_id, text in costs.items():
            if node_id in self._ends:
                self._note(self._ends[node_id], [text], "accent")

    def pills(self) -> Iterator[Shape]:
        """Words, over everything else."""
        for (x, y), text, role in self._pills:
            yield from self._pill(text, x, y, role)

    def _tile(self, node: Node) -> Shape:
        shapes = tile_shapes(node, self._catalog.service(node.service), self._theme)
        return Part(shapes=shapes, x=node.x, y=node.y, id=f"preview-{node.id}")

    def _frame(self, node: Node, role: str, dash: tuple[float, ...] = ()) -> Rect:
        box = box_of(node).grown(_OUT)
        return Rect(
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            radius=TILE_RADIUS + _OUT,
            stroke=self._theme.colors[role],
            line_width=2.5,
            dash=dash,
        )

    def _struck(self, node: Node) -> Iterator[Shape]:
        color, ground = self._theme.colors["error"], self._theme.colors["canvas"]
        x, y, right, bottom = node.x, node.y, node.x + TILE_WIDTH, node.y + TILE_HEIGHT
        yield Rect(
            x=x,
            y=y,
            width=TILE_WIDTH,
            height=TILE_HEIGHT,
            radius=TILE_RADIUS,
            fill=ground,
            fill_opacity=_VEIL,
        )
        lines: tuple[Segment, ...] = (("M", x, y), ("L", right, bottom), ("M", x, bottom), ("L", right, y))
        yield Path(segments=lines, stroke=color, line_width=2.0)
        yield self._frame(node, "error", dash=(6.0, 4.0))

    def _gone(self, link: Connection) -> Iterator[Shape]:
        route = self._plain(link)
        color, ground = self._theme.colors["error"], self._theme.colors["surface"]
        yield Path(segments=route.segments, stroke=color, line_width=2.0, dash=(4.0, 4.0))
        x, y = point_along(route.points, 0.5)
        yield Circle(x=x, y=y, radius=8.0, fill=ground, stroke=color, line_width=1.6)
        arm = 3.2
        cross: tuple[Segment, ...] = (
            *(("M", x - arm, y - arm), ("L", x + arm, y + arm)),
            *(("M", x - arm, y + arm), ("L", x + arm, y - arm)),
        )
        yield Path(segments=cross, stroke=color, line_width=1.8)

    def _plain(self, link: Connection) -> Route:
        return joined(box_of(self._ends[link.source]), box_of(self._ends[link.target]))

    def _halo(self, route: Route, role: str) -> Path:
        color = mixed(self._theme.colors[role], self._theme.colors["canvas"], _HALO_SHARE)
        return Path(segments=route.segments, stroke=color, line_width=_HALO)

    def _note(self, node: Node, lines: Sequence[str], role: str) -> None:
        below = self._noted.get(node.id, 0)
        y = node.y + TILE_HEIGHT + _PILL_BELOW + below * (_PILL + _PILL_GAP)
        self._add_pills((node.x + TILE_WIDTH / 2, y), lines, role)
        self._noted[node.id] = below + min(len(lines), _MOST_LINES)

    def _add_pills(self, at: Point, lines: Sequence[str], role: str) -> None:
        for number, line in enumerate(lines[:_MOST_LINES]):
            self._pills.append(((at[0], at[1] + number * (_PILL + _PILL_GAP)), line, role))

    def _pill(self, text: str, x: float, y: float, role: str) -> Iterator[Shape]:
        shown = elided(text, _PILL_WIDEST, _PILL_TEXT, 600)
        long = width(shown, _PILL_TEXT, 600) + 2 * _PILL_PAD
        colors = self._theme.colors
        yield Rect(
            x=x - long / 2,
            y=y - _PILL / 2,
            width=long,
            height=_PILL,
            radius=_PILL / 2,
            fill=colors[f"{role}_soft"],
            stroke=colors[role],
        )
        base = y + _PILL_TEXT * 0.365
        yield Text(
            x=x, y=base, text=shown, size=_PILL_TEXT, color=colors["text"], weight=600, anchor="middle"
        )
