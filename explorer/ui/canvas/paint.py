"""Painting of the display list: shapes become prepared Qt values once, and painting replays those."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import cycle, pairwise
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QTransform

from explorer.drawing.shapes import (
    Circle,
    Glyph,
    Icon,
    IconPart,
    Painted,
    Part,
    Path,
    Rect,
    Segment,
    Shape,
    Text,
)

Step = tuple[QPen, QBrush, QPainterPath]
Words = tuple[QFont, QColor, QPointF, str]

_ICON_UNITS = 24.0


class Prepared:
    """Shapes ready to be painted: outlines, then the texts of the same list, which never lie under another."""

    def __init__(self, shapes: Iterable[Shape] = ()) -> None:
        self.steps: list[Step | Words] = []
        for shape in shapes:
            self._add(shape, 0.0, 0.0)

    def paint(self, painter: QPainter) -> None:
        """Replay the shapes. The painter's pen, brush and font are left changed."""
        for step in self.steps:
            if len(step) == 3:
                painter.setPen(step[0])
                painter.setBrush(step[1])
                painter.drawPath(step[2])
            else:
                painter.setFont(step[0])
                painter.setPen(step[1])
                painter.drawText(step[2], step[3])

    def _add(self, shape: Shape, dx: float, dy: float) -> None:
        if isinstance(shape, Part):
            for inner in shape.shapes:
                self._add(inner, dx + shape.x, dy + shape.y)
        elif isinstance(shape, Text):
            self.steps.append(_words(shape, dx, dy))
        elif isinstance(shape, Glyph):
            self.steps += _glyph(shape, dx, dy)
        else:
            path = _outline(shape)
            path.translate(dx, dy)
            self.steps.append((_pen(shape), _brush(shape), path))


class Stroke:
    """A line that is not filled, painted the fast way for the zoom.

    Qt takes four times as long for a path as for its pieces one by one, where the pen is wider than a pixel. Seen
    very near, the joints of the pieces would show, and few lines are in view.
    """

    _FROM_PIXELS, _TO_PIXELS = 1.0, 6.0
    _FINENESS = 2.0

    def __init__(self, shape: Path) -> None:
        self._path = path_of(shape.segments)
        self._shape = shape
        self._pieces: list[QLineF] | None = None

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Paint it; the painter's pen and brush are left changed."""
        if self._FROM_PIXELS < self._shape.line_width * zoom < self._TO_PIXELS:
            if self._pieces is None:
                self._pieces = self._cut()
            painter.setPen(_piece_pen(self._shape.stroke, self._shape.line_width, bool(self._shape.dash)))
            painter.drawLines(self._pieces)
        else:
            painter.setPen(_pen(self._shape))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._path)

    def _cut(self) -> list[QLineF]:
        larger = QTransform.fromScale(self._FINENESS, self._FINENESS)
        smaller = QTransform.fromScale(1 / self._FINENESS, 1 / self._FINENESS)
        polygons = self._path.toSubpathPolygons(larger)
        points = [point for polygon in polygons for point in smaller.map(polygon).toList()]
        if self._shape.dash:
            return list(_dashes([point.toTuple() for point in points], self._shape.dash))
        return [QLineF(start, end) for start, end in pairwise(points)]


def _dashes(points: Iterable[tuple[float, float]], pattern: tuple[float, ...]) -> Iterator[QLineF]:
    """The parts of a line that its dashes cover; the pattern runs on from corner to corner."""
    parts = cycle(enumerate(pattern))
    at, left = next(parts)
    for (x, y), (x2, y2) in pairwise(points):
        dx, dy = x2 - x, y2 - y
        done, length = 0.0, hypot(dx, dy)
        while length - done > left:
            if at % 2 == 0:
                start, end = done / length, (done + left) / length
                yield QLineF(x + dx * start, y + dy * start, x + dx * end, y + dy * end)
            done += left
            at, left = next(parts)
        if at % 2 == 0 and length > done:
            yield QLineF(x + dx * done / length, y + dy * done / length, x2, y2)
        left -= length - done


@lru_cache(maxsize=2000)
def _piece_pen(color: str, line_width: float, is_dashed: bool) -> QPen:
    """A pen for pieces that are to look like one line."""
    made = QPen(QColor(color), line_width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if is_dashed else Qt.PenCapStyle.SquareCap)
    return made


def _outline(shape: Rect | Circle | Path) -> QPainterPath:
    path = QPainterPath()
    if isinstance(shape, Rect):
        box = QRectF(shape.x, shape.y, shape.width, shape.height)
        path.addRoundedRect(box, shape.radius, shape.radius)
    elif isinstance(shape, Circle):
        path.addEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
    else:
        path = path_of(shape.segments)
    return path


def path_of(segments: Iterable[Segment]) -> QPainterPath:
    """The segments as Qt's path."""
    path = QPainterPath()
    for segment in segments:
        match segment:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", a, b, c, d, x, y):
                path.cubicTo(a, b, c, d, x, y)
            case _:
                path.closeSubpath()
    return path


def _pen(shape: Painted) -> QPen:
    return pen(shape.stroke, shape.line_width, shape.dash)


@lru_cache(maxsize=2000)
def pen(color: str, line_width: float, dash: tuple[float, ...] = ()) -> QPen:
    """A round pen; ``dash`` in points. An empty colour draws nothing."""
    if not color:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(QColor(color), line_width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        made.setDashPattern([part / line_width for part in dash])
    return made


def _brush(shape: Painted) -> QBrush:
    return brush(shape.fill, shape.fill_opacity)


@lru_cache(maxsize=2000)
def brush(color: str, opacity: float = 1.0) -> QBrush:
    """A plain brush. An empty colour fills nothing."""
    if not color:
        return QBrush(Qt.BrushStyle.NoBrush)
    made = QColor(color)
    made.setAlphaF(opacity)
    return QBrush(made)


@lru_cache(maxsize=200)
def font(size: float, weight: int) -> QFont:
    """The bundled font at a size in points of the scene."""
    made = QFont("Inter")
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _words(shape: Text, dx: float, dy: float) -> Words:
    # explorer.drawing.text knows the widths of this very font, so that screen and export break lines alike.
    from explorer.drawing.text import width  # noqa: PLC0415 - reads the metrics file, at first use only

    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
    left = shape.x - share * width(shape.text, shape.size, shape.weight) if share else shape.x
    return font(shape.size, shape.weight), QColor(shape.color), QPointF(left + dx, shape.y + dy), shape.text


def _glyph(shape: Glyph, dx: float, dy: float) -> list[Step | Words]:
    steps: list[Step | Words] = []
    scale = shape.size / _ICON_UNITS
    for part, path in _icon_paths(shape.icon, scale):
        placed = path.translated(shape.x + dx, shape.y + dy)
        line, filled = part.stroke or shape.color, part.fill or shape.color
        outline = pen(line if part.is_stroked else "", part.line_width * scale)
        inside = brush(filled if part.fill_opacity else "", part.fill_opacity)
        steps.append((outline, inside, placed))
    return steps


@lru_cache(maxsize=2000)
def _icon_paths(icon: Icon, scale: float) -> list[tuple[IconPart, QPainterPath]]:
    found = []
    for part in icon.parts:
        path = QTransform.fromScale(scale, scale).map(path_of(part.segments))
        path.setFillRule(Qt.FillRule.OddEvenFill if part.is_even_odd else Qt.FillRule.WindingFill)
        found.append((part, path))
    return found
