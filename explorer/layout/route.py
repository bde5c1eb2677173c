"""One connection between two boxes as an orthogonal line, fast enough to follow a drag.

Simple lines are tried first: straight, with one step, round a corner, round the outside. The first that
touches no box is taken. Only where all are blocked does a search run over the lines along the boxes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Literal, NamedTuple

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[float, float]
_State = tuple[int, int, float, float]
"""Column and row in the search grid, and the heading."""

_STEP: dict[Side, Point] = {"right": (1, 0), "left": (-1, 0), "bottom": (0, 1), "top": (0, -1)}
_BEND_COST = 30.0
"""A bend is worth a detour of so many pixels."""
_MOST_LINES = 60
"""Lines of the search grid in each axis; boxes farther from the connection are left out beyond it."""


class Box(NamedTuple):
    """A rectangle by its sides, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Box":
        """The box with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def middle_of(self, side: Side) -> Point:
        """The middle of one of its sides."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        if side in ("left", "right"):
            return (self.left if side == "left" else self.right), y
        return x, (self.top if side == "top" else self.bottom)


def orthogonal(
    start: Box,
    end: Box,
    *,
    start_side: Side = "right",
    end_side: Side = "left",
    obstacles: Sequence[Box] = (),
    margin: float = 16.0,
) -> list[Point]:
    """The corners of a line from the middle of one side of ``start`` to that of ``end``.

    It leaves and arrives at right angles, runs ``margin`` beside boxes where there is room and avoids the
    obstacles where it can; a connection that is shut in goes straight through them. A box may be given as
    any four numbers (left, top, right, bottom).
    """
    start, end = Box(*start), Box(*end)
    first, last = start.middle_of(start_side), end.middle_of(end_side)
    margin = min(margin, _room(first, last, start_side, end_side) / 2)
    out = _moved(first, start_side, margin)
    into = _moved(last, end_side, margin)
    walls = [box.grown(-0.5) for box in (start, end, *(Box(*box) for box in obstacles))]
    candidates = [_simplified([first, *way, last]) for way in _simple_ways(start, end, out, into, margin)]
    free = [way for way in candidates if not _hits(way, walls)]
    if free:
        return min(free, key=_cost)
    around = [box.grown(margin) for box in (start, end, *(Box(*box) for box in obstacles))]
    found = _searched(out, into, _STEP[start_side], around, walls)
    return _simplified([first, *found, last]) if found else candidates[0]


def _moved(point: Point, side: Side, by: float) -> Point:
    return point[0] + _STEP[side][0] * by, point[1] + _STEP[side][1] * by


def _room(first: Point, last: Point, start_side: Side, end_side: Side) -> float:
    """How far two sides that face each other are apart; no limit for others."""
    (dx, dy), (ex, ey) = _STEP[start_side], _STEP[end_side]
    room = (last[0] - first[0]) * dx + (last[1] - first[1]) * dy
    return room if (dx, dy) == (-ex, -ey) and room > 0 else float("inf")


def _simple_ways(start: Box, end: Box, out: Point, into: Point, margin: float) -> Iterator[list[Point]]:
    """Lines from point to point with up to three inner stretches, most likely first."""
    middle_x, middle_y = (out[0] + into[0]) / 2, (out[1] + into[1]) / 2
    yield [out, (middle_x, out[1]), (middle_x, into[1]), into]
    yield [out, (out[0], middle_y), (into[0], middle_y), into]
    yield [out, (out[0], into[1]), into]
    yield [out, (into[0], out[1]), into]
    for y in (min(start.top, end.top) - margin, max(start.bottom, end.bottom) + margin):
        yield [out, (out[0], y), (into[0], y), into]
    for x in (min(start.left, end.left) - margin, max(start.right, end.right) + margin):
        yield [out, (x, out[1]), (x, into[1]), into]


def _simplified(points: Sequence[Point]) -> list[Point]:
    """Without repeated points and points on the way between their neighbours; kept where it turns back."""
    way: list[Point] = []
    for point in points:
        if way and point == way[-1]:
            continue
        while len(way) > 1 and _is_between(way[-2], way[-1], point):
            way.pop()
        way.append(point)
    return way


def _is_between(before: Point, point: Point, after: Point) -> bool:
    return any(
        before[axis] == point[axis] == after[axis]
        and (point[1 - axis] - before[1 - axis]) * (after[1 - axis] - point[1 - axis]) >= 0
        for axis in (0, 1)
    )


def _cost(way: Sequence[Point]) -> float:
    length = sum(abs(q[0] - p[0]) + abs(q[1] - p[1]) for p, q in pairwise(way))
    return length + _BEND_COST * len(way)


