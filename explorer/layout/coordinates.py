"""Where vertices stand within their ranks: straight chains, short edges, nothing overlapping.

The weighted sum of how far edges climb or fall is least, by the network simplex method (Gansner and others,
"A technique for drawing directed graphs", 1993, section 4). Sweeps that place one rank after the other as near
to its neighbours as the distances allow give a start close to the end, so few exchanges remain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from explorer.layout.cancel import Cancelled, stop_if
from explorer.layout.ranks import shortest

_SWEEPS = 12
_SMALL_JOG = 6
_Pull = tuple[int, float]


@dataclass(frozen=True)
class Grid:
    """Vertices in rows, each in order, and links between neighbouring rows."""

    rows: Sequence[Sequence[int]]
    links: Sequence[tuple[int, int]]
    """From a vertex to one of the next row."""
    weights: Sequence[float]
    """How much each link should be straight."""
    separation: Callable[[int, int], float]
    """The least distance of the centres of two neighbours in a row."""
    yielding: Sequence[bool]
    """What may come a little nearer to its neighbours where that spares a small jog."""

    @property
    def count(self) -> int:
        """The number of vertices."""
        return sum(len(row) for row in self.rows)

    def linked(self) -> tuple[list[list[_Pull]], list[list[_Pull]]]:
        """What each vertex is linked to in the row before it and in the row after it."""
        before: list[list[_Pull]] = [[] for _ in range(self.count)]
        after: list[list[_Pull]] = [[] for _ in range(self.count)]
        for (u, v), weight in zip(self.links, self.weights, strict=True):
            before[v].append((u, weight))
            after[u].append((v, weight))
        return before, after


def placed(grid: Grid, *, cancelled: Cancelled | None = None) -> list[int]:
    """The coordinate of each vertex along its row, in whole units from 0."""
    n = grid.count
    if n == 0:
        return []
    start = _swept(grid, cancelled)
    edges = [pair for row in grid.rows for pair in pairwise(row)]
    least = [_distance(grid, u, v) for u, v in edges]
    weights = [0.0] * len(edges)
    # A link costs its length either way: an extra vertex below both its ends is drawn up to both.
    for (u, v), weight in zip(grid.links, grid.weights, strict=True):
        edges += [(len(start), u), (len(start), v)]
        weights += [weight, weight]
        least += [0, 0]
        start.append(min(start[u], start[v]))
    at: list[int] = shortest(len(start), edges, weights, least, start=start, cancelled=cancelled)[:n].tolist()
    _straighten(grid, at)
    first = min(at)
    return [y - first for y in at]


def _distance(grid: Grid, u: int, v: int) -> int:
    return ceil(grid.separation(u, v) - 1e-9)


def _swept(grid: Grid, cancelled: Cancelled | None) -> list[int]:
    """Rows placed one by one to and fro, each as near to the row before as can be."""
    at = [0] * grid.count
    before, after = grid.linked()
    distances = [[_distance(grid, u, v) for u, v in pairwise(row)] for row in grid.rows]
    for k in range(_SWEEPS):
        stop_if(cancelled)
        forward = k % 2 == 0
        rows = range(len(grid.rows)) if forward else range(len(grid.rows) - 1, -1, -1)
        for r in rows:
            near = before if forward else after
            wishes = [_wish(v, near[v] or after[v] or before[v], at) for v in grid.rows[r]]
            for v, y in zip(grid.rows[r], _nearest(wishes, distances[r]), strict=True):
                at[v] = y
    return at


def _wish(v: int, near: Sequence[_Pull], at: Sequence[int]) -> tuple[float, float]:
    """Where v would be best for its neighbours, and how strongly."""
    if not near:
        return float(at[v]), 0.1
    total = sum(weight for _, weight in near)
    return sum(weight * at[u] for u, weight in near) / total, total


def _nearest(wishes: Sequence[tuple[float, float]], distances: Sequence[int]) -> list[int]:
    """Coordinates that keep the distances and are nearest to the wishes in weighted squares.

    Less the distances before it, a row must not fall: pool what does (isotonic regression).
    """
    pools: list[tuple[float, float, int]] = []
    offset = 0
    offsets = [0]
    for distance in distances:
        offset += distance
        offsets.append(offset)
    for (wish, weight), shift in zip(wishes, offsets, strict=True):
        mean, total, count = wish - shift, weight, 1
        while pools and pools[-1][0] > mean:
            before, heavy, size = pools.pop()
            mean = (mean * total + before * heavy) / (total + heavy)
            total += heavy
            count += size
        pools.append((mean, total, count))
    levels = [round(mean) for mean, _, count in pools for _ in range(count)]
    return [level + shift for level, shift in zip(levels, offsets, strict=True)]


def _straighten(grid: Grid, at: list[int]) -> None:
    """Move what could stand anywhere between its neighbours level with one of them, where there is room."""
    linked = [before + after for before, after in zip(*grid.linked(), strict=True)]
    above: list[int | None] = [None] * len(at)
    below: list[int | None] = [None] * len(at)
    for row in grid.rows:
        for u, v in pairwise(row):
            above[v], below[u] = u, v
    done: set[int] = set()
    for v in range(len(at)):
        if v in done:
            continue
        run = _level_run(v, linked, at)
        done.update(run)
        pulls = sorted((at[w] - at[u], weight) for u in run for w, weight in linked[u] if w not in run)
        yields = all(grid.yielding[u] for u in run)
        small = [distance for distance, _ in pulls if yields and abs(distance) <= _SMALL_JOG]
        for shift in small or _level_shifts(pulls):
            rooms = (_room(grid, at, u, (below if shift > 0 else above)[u]) for u in run)
            if min(rooms) + (_SMALL_JOG if small else 0) >= abs(shift):
                for u in run:
                    at[u] += shift
                break


def _level_run(v: int, linked: Sequence[Sequence[_Pull]], at: Sequence[int]) -> set[int]:
    """All vertices that level links join with v."""
    run, waiting = {v}, [v]
    while waiting:
        u = waiting.pop()
        fresh = [w for w, _ in linked[u] if at[w] == at[u] and w not in run]
        run.update(fresh)
        waiting += fresh
    return run


def _level_shifts(pulls: Sequence[tuple[int, float]]) -> list[int]:
    """Shifts onto the two neighbours between which any place is as short; the nearer first."""
    half, passed = sum(weight for _, weight in pulls) / 2, 0.0
    for k, (distance, weight) in enumerate(pulls):
        passed += weight
        if passed == half:
            return sorted((distance, pulls[k + 1][0]), key=abs) if distance < 0 < pulls[k + 1][0] else []
        if passed > half:
            break
    return []


def _room(grid: Grid, at: Sequence[int], u: int, beside: int | None) -> float:
    return float("inf") if beside is None else abs(at[beside] - at[u]) - _distance(grid, u, beside)
