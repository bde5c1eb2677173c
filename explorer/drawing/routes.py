"""Where arrows run: which side of a tile they leave and reach, and the line between, clear of other tiles.

An arrow takes the nearest sides that face each other, as a smooth curve; where tiles stand in the way it goes
round them. Arrows that share a side of a tile get places of their own along it, in the order of where they
lead, so that heads do not pile up and neighbours do not cross.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Literal, NamedTuple

from msgspec import Struct

from explorer.design import Connection, Design, Node
from explorer.drawing.geometry import OUTWARDS, Box, Point, Side, flattened, rounded
from explorer.drawing.shapes import Segment
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH

Way = Side | Literal["direct", "loop"]
"""Between sides that face each other, past one side of both tiles, or from a tile to itself."""

_STUB = 14.0
_CLEARANCE = 6.0
_ROOM = 24.0
_CELL = 96.0
_STEP = 32.0
_MOST_STEPS = 80
_TRIES = 3
_MANY = 6
"""So many tiles in the way are not worth counting further."""
_LANE = 22.0
_CORNER = 12.0
_SPACING = 14.0
_DETOURS: tuple[Side, ...] = ("bottom", "top", "right", "left")
_REACH: dict[Side, float] = {"left": 22.0, "right": 22.0, "top": 30.0, "bottom": 30.0}
"""How far from a side's middle an arrow may be docked; tops and bottoms also carry marks."""


class Dock(NamedTuple):
    """Where an arrow meets a tile's edge, and on which side."""

    x: float
    y: float
    side: Side


class Route(Struct, frozen=True):
    """The line of an arrow from the edge of its source to that of its target; both ends are straight."""

    segments: tuple[Segment, ...]
    points: tuple[Point, ...]
    """The same line as short straight pieces, for hit tests and labels."""
    start: Dock
    end: Dock


class _Plan(NamedTuple):
    """The sides that an arrow uses and the way between them."""

    out: Side
    into: Side
    way: Way


def box_of(node: Node) -> Box:
    """The rectangle of the node's tile."""
    return Box(node.x, node.y, TILE_WIDTH, TILE_HEIGHT)


def route_to_point(box: Box, x: float, y: float) -> Route:
    """The line of an arrow that is being drawn from a tile to the pointer."""
    target = Box(x, y, 0.0, 0.0)
    plan = next(_facing(box, target))
    out = plan.out
    return _curved(_dock(box, out, 0.0), Dock(x, y, plan.into))