def _hits(way: Sequence[Point], walls: Sequence[Box]) -> bool:
    """Whether a line passes through a box or turns back upon itself."""
    for (ax, ay), (bx, by) in pairwise(way):
        low_x, high_x = (ax, bx) if ax < bx else (bx, ax)
        low_y, high_y = (ay, by) if ay < by else (by, ay)
        for left, top, right, bottom in walls:
            if low_x < right and high_x > left and low_y < bottom and high_y > top:
                return True
    return any(
        (p[0] == q[0] == r[0] and (q[1] - p[1]) * (r[1] - q[1]) < 0)
        or (p[1] == q[1] == r[1] and (q[0] - p[0]) * (r[0] - q[0]) < 0)
        for p, q, r in zip(way, way[1:], way[2:], strict=False)
    )


def _searched(
    out: Point, into: Point, heading: Point, around: Sequence[Box], walls: Sequence[Box]
) -> list[Point] | None:
    """The cheapest way over the lines along the boxes (A*); none when every way is blocked."""
    xs, ys = _grid_lines(out, into, around)
    blocked = _blocked(xs, ys, walls)
    goal = xs.index(into[0]), ys.index(into[1])
    origin = xs.index(out[0]), ys.index(out[1])
    begin: _State = (*origin, *heading)
    best = {begin: 0.0}
    came: dict[_State, _State] = {}
    queue: list[tuple[float, float, _State]] = [(0.0, 0.0, begin)]
    while queue:
        _, cost, state = heappop(queue)
        if cost > best[state]:
            continue
        i, j, dx, dy = state
        if (i, j) == goal:
            return _retraced(came, state, xs, ys)
        for sx, sy in _STEP.values():
            ni, nj = i + int(sx), j + int(sy)
            if (sx, sy) == (-dx, -dy) or not (0 <= ni < len(xs) and 0 <= nj < len(ys)):
                continue
            here, there = (xs[i], ys[j]), (xs[ni], ys[nj])
            turn = 0.0 if (sx, sy) == (dx, dy) else _BEND_COST
            dearer = cost + abs(there[0] - here[0]) + abs(there[1] - here[1]) + turn
            after: _State = (ni, nj, sx, sy)
            if dearer >= best.get(after, float("inf")) or (min(i, ni), min(j, nj), i == ni) in blocked:
                continue
            best[after] = dearer
            came[after] = state
            guess = abs(into[0] - there[0]) + abs(into[1] - there[1])
            heappush(queue, (dearer + guess, dearer, after))
    return None


def _grid_lines(out: Point, into: Point, around: Sequence[Box]) -> tuple[list[float], list[float]]:
    """Where the search may turn: beside the boxes that are nearest to the connection, and at its ends."""
    middle = (out[0] + into[0]) / 2, (out[1] + into[1]) / 2
    near = sorted(around, key=lambda box: _distance(box, middle))[: _MOST_LINES // 2]
    xs = {out[0], into[0], middle[0], *(box.left for box in near), *(box.right for box in near)}
    ys = {out[1], into[1], middle[1], *(box.top for box in near), *(box.bottom for box in near)}
    return sorted(xs), sorted(ys)


def _blocked(xs: Sequence[float], ys: Sequence[float], walls: Sequence[Box]) -> set[tuple[int, int, bool]]:
    """Steps of the grid that a wall bars: column and row where they begin, and whether they go down."""
    found: set[tuple[int, int, bool]] = set()
    for left, top, right, bottom in walls:
        inner_columns = range(bisect_right(xs, left), bisect_left(xs, right))
        inner_rows = range(bisect_right(ys, top), bisect_left(ys, bottom))
        columns = range(max(0, inner_columns.start - 1), inner_columns.stop)
        rows = range(max(0, inner_rows.start - 1), inner_rows.stop)
        found.update((i, j, False) for i in columns for j in inner_rows)
        found.update((i, j, True) for i in inner_columns for j in rows)
    return found


def _distance(box: Box, point: Point) -> float:
    dx = max(box.left - point[0], 0.0, point[0] - box.right)
    dy = max(box.top - point[1], 0.0, point[1] - box.bottom)
    return dx + dy


def _retraced(
    came: dict[_State, _State], state: _State, xs: Sequence[float], ys: Sequence[float]
) -> list[Point]:
    way = [state]
    while way[-1] in came:
        way.append(came[way[-1]])
    return [(xs[i], ys[j]) for i, j, _, _ in reversed(way)]
