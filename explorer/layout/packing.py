"""Boxes side by side in rows, for the parts of a drawing that nothing connects."""

from collections.abc import Sequence
from math import ceil, sqrt

import numpy as np

from explorer.layout.arrays import FloatArray

ASPECT = 16 / 10


def packed(sizes: Sequence[tuple[float, float]], gap: float) -> FloatArray:
    """The top left corners of boxes on shelves, the tallest first, in a shape near 16:10.

    An array (n, 2) in the order given. Of several shelf widths the one is taken whose outcome fits the
    smallest frame of that shape.
    """
    if not sizes:
        return np.zeros((0, 2))
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i))
    widest = max(width for width, _ in sizes)
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    wish = sqrt(area * ASPECT)
    widths = sorted({max(widest, wish * k / 10) for k in range(7, 21)})
    corners = [_shelved(sizes, order, width, gap) for width in widths]
    return min(corners, key=lambda at: _frame(at, sizes))


def _frame(corners: FloatArray, sizes: Sequence[tuple[float, float]]) -> float:
    """The width of the smallest 16:10 frame around placed boxes."""
    width, height = (corners + np.array(sizes)).max(axis=0)
    return float(max(width, height * ASPECT))


def _shelved(
    sizes: Sequence[tuple[float, float]], order: Sequence[int], width: float, gap: float
) -> FloatArray:
    corners = np.zeros((len(sizes), 2))
    x = y = shelf = 0.0
    for i in order:
        if x > 0 and x + sizes[i][0] > width + 1e-6:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        corners[i] = x, y
        x += sizes[i][0] + gap
        shelf = max(shelf, sizes[i][1])
    return corners


def grid(sizes: FloatArray, gap: float) -> FloatArray:
    """Centres of boxes in equal cells, row by row, in a shape near 16:10; array (n, 2)."""
    n = len(sizes)
    if n == 0:
        return np.zeros((0, 2))
    cell = sizes.max(axis=0) + gap
    columns = max(1, ceil(sqrt(n * ASPECT * cell[1] / cell[0])))
    number = np.arange(n)
    centres: FloatArray = (
        np.column_stack((number % columns, number // columns)) * cell + sizes.max(axis=0) / 2
    )
    return centres
