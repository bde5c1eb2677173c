"""How good a drawing is, in numbers that tests and benchmarks compare."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.layout.arrays import FloatArray, IntArray

_BLOCK = 256


def crossings(positions: FloatArray, edges: npt.ArrayLike) -> int:
    """Pairs of edges that cross as straight lines between their nodes; meeting in a point does not count."""
    ends = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    return _crossing_segments(positions[ends[:, 0]], positions[ends[:, 1]], np.arange(len(ends)))


def route_crossings(routes: Sequence[FloatArray]) -> int:
    """Points in which polylines cross one another; touching and sharing a stretch does not count.

    A crossing exactly in a corner is not seen.
    """
    if not routes:
        return 0
    owner = np.repeat(np.arange(len(routes)), [len(route) - 1 for route in routes])
    return _crossing_segments(
        np.vstack([route[:-1] for route in routes]), np.vstack([route[1:] for route in routes]), owner
    )


def overlaps(positions: FloatArray, sizes: FloatArray, *, tolerance: float = 1e-6) -> int:
    """Pairs of boxes that share more than a border; positions are their centres."""
    total = 0
    for first in range(0, len(positions), _BLOCK):
        block = slice(first, first + _BLOCK)
        apart = np.abs(positions[block, None] - positions) - (sizes[block, None] + sizes) / 2
        total += int(np.triu((apart < -tolerance).all(axis=2), k=first + 1).sum())
    return total


def total_edge_length(positions: FloatArray, edges: npt.ArrayLike) -> float:
    """The sum of straight distances between the ends of edges."""
    ends = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    steps = positions[ends[:, 1]] - positions[ends[:, 0]]
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def _crossing_segments(starts: FloatArray, ends: FloatArray, owner: IntArray) -> int:
    """Pairs of segments of different owners that cross: each has the ends of the other on both sides."""
    total = 0
    for first in range(0, len(starts), _BLOCK):
        block = slice(first, first + _BLOCK)
        p, q = starts[block, None], ends[block, None]
        of_others = _side(p, q, starts) * _side(p, q, ends)
        of_block = _side(starts, ends, p) * _side(starts, ends, q)
        crossing = (of_others < 0) & (of_block < 0) & (owner[block, None] != owner)
        total += int(np.triu(crossing, k=first + 1).sum())
    return total


def _side(p: FloatArray, q: FloatArray, point: FloatArray) -> FloatArray:
    """The sign of the side of the line p to q on which a point lies, 0 on the line."""
    along, to = q - p, point - p
    side: FloatArray = np.sign(along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0])
    return side
