"""The lines that arrows can take: between which sides of two tiles, and by which kind of way.

Sides that face each other are joined by a smooth curve, or by a line that turns early or late; the other ways
lead past one side of both tiles, along the row of the one that is left or reached, or from a tile to itself.
"""

from collections.abc import Iterator
from math import hypot
from typing import Literal, NamedTuple

from msgspec import Struct

from explorer.drawing.geometry import OUTWARDS, Box, Point, Side, flattened, rounded
from explorer.drawing.shapes import Segment

Way = Side | Literal["direct", "early", "late", "leaving", "arriving", "loop"]

_STUB = 14.0
_ROOM = 24.0
_ROOM_TO_TURN = 64.0
TURN = 30.0
"""How far from a tile an arrow in its middle turns."""
_LOOP = 22.0
_CORNER = 12.0
_ROW = 16.0


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


class Plan(NamedTuple):
    """The sides that an arrow uses and the way between them."""

    out: Side
    into: Side
    way: Way


_ROWS = (Plan("right", "left", "leaving"), Plan("right", "left", "arriving"))
_BACK_ROWS = (Plan("left", "right", "leaving"), Plan("left", "right", "arriving"))
_PAST_ROW = (Plan("bottom", "bottom", "bottom"), Plan("top", "top", "top"))
_PAST_COLUMN = (Plan("right", "right", "right"), Plan("left", "left", "left"))


class Lane(NamedTuple):
    """The long straight part of a way: where it lies across, and from where to where it runs."""

    is_level: bool
    """Runs along x; else along y."""
    at: float
    first: float
    last: float


def candidates(source: Box, target: Box) -> Iterator[Plan]:
    """Ways between two tiles, the most natural first."""
    for out, into, room in _facing(source, target):
        is_flat = out in {"top", "bottom"} and abs(target.x - source.x) > 2 * room
        if not is_flat:
            yield Plan(out, into, "direct")
        if is_flat or room >= _ROOM_TO_TURN:
            yield Plan(out, into, "early")
            yield Plan(out, into, "late")
    is_column = source.x < target.right and target.x < source.right
    yield from _PAST_COLUMN if is_column else _PAST_ROW
    yield from (*_ROWS, *_BACK_ROWS)
    yield from _PAST_ROW if is_column else _PAST_COLUMN


def route_to_point(box: Box, x: float, y: float) -> Route:
    """The line of an arrow that is being drawn from a tile to the pointer."""
    out, into, _ = next(_facing(box, Box(x, y, 0.0, 0.0)))
    return curved(dock(box, out, 0.0), Dock(x, y, into))


def joined(source: Box, target: Box) -> Route:
    """The line between two tiles without regard to what stands between: good enough until there is time."""
    out, into, _ = next(_facing(source, target))
    return curved(dock(source, out, 0.0), dock(target, into, 0.0))


def dragged(route: Route, start_by: Point, end_by: Point) -> Route:
    """The route while its tiles are moved: shifted with both, else from and to the same places by a plain line."""
    (ax, ay), (bx, by) = start_by, end_by
    start = route.start._replace(x=route.start.x + ax, y=route.start.y + ay)
    end = route.end._replace(x=route.end.x + bx, y=route.end.y + by)
    if start_by != end_by:
        return curved(start, end)
    points = tuple((x + ax, y + ay) for x, y in route.points)
    return Route(tuple(_shifted(segment, ax, ay) for segment in route.segments), points, start, end)


def _shifted(segment: Segment, dx: float, dy: float) -> Segment:
    kind, *numbers = segment
    return (kind, *(number + (dy if at % 2 else dx) for at, number in enumerate(numbers)))


def _facing(source: Box, target: Box) -> Iterator[tuple[Side, Side, float]]:
    """Pairs of sides that look at each other, with the room between."""
    ahead, behind = target.x - source.right, source.x - target.right
    below, above = target.y - source.bottom, source.y - target.bottom
    if ahead >= _ROOM:
        yield "right", "left", ahead
    # A tile behind in the same row, or nearly, is reached straight; one further up or down over the edge.
    is_steep = max(below, above) >= _ROOM and max(below, above) > behind
    if behind >= _ROOM and not is_steep:
        yield "left", "right", behind
    if below >= _ROOM:
        yield "bottom", "top", below
    if above >= _ROOM:
        yield "top", "bottom", above
    if behind >= _ROOM and is_steep:
        yield "left", "right", behind
    if max(ahead, behind, below, above) < _ROOM:
        yield "right", "left", 0.0