class Router:
    """The routes of a design's arrows, kept up to date piece by piece.

    `all` gives every route. After nodes came, went or moved, or their connections changed, `update` with
    their ids gives the routes that may differ now; the others stand as they were.
    """

    def __init__(self, design: Design) -> None:
        self._design = design
        self._boxes: dict[str, Box] = {}
        self._cells: dict[tuple[int, int], dict[str, tuple[float, float, float, float]]] = {}
        self._plans: dict[str, _Plan] = {}
        for node in design.nodes.values():
            self._place(node)

    def all(self) -> dict[str, Route]:
        """The route of every connection, by its id."""
        links = list(self._design.connections.values())
        self._plan(links)
        return self._routes(links, self._design.nodes)

    def update(self, node_ids: Iterable[str]) -> dict[str, Route]:
        """The routes of all connections that share a node with those of these nodes."""
        touched = set(node_ids)
        for node_id in touched:
            self._lift(node_id)
            if node_id in self._design.nodes:
                self._place(self._design.nodes[node_id])
        self._plan(self._links(touched))
        near = touched | {end for link in self._links(touched) for end in (link.source, link.target)}
        return self._routes(self._links(near), near)

    def blocked(self, box: Box) -> bool:
        """Whether a tile is in that place: labels keep off it."""
        return any(self._boxes[node_id].meets(box) for node_id in self._near(box))

    def _links(self, node_ids: Collection[str]) -> list[Connection]:
        found = {link.id: link for node_id in node_ids for link in self._design.touching(node_id)}
        return list(found.values())

    def _place(self, node: Node) -> None:
        box = self._boxes[node.id] = box_of(node)
        x, y, wide, high = box.grown(_CLEARANCE)
        for cell in _cells(box):
            self._cells.setdefault(cell, {})[node.id] = (x, y, x + wide, y + high)

    def _lift(self, node_id: str) -> None:
        box = self._boxes.pop(node_id, None)
        for cell in _cells(box) if box else ():
            self._cells[cell].pop(node_id, None)

    def _near(self, box: Box) -> set[str]:
        found: set[str] = set()
        for cell in _cells(box):
            found.update(self._cells.get(cell, ()))
        return found

    def _plan(self, links: Iterable[Connection]) -> None:
        for link in links:
            self._plans[link.id] = self._best_plan(link)

    def _best_plan(self, link: Connection) -> _Plan:
        if link.source == link.target:
            return _Plan("right", "top", "loop")
        source, target = self._boxes[link.source], self._boxes[link.target]
        best, fewest = _Plan("right", "left", "direct"), _MANY
        for plan in _candidates(source, target):
            route = self._drawn(plan, source, target, _dock(source, plan.out, 0), _dock(target, plan.into, 0))
            hits = self._hits(route, link, fewest)
            if not hits:
                return plan
            if hits < fewest:
                best, fewest = plan, hits
        return best

    def _hits(self, route: Route, link: Connection, enough: int) -> int:
        """How many tiles stand in the way, counted up to ``enough``."""
        own = {link.source, link.target}
        found: set[str] = set()
        for x, y in _samples(route.points):
            cell = self._cells.get((int(x // _CELL), int(y // _CELL)))
            for node_id, (left, top, right, bottom) in cell.items() if cell else ():
                if left <= x <= right and top <= y <= bottom and node_id not in own:
                    found.add(node_id)
            if len(found) >= enough:
                break
        return len(found)

    def _routes(self, links: Iterable[Connection], node_ids: Iterable[str]) -> dict[str, Route]:
        """Routes of the links; ``node_ids`` must hold the ends of each link that is wanted exactly."""
        docks: dict[tuple[str, bool], Dock] = {}
        wanted = set(node_ids)
        for link in links:
            wanted |= {link.source, link.target}
        for node_id in wanted:
            if node_id in self._boxes:
                docks.update(self._docks(node_id))
        return {link.id: self._route(link, docks[link.id, True], docks[link.id, False]) for link in links}

    def _route(self, link: Connection, start: Dock, end: Dock) -> Route:
        source, target = self._boxes[link.source], self._boxes[link.target]
        return self._drawn(self._plan_of(link), source, target, start, end)

    def _plan_of(self, link: Connection) -> _Plan:
        if link.id not in self._plans:
            self._plan([link])
        return self._plans[link.id]

    def _docks(self, node_id: str) -> dict[tuple[str, bool], Dock]:
        """Where each arrow of a node is docked, by (connection id, whether it starts here)."""
        by_side: dict[Side, list[tuple[tuple[float, ...], bool, str, bool]]] = {}
        box = self._boxes[node_id]
        for link in self._design.touching(node_id):
            plan = self._plan_of(link)
            for is_start, side in _ends_at(node_id, link, plan):
                other = self._boxes[link.target if is_start else link.source]
                order, is_straight = _rank(box, other, side, plan.way)
                by_side.setdefault(side, []).append(((*order,), is_straight, link.id, is_start))
        docks: dict[tuple[str, bool], Dock] = {}
        for side, ends in by_side.items():
            ends.sort(key=lambda end: (end[0], end[2]))
            offsets = _offsets([is_straight for _, is_straight, _, _ in ends], _REACH[side])
            for (_, _, link_id, is_start), offset in zip(ends, offsets, strict=True):
                docks[link_id, is_start] = _dock(box, side, offset)
        return docks

    def _drawn(self, plan: _Plan, source: Box, target: Box, start: Dock, end: Dock) -> Route:
        if plan.way == "direct":
            return _curved(start, end)
        if plan.way == "loop":
            return _loop(start, end)
        return self._detour(plan.way, source, target, (start, end))

    def _detour(self, way: Side, source: Box, target: Box, ends: tuple[Dock, Dock]) -> Route:
        """Round the tiles between two, past that side of both; longer ways run further out."""
        start, end = ends
        dx, dy = OUTWARDS[way]
        first, last = sorted((start.x, end.x) if dy else (start.y, end.y))
        lane = _LANE + min(30.0, (last - first) / 40)
        level = max(_edge(source, way), _edge(target, way)) + lane
        for _ in range(_TRIES):
            strip = _strip(way, level, first, last)
            standing = [
                _edge(self._boxes[key], way) for key in self._near(strip) if self._boxes[key].meets(strip)
            ]
            if not standing:
                break
            level = max(standing) + lane
        level *= dx + dy
        if dy:
            corners = [(start.x, start.y), (start.x, level), (end.x, level), (end.x, end.y)]
        else:
            corners = [(start.x, start.y), (level, start.y), (level, end.y), (end.x, end.y)]
        return _line(corners, start, end)


def _edge(box: Box, side: Side) -> float:
    """How far out the box reaches on that side: the larger, the further."""
    return {"left": -box.x, "right": box.right, "top": -box.y, "bottom": box.bottom}[side]


def _strip(way: Side, level: float, first: float, last: float) -> Box:
    """The ground under a detour's long part."""
    dx, dy = OUTWARDS[way]
    at, long = level * (dx + dy) - _CLEARANCE, last - first
    return Box(first, at, long, 2 * _CLEARANCE) if dy else Box(at, first, 2 * _CLEARANCE, long)


def _candidates(source: Box, target: Box) -> Iterator[_Plan]:
    """Ways between two tiles, the most natural first."""
    yield from _facing(source, target)
    for side in _DETOURS:
        yield _Plan(side, side, side)


def _facing(source: Box, target: Box) -> Iterator[_Plan]:
    """Pairs of sides that look at each other with some room between."""
    if target.x - source.right >= _ROOM:
        yield _Plan("right", "left", "direct")
    below, above = target.y - source.bottom >= _ROOM, source.y - target.bottom >= _ROOM
    is_behind = source.x - target.right >= _ROOM
    # A tile behind in the same row, or nearly, is reached straight; one further up or down over the edge.
    is_steep = abs(target.centre[1] - source.centre[1]) > abs(target.centre[0] - source.centre[0])
    if is_behind and not (is_steep and (below or above)):
        yield _Plan("left", "right", "direct")
    if below:
        yield _Plan("bottom", "top", "direct")
    if above:
        yield _Plan("top", "bottom", "direct")
    if is_behind and is_steep:
        yield _Plan("left", "right", "direct")
    yield _Plan("right", "left", "direct")


def _ends_at(node_id: str, link: Connection, plan: _Plan) -> Iterator[tuple[bool, Side]]:
    if link.source == node_id:
        yield True, plan.out
    if link.target == node_id:
        yield False, plan.into


def _rank(box: Box, other: Box, side: Side, way: Way) -> tuple[tuple[float, ...], bool]:
    """The place of an arrow among those of its side, and whether it leads straight ahead.

    Arcs below or above lie outside the direct ones, the longer round the shorter.
    """
    dx, dy = other.centre[0] - box.centre[0], other.centre[1] - box.centre[1]
    if way == "loop":
        return ((-1e9 if side == "right" else 1e9,), False)
    along = dy if side in {"left", "right"} else dx
    if way == "direct":
        return (0.0, along), abs(along) < _SPACING
    return (-1.0 if along < 0 else 1.0, -along), False


def _offsets(straight: list[bool], reach: float) -> list[float]:
    """Places along a side, around the arrows that lead straight ahead, else around the middle."""
    ahead = [at for at, is_straight in enumerate(straight) if is_straight]
    middle = (ahead[0] + ahead[-1]) / 2 if ahead else (len(straight) - 1) / 2
    furthest = max(middle, len(straight) - 1 - middle)
    spacing = min(_SPACING, reach / furthest) if furthest else 0.0
    return [(at - middle) * spacing for at in range(len(straight))]


def _dock(box: Box, side: Side, offset: float) -> Dock:
    match side:
        case "left":
            return Dock(box.x, box.centre[1] + offset, side)
        case "right":
            return Dock(box.right, box.centre[1] + offset, side)
        case "top":
            return Dock(box.centre[0] + offset, box.y, side)
        case _:
            return Dock(box.centre[0] + offset, box.bottom, side)


def _curved(start: Dock, end: Dock) -> Route:
    """A smooth line that leaves and arrives at right angles to the edges."""
    (ox, oy), (ix, iy) = OUTWARDS[start.side], OUTWARDS[end.side]
    span = abs((end.x - start.x) * ox + (end.y - start.y) * oy)
    stub = min(_STUB, max(2.0, span / 3))
    ax, ay = start.x + ox * stub / 2, start.y + oy * stub / 2
    bx, by = end.x + ix * stub, end.y + iy * stub
    across = abs((end.y - start.y) * ox) + abs((end.x - start.x) * oy)
    if oy and across > 2 * span > 4 * stub:
        middle = (start.y + end.y) / 2
        return _line([(start.x, start.y), (start.x, middle), (end.x, middle), (end.x, end.y)], start, end)
    if across < 0.01 and (bx - ax) * ox + (by - ay) * oy > 0:
        return _line([(start.x, start.y), (end.x, end.y)], start, end)
    ahead = (bx - ax) * ox + (by - ay) * oy
    pull = max(ahead / 2, 0.0) if ahead > 24 else min(60.0, 24 + hypot(bx - ax, by - ay) / 6)
    segments: tuple[Segment, ...] = (
        ("M", start.x, start.y),
        ("L", ax, ay),
        ("C", ax + ox * pull, ay + oy * pull, bx + ix * pull, by + iy * pull, bx, by),
        ("L", end.x, end.y),
    )
    return Route(segments, tuple(flattened(segments)), start, end)


def _loop(start: Dock, end: Dock) -> Route:
    """From a tile to itself, round its top right corner."""
    right, top = start.x + _LANE, end.y - _LANE
    return _line(
        [(start.x, start.y), (right, start.y), (right, top), (end.x, top), (end.x, end.y)], start, end
    )


def _line(corners: list[Point], start: Dock, end: Dock) -> Route:
    segments = rounded(corners, _CORNER)
    return Route(segments, tuple(flattened(segments, 4)), start, end)


def _cells(box: Box) -> list[tuple[int, int]]:
    """Cells of the grid that the box, with its clearance, touches."""
    x, y, wide, high = box.grown(_CLEARANCE)
    columns = range(int(x // _CELL), int((x + wide) // _CELL) + 1)
    rows = range(int(y // _CELL), int((y + high) // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _samples(points: Sequence[Point]) -> Iterator[Point]:
    """Points along the line, `_STEP` apart, or further where it is so long that they would be too many."""
    lengths = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    step = max(_STEP, sum(lengths) / _MOST_STEPS)
    for ((ax, ay), (bx, by)), length in zip(pairwise(points), lengths, strict=True):
        pieces = int(length / step) + 1
        dx, dy = (bx - ax) / pieces, (by - ay) / pieces
        for piece in range(pieces):
            yield ax + dx * piece, ay + dy * piece
