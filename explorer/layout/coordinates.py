"""Where vertices stand within their ranks: straight chains, short edges, nothing overlapping.

Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): four alignments, each to the
upper or lower and to the earlier or later median, and the mean of their middle two. Blocks of aligned
vertices are placed by longest path over the blocks before them and then drawn back towards those after
them, which needs no classes and keeps every distance. Afterwards straight runs move to the median of what
they are linked to, as far as their neighbours let them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.layout.cancel import Cancelled, stop_if

Separation = Callable[[int, int], float]
_POLISH_ROUNDS = 12
_STRAIGHTNESS = (1.0, 2.0, 8.0)
"""Weight of a link with no, one or two bends: long edges are kept straight first."""


@dataclass(frozen=True)
class Grid:
    """Vertices in rows, each in order, and links between neighbouring rows."""

    rows: Sequence[Sequence[int]]
    links: Sequence[tuple[int, int]]
    """From a vertex to one of the next row."""
    is_bend: Sequence[bool]
    separation: Separation
    """The least distance of the centres of two neighbours in a row."""


def placed(grid: Grid, *, cancelled: Cancelled | None = None) -> list[float]:
    """The coordinate of each vertex along its row; the least is 0."""
    conflicts = _conflicts(grid)
    layouts = []
    for down in (True, False):
        for right in (True, False):
            stop_if(cancelled)
            layouts.append(_aligned(grid, conflicts, down=down, right=right))
    at = _balanced(layouts)
    _polish(grid, at, cancelled)
    least = min(at, default=0.0)
    return [x - least for x in at]


def _neighbours(grid: Grid, *, down: bool) -> list[list[int]]:
    """The linked vertices of the row before (or, not down, after), in the order of that row."""
    place = _place_in_row(grid)
    beside: list[list[int]] = [[] for _ in grid.is_bend]
    for u, v in grid.links:
        if down:
            beside[v].append(u)
        else:
            beside[u].append(v)
    for row in beside:
        row.sort(key=place.__getitem__)
    return beside


def _place_in_row(grid: Grid) -> list[int]:
    place = [0] * len(grid.is_bend)
    for row in grid.rows:
        for k, v in enumerate(row):
            place[v] = k
    return place


def _conflicts(grid: Grid) -> set[tuple[int, int]]:
    """Links that cross a link between two bends, and so must not be straight in its stead."""
    above = _neighbours(grid, down=True)
    place = _place_in_row(grid)
    found: set[tuple[int, int]] = set()
    for before, row in pairwise(grid.rows):
        left, scanned = 0, 0
        for k, v in enumerate(row):
            inner = next((u for u in above[v] if grid.is_bend[v] and grid.is_bend[u]), None)
            if inner is None and k < len(row) - 1:
                continue
            right = len(before) if inner is None else place[inner]
            for w in row[scanned : k + 1]:
                found.update(
                    (u, w)
                    for u in above[w]
                    if not left <= place[u] <= right and not (grid.is_bend[u] and grid.is_bend[w])
                )
            left, scanned = right, k + 1
    return found


def _aligned(grid: Grid, conflicts: set[tuple[int, int]], *, down: bool, right: bool) -> list[float]:
    """One of the four layouts; to the right means computed on mirrored rows and mirrored back."""
    rows = [list(row) if not right else list(row)[::-1] for row in grid.rows]
    beside = _neighbours(grid, down=down)
    if right:
        beside = [near[::-1] for near in beside]
    place = [0] * len(grid.is_bend)
    for row in rows:
        for k, v in enumerate(row):
            place[v] = k
    root = _blocks(rows if down else rows[::-1], beside, place, conflicts, down=down)
    at = _compacted(rows, root, grid.separation)
    return [-x for x in at] if right else at


def _blocks(
    rows: Sequence[Sequence[int]],
    beside: Sequence[Sequence[int]],
    place: Sequence[int],
    conflicts: set[tuple[int, int]],
    *,
    down: bool,
) -> list[int]:
    """The first vertex of the block of each: vertices aligned with their median neighbour."""
    root = list(range(len(place)))
    taken = [False] * len(place)
    for row in rows:
        last = -1
        for v in row:
            near = beside[v]
            count = len(near)
            for m in range((count - 1) // 2, count // 2 + 1) if count else ():
                u = near[m]
                if taken[u] or place[u] <= last or ((u, v) if down else (v, u)) in conflicts:
                    continue
                root[v] = root[u]
                taken[u] = True
                last = place[u]
                break
    return root


def _compacted(rows: Sequence[Sequence[int]], root: Sequence[int], separation: Separation) -> list[float]:
    """Blocks as far left as their distances allow, then drawn right to close gaps that are not needed."""
    after: dict[int, dict[int, float]] = {b: {} for b in root}
    waiting = dict.fromkeys(after, 0)
    for row in rows:
        for u, v in pairwise(row):
            a, b = root[u], root[v]
            if b not in after[a]:
                waiting[b] += 1
            after[a][b] = max(after[a].get(b, 0.0), separation(u, v))
    order = [b for b, count in waiting.items() if count == 0]
    at = dict.fromkeys(after, 0.0)
    for a in order:
        for b, distance in after[a].items():
            at[b] = max(at[b], at[a] + distance)
            waiting[b] -= 1
            if waiting[b] == 0:
                order.append(b)
    for a in reversed(order):
        if after[a]:
            at[a] = max(at[a], min(at[b] - distance for b, distance in after[a].items()))
    return [at[b] for b in root]


def _balanced(layouts: Sequence[Sequence[float]]) -> list[float]:
    """The mean of the middle two of four layouts, each moved to line up with the narrowest."""
    narrowest = min(layouts, key=lambda at: max(at, default=0.0) - min(at, default=0.0))
    low, high = min(narrowest, default=0.0), max(narrowest, default=0.0)
    moved = []
    for k, at in enumerate(layouts):
        right = k % 2 == 0
        shift = high - max(at, default=0.0) if right else low - min(at, default=0.0)
        moved.append([x + shift for x in at])
    return [sum(sorted(four)[1:3]) / 2 for four in zip(*moved, strict=True)]


def _polish(grid: Grid, at: list[float], cancelled: Cancelled | None) -> None:
    """Move straight runs, then all that hangs together, to their medians while that shortens links."""
    linked: list[list[tuple[int, float]]] = [[] for _ in at]
    for u, v in grid.links:
        weight = _STRAIGHTNESS[grid.is_bend[u] + grid.is_bend[v]]
        linked[u].append((v, weight))
        linked[v].append((u, weight))
    before: list[int | None] = [None] * len(at)
    after: list[int | None] = [None] * len(at)
    for row in grid.rows:
        for u, v in pairwise(row):
            after[u], before[v] = v, u
    for k in range(_POLISH_ROUNDS):
        stop_if(cancelled)
        moved = False
        rows = grid.rows if k % 2 == 0 else grid.rows[::-1]
        seen: set[int] = set()
        for row in rows:
            for v in row:
                if v not in seen:
                    run = _straight_run(v, linked, at)
                    seen.update(run)
                    moved |= _move_run(run, linked, at, before, after, grid.separation)
                moved |= _move_run([v], linked, at, before, after, grid.separation)
        if not moved:
            return


def _straight_run(v: int, linked: Sequence[Sequence[tuple[int, float]]], at: Sequence[float]) -> list[int]:
    """All vertices that straight links join with v."""
    run, found = [v], {v}
    for u in run:
        for w, _ in linked[u]:
            if w not in found and abs(at[w] - at[u]) < 1e-6:
                found.add(w)
                run.append(w)
    return run


def _move_run(
    run: Sequence[int],
    linked: Sequence[Sequence[tuple[int, float]]],
    at: list[float],
    before: Sequence[int | None],
    after: Sequence[int | None],
    separation: Separation,
) -> bool:
    """Shift a run to where its outer links are shortest, as far as there is room; tells whether it moved."""
    own = set(run)
    pulls = sorted((at[w] - at[u], weight) for u in run for w, weight in linked[u] if w not in own)
    if not pulls:
        return False
    shift = _nearest_median(pulls)
    if abs(shift) < 1e-6:
        return False
    room = abs(shift)
    for u in run:
        near = after[u] if shift > 0 else before[u]
        if near is not None and near not in own:
            free = abs(at[near] - at[u]) - (separation(u, near) if shift > 0 else separation(near, u))
            room = min(room, free)
    if room < 1e-6:
        return False
    for u in run:
        at[u] += room if shift > 0 else -room
    return True


def _nearest_median(pulls: Sequence[tuple[float, float]]) -> float:
    """The weighted median of sorted (distance, weight); of an interval of medians the end nearest 0."""
    half = sum(weight for _, weight in pulls) / 2
    passed = 0.0
    for k, (distance, weight) in enumerate(pulls):
        passed += weight
        if passed > half + 1e-9:
            return distance
        if passed >= half - 1e-9:
            low, high = distance, pulls[k + 1][0]
            return min(max(0.0, low), high)
    return pulls[-1][0]
