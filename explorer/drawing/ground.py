"""Where the tiles stand, in a grid, for quick answers to what is in the way; and which lanes are in use."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from explorer.drawing.geometry import Box, Point
from explorer.drawing.ways import Lane

CLEARANCE = 6.0
LANE_GAP = 8.0

_CELL = 96.0
_STEP = 32.0
_MOST_STEPS = 80


class Ground:
    """Tiles by id. A line or label is in the way of a tile when it comes within `CLEARANCE`."""

    def __init__(self) -> None:
        self.boxes: dict[str, Box] = {}
        self._cells: dict[tuple[int, int], dict[str, tuple[float, float, float, float]]] = {}

    def place(self, key: str, box: Box) -> None:
        """Put a tile there, in place of where it was."""
        self.lift(key)
        self.boxes[key] = box
        x, y, wide, high = box.grown(CLEARANCE)
        for cell in _cells(box):
            self._cells.setdefault(cell, {})[key] = (x, y, x + wide, y + high)

    def lift(self, key: str) -> None:
        """Take a tile away, if it is there."""
        box = self.boxes.pop(key, None)
        for cell in _cells(box) if box else ():
            self._cells[cell].pop(key, None)

    def meeting(self, box: Box) -> list[Box]:
        """The tiles that the box meets, in no order."""
        keys: set[str] = set()
        for cell in _cells(box):
            keys.update(self._cells.get(cell, ()))
        return [self.boxes[key] for key in keys if self.boxes[key].meets(box)]

    def hits(self, points: Sequence[Point], own: set[str], enough: int) -> int:
        """How many tiles but ``own`` stand in the way of the line, counted up to ``enough``."""
        found: set[str] = set()
        cells = self._cells
        for x, y in _samples(points):
            cell = cells.get((int(x // _CELL), int(y // _CELL)))
            if not cell:
                continue
            for key, (left, top, right, bottom) in cell.items():
                if left <= x <= right and top <= y <= bottom and key not in own:
                    found.add(key)
                    if len(found) == enough:
                        return enough
        return len(found)


class Lanes:
    """The long straight parts of ways in use, so that no two lie on each other."""

    def __init__(self) -> None:
        self._rows: dict[tuple[bool, int], dict[str, Lane]] = {}
        self._row_of: dict[str, tuple[bool, int]] = {}

    def take(self, key: str, lane: Lane) -> None:
        """Use the lane, in place of the one used before."""
        self.release(key)
        row = self._row_of[key] = (lane.is_level, int(lane.at // LANE_GAP))
        self._rows.setdefault(row, {})[key] = lane

    def release(self, key: str) -> None:
        """Use none any more."""
        row = self._row_of.pop(key, None)
        if row:
            del self._rows[row][key]

    def is_free(self, lane: Lane) -> bool:
        """Whether no lane in use runs beside it within `LANE_GAP`."""
        row = int(lane.at // LANE_GAP)
        return not any(
            abs(other.at - lane.at) < LANE_GAP and other.first < lane.last and lane.first < other.last
            for near in (row - 1, row, row + 1)
            for other in self._rows.get((lane.is_level, near), {}).values()
        )


def _cells(box: Box) -> list[tuple[int, int]]:
    """Cells of the grid that the box, with its clearance, touches."""
    x, y, wide, high = box.grown(CLEARANCE)
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
