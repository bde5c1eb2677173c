"""What is worth painting: edges up to a budget of pixels, and labels that do not lie on each other."""

from collections.abc import Sequence

import numpy as np

from explorer.ui.explore.graph import Floats, Graph, Ints, Mask

CHUNK = 1 << 14
EDGE_COST_PX = 10.0
"""What an edge costs besides its pixels: a short one is not free either."""


class EdgeOrder:
    """The edges that may be shown, the strongest first: between important nodes, and short."""

    def __init__(self, graph: Graph, places: Floats, shown: Mask) -> None:
        ends = graph.ends
        a, b = places[ends[:, 0]], places[ends[:, 1]]
        length = np.hypot(*(a - b).T) if len(ends) else np.zeros(0)
        weight = np.log1p(np.minimum(graph.weight[ends[:, 0]], graph.weight[ends[:, 1]]))
        strength = (weight + 0.25) / np.sqrt(np.maximum(length, 1.0))
        chosen = np.flatnonzero(shown)
        self._order: Ints = chosen[np.argsort(-strength[chosen], kind="stable")]
        self._lines = np.hstack((a, b))[self._order]
        self._length = length[self._order]
        self._family = graph.family[self._order]

    def within(self, box: Sequence[float], zoom: float, budget_px: float) -> tuple[Floats, Ints]:
        """Lines (x1, y1, x2, y2) in points that meet the box, and their families, until the budget is spent."""
        left, top, right, bottom = box
        reach = np.hypot(right - left, bottom - top)
        lines: list[Floats] = []
        families: list[Ints] = []
        for start in range(0, len(self._order), CHUNK):
            part = self._lines[start : start + CHUNK]
            inside = np.minimum(part[:, 0], part[:, 2]) <= right
            inside &= np.maximum(part[:, 0], part[:, 2]) >= left
            inside &= np.minimum(part[:, 1], part[:, 3]) <= bottom
            inside &= np.maximum(part[:, 1], part[:, 3]) >= top
            which = np.flatnonzero(inside)
            cost = np.minimum(self._length[start : start + CHUNK][which], reach) * zoom + EDGE_COST_PX
            spent = np.cumsum(cost)
            count = int(np.searchsorted(spent, budget_px))
            lines.append(part[which[:count]])
            families.append(self._family[start : start + CHUNK][which[:count]])
            if count < len(which):
                break
            budget_px -= float(spent[-1]) if len(spent) else 0.0
        if not lines:
            return np.zeros((0, 4)), np.zeros(0, dtype=np.int64)
        return np.concatenate(lines), np.concatenate(families)


class Taken:
    """Which parts of the view are covered by text, on a grid of small cells."""

    CELL = 6

    def __init__(self, width: float, height: float) -> None:
        self._cells = np.zeros((int(height) // self.CELL + 3, int(width) // self.CELL + 3), dtype=np.bool_)

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Cover the rectangle if all of it is free; say whether it was."""
        part = self._part(x, y, width, height)
        if part.size == 0 or bool(part.any()):
            return False
        part[:] = True
        return True

    def cover(self, x: float, y: float, width: float, height: float) -> None:
        """Cover the rectangle, free or not."""
        self._part(x, y, width, height)[:] = True

    def cover_points(self, points: Floats) -> None:
        """Cover the cells of single points."""
        rows, columns = self._cells.shape
        at = (points // self.CELL).astype(np.int64) + 1
        inside = (at[:, 0] >= 0) & (at[:, 0] < columns) & (at[:, 1] >= 0) & (at[:, 1] < rows)
        self._cells[at[inside, 1], at[inside, 0]] = True

    def _part(self, x: float, y: float, width: float, height: float) -> Mask:
        cell = self.CELL
        top, left = max(int(y) // cell + 1, 0), max(int(x) // cell + 1, 0)
        bottom, right = int(y + height) // cell + 2, int(x + width) // cell + 2
        return self._cells[top : max(bottom, 0), left : max(right, 0)]


def hull(points: Floats) -> Floats:
    """The corners of the convex outline of points, counter-clockwise (Andrew's monotone chain)."""
    rows = sorted({(float(x), float(y)) for x, y in points})
    if len(rows) < 3:
        return np.array(rows).reshape(-1, 2)
    lower, upper = _chain(rows), _chain(rows[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _chain(rows: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for x, y in rows:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], (x, y)) <= 0:
            chain.pop()
        chain.append((x, y))
    return chain


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
