"""Many lines or sprites in one call of the painter, straight from a NumPy array."""

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPixmap

from explorer.ui.explore.graph import Floats


def draw_lines(painter: QPainter, lines: Floats) -> None:
    """Draw (x1, y1, x2, y2) rows with the painter's pen."""
    if not len(lines):
        return
    rows = np.ascontiguousarray(lines, dtype=np.float64)  # laid out like an array of QLineF
    painter.drawLines(shiboken6.wrapInstance(rows.ctypes.data, QLineF), len(rows))  # type: ignore[call-overload]


def draw_sprites(
    painter: QPainter, sheet: QPixmap, centers: Floats, corners: Floats, side: float, scale: float
) -> None:
    """Draw squares of the sheet, cut out at ``corners``, around ``centers``; all lengths in pixels."""
    count = len(centers)
    if not count:
        return
    rows = np.zeros((count, 10))  # laid out like an array of QPainter.PixmapFragment
    rows[:, 0:2] = centers
    rows[:, 2:4] = corners
    rows[:, 4:6] = side
    rows[:, 6:8] = scale
    rows[:, 9] = 1.0  # opacity
    first = shiboken6.wrapInstance(rows.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(first, count, sheet)  # type: ignore[arg-type]  # the first of an array