def turn_lane(plan: Plan, start: Dock, end: Dock, shift: float) -> Lane:
    """The part across of a way that turns early or late, ``shift`` further from the tile it turns at."""
    turning, facing = (start, end) if plan.way == "early" else (end, start)
    dx, dy = OUTWARDS[turning.side]
    room = abs(facing.x - turning.x) if dx else abs(facing.y - turning.y)
    reach = min(TURN + shift, max(room - _STUB, room / 2))
    if dx:
        return Lane(False, turning.x + dx * reach, *sorted((turning.y, facing.y)))
    return Lane(True, turning.y + dy * reach, *sorted((turning.x, facing.x)))


def row_lane(plan: Plan, source: Box, target: Box, ends: tuple[Dock, Dock], shift: float) -> Lane:
    """The part between two rows, just off the tile that is left or reached, on the side of the other one."""
    box, other = (source, target) if plan.way == "leaving" else (target, source)
    level = box.bottom + _ROW + shift if other.centre[1] > box.centre[1] else box.y - _ROW - shift
    return Lane(True, level, *sorted((ends[0].x, ends[1].x)))


def between_rows(lane: Lane, start: Dock, end: Dock, turns: tuple[float, float]) -> list[Point]:
    """Corners from tile to tile by way of a lane between rows, turning that far from each of the two."""
    out, back = start.x + OUTWARDS[start.side][0] * turns[0], end.x + OUTWARDS[end.side][0] * turns[1]
    return [
        (start.x, start.y),
        (out, start.y),
        (out, lane.at),
        (back, lane.at),
        (back, end.y),
        (end.x, end.y),
    ]


def through(lane: Lane, start: Dock, end: Dock) -> list[Point]:
    """Corners from tile to tile by way of a lane."""
    if lane.is_level:
        return [(start.x, start.y), (start.x, lane.at), (end.x, lane.at), (end.x, end.y)]
    return [(start.x, start.y), (lane.at, start.y), (lane.at, end.y), (end.x, end.y)]


def dock(box: Box, side: Side, offset: float) -> Dock:
    """The place on the box's side, ``offset`` from its middle."""
    match side:
        case "left":
            return Dock(box.x, box.centre[1] + offset, side)
        case "right":
            return Dock(box.right, box.centre[1] + offset, side)
        case "top":
            return Dock(box.centre[0] + offset, box.y, side)
        case _:
            return Dock(box.centre[0] + offset, box.bottom, side)


def curved(start: Dock, end: Dock) -> Route:
    """A smooth line that leaves and arrives at right angles to the edges."""
    (ox, oy), (ix, iy) = OUTWARDS[start.side], OUTWARDS[end.side]
    span = abs((end.x - start.x) * ox + (end.y - start.y) * oy)
    stub = min(_STUB, max(2.0, span / 3))
    ax, ay = start.x + ox * stub / 2, start.y + oy * stub / 2
    bx, by = end.x + ix * stub, end.y + iy * stub
    across = abs((end.y - start.y) * ox) + abs((end.x - start.x) * oy)
    if oy and across > 2 * span > 4 * stub:
        middle = (start.y + end.y) / 2
        return line([(start.x, start.y), (start.x, middle), (end.x, middle), (end.x, end.y)], start, end)
    if across < 0.01 and (bx - ax) * ox + (by - ay) * oy > 0:
        return line([(start.x, start.y), (end.x, end.y)], start, end)
    ahead = (bx - ax) * ox + (by - ay) * oy
    pull = max(ahead / 2, 0.0) if ahead > 24 else min(60.0, 24 + hypot(bx - ax, by - ay) / 6)
    segments: tuple[Segment, ...] = (
        ("M", start.x, start.y),
        ("L", ax, ay),
        ("C", ax + ox * pull, ay + oy * pull, bx + ix * pull, by + iy * pull, bx, by),
        ("L", end.x, end.y),
    )
    return Route(segments, tuple(flattened(segments)), start, end)


def looped(start: Dock, end: Dock) -> list[Point]:
    """Corners from a tile to itself, round its top right corner."""
    right, top = start.x + _LOOP, end.y - _LOOP
    return [(start.x, start.y), (right, start.y), (right, top), (end.x, top), (end.x, end.y)]


def line(corners: list[Point], start: Dock, end: Dock) -> Route:
    """Straight from corner to corner, each of them rounded."""
    segments = rounded(corners, _CORNER)
    return Route(segments, tuple(flattened(segments, 4)), start, end)
