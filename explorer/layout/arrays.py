"""The array types all layouts take and return."""

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


def edge_array(n: int, edges: npt.ArrayLike) -> IntArray:
    """Edges as an array (m, 2), also when there are none; an end outside ``0 .. n - 1`` is a ValueError."""
    array = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    if array.size and (array.min() < 0 or array.max() >= n):
        raise ValueError(f"an edge names a node outside 0 to {n - 1}")
    return array


def size_array(n: int, sizes: npt.ArrayLike) -> FloatArray:
    """Widths and heights as an array (n, 2); any other shape is a ValueError."""
    array = np.asarray(sizes, dtype=np.float64)
    if array.size != 2 * n:
        raise ValueError(f"sizes has shape {array.shape}, expected ({n}, 2)")
    return array.reshape(n, 2)
