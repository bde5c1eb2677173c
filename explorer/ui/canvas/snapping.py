"""Where a dragged box comes to rest: lined up with others, else on the grid."""

from bisect import bisect_left
from typing import NamedTuple

from explorer.drawing.geometry import Box

GRID = 8.0
MAX_LINES = 600
"""Boxes looked at for alignment; the nearest of a large picture are enough."""


class Guide(NamedTuple):
    """A line to show while two boxes are aligned: from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float


class Snap(NamedTuple):
    """The distance to move by, and the guides that explain it."""

    dx: float
    dy: float
    guides: tuple[Guide, ...] = ()


class Lines:
    """The edges and middles of the boxes that stand still, the nearest first."""

    def __init__(self, boxes: list[Box]) -> None:
        self._x = _marks([(box.x, box.width, box.y, box.bottom) for box in boxes[:MAX_LINES]])
        self._y = _marks([(box.y, box.height, box.x, box.right) for box in boxes[:MAX_LINES]])

    def snap(self, box: Box, dx: float, dy: float, reach: float) -> Snap:
        """The nearest resting place of ``box`` moved by (dx, dy). ``reach`` is how far alignment pulls."""
        across = _nearest(self._x, box.x + dx, box.width, reach)
        down = _nearest(self._y, box.y + dy, box.height, reach)
        end_x = dx + across[0] if across else round((box.x + dx) / GRID) * GRID - box.x
        end_y = dy + down[0] if down else round((box.y + dy) / GRID) * GRID - box.y
        guides = []
        if across:
            low, high = min(across[2], box.y + end_y), max(across[3], box.bottom + end_y)
            guides.append(Guide(across[1], low, across[1], high))
        if down:
            low, high = min(down[2], box.x + end_x), max(down[3], box.right + end_x)
            guides.append(Guide(low, down[1], high, down[1]))
        return Snap(round(end_x), round(end_y), tuple(guides))


_Mark = tuple[float, float, float]


def _marks(spans: list[tuple[float, float, float, float]]) -> tuple[list[float], list[_Mark]]:
    marks = sorted(
        (start + part * length, low, high) for start, length, low, high in spans for part in (0.0, 0.5, 1.0)
    )
    return [mark[0] for mark in marks], marks


def _nearest(
    lines: tuple[list[float], list[_Mark]], start: float, length: float, reach: float
) -> tuple[float, float, float, float] | None:
    """(shift, line, its low end, its high end) of the line nearest to an edge or the middle."""
    places, marks = lines
    best: tuple[float, float, float, float] | None = None
    for part in (0.0, 0.5, 1.0):
        at = start + part * length
        index = bisect_left(places, at)
        for near in (index - 1, index):
            if 0 <= near < len(places) and abs(places[near] - at) <= reach:
                shift = places[near] - at
                if best is None or abs(shift) < abs(best[0]):
                    best = (shift, *marks[near])
    return best
