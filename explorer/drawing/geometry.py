"""Boxes, lines and curves: the little geometry that tiles, arrows and pictures share."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import dist, hypot
from typing import Literal, NamedTuple

from explorer.drawing.shapes import Segment

Point = tuple[float, float]
Side = Literal["left", "right", "top", "bottom"]

OUTWARDS: dict[Side, Point] = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
"""The direction away from a box at each of its sides."""

_CURVE_STEPS = 12


class Box(NamedTuple):
    """A rectangle with sides along the axes."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> "Box":
        """The box with ``by`` added on all sides."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside or on the edge."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all; at least one is needed."""
    listed = list(boxes)
    x, y = min(box.x for box in listed), min(box.y for box in listed)
    return Box(x, y, max(box.right for box in listed) - x, max(box.bottom for box in listed) - y)


def rounded(points: Sequence[Point], radius: float) -> tuple[Segment, ...]:
    """A line through the points, each inner corner rounded by up to ``radius``."""
    path: list[Segment] = [("M", *points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, dist(before, corner) / 2, dist(corner, after) / 2)
        if reach < 0.5:
            path.append(("L", *corner))
            continue
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        # 0.45 of the way is left to the corner: a quarter circle as one cubic.
        path += [
            ("L", *start),
            ("C", *_towards(corner, before, reach * 0.45), *_towards(corner, after, reach * 0.45), *end),
        ]
    path.append(("L", *points[-1]))
    return tuple(path)


def flattened(segments: Iterable[Segment], steps: int = _CURVE_STEPS) -> list[Point]:
    """Points along the path; a curve becomes ``steps`` lines."""
    points: list[Point] = []
    for segment in segments:
        if segment[0] == "C":
            points += _on_curve(points[-1], segment, steps)
        elif segment[0] != "Z":
            _, *numbers = segment
            points.append((numbers[0], numbers[1]))
    return points


def _on_curve(start: Point, segment: Segment, steps: int) -> list[Point]:
    _, *numbers = segment
    (ax, ay), (bx, by, cx, cy, dx, dy) = start, numbers
    points: list[Point] = []
    for step in range(1, steps + 1):
        t = step / steps
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        points.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return points


def point_along(points: Sequence[Point], share: float) -> Point:
    """The point at ``share`` of the line's length: 0.5 is the middle."""
    lengths = [dist(a, b) for a, b in pairwise(points)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            return _towards(a, b, left)
        left -= length
    return points[-1]


def distance_to(points: Sequence[Point], x: float, y: float) -> float:
    """How far the point is from the line, in points: for finding what was clicked."""
    if len(points) == 1:
        return dist(points[0], (x, y))
    return min(_distance_to_line(a, b, x, y) for a, b in pairwise(points))


def _distance_to_line(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    return hypot(x - a[0] - along * dx, y - a[1] - along * dy)


def _towards(start: Point, end: Point, by: float) -> Point:
    length = dist(start, end)
    if length == 0:
        return start
    share = by / length
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
