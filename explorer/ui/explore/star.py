"""What is lit: a node, its neighbours and the arrows between, over a dimmed picture."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from explorer.drawing.shapes import mixed
from explorer.ui.canvas.camera import Camera
from explorer.ui.explore import looks
from explorer.ui.explore.batches import draw_lines
from explorer.ui.explore.choosing import Taken
from explorer.ui.explore.graph import FAMILY_IDS, Floats, Ints, Mask
from explorer.ui.explore.labels import label, size_of
from explorer.ui.explore.picture import MAX_LABELS, Picture

MANY = 30
"""From so many arrows on, only those asked for by the pointer are labelled, and all are finer."""

STEPS = 9
BUDGET_PX = 95_000
HEAD_PX = 7.0
WORDS_PX = 11
_BEND, _MORE_BEND = 0.09, 0.06


class Star:
    """A node with its shown edges and the nodes at their other ends, the important first."""

    def __init__(self, picture: Picture, node: int) -> None:
        self.picture = picture
        self.node = node
        graph = picture.graph
        ends = graph.ends
        self.edges: Ints = np.flatnonzero(picture.edges & ((ends[:, 0] == node) | (ends[:, 1] == node)))
        other = np.unique(ends[self.edges])
        other = other[other != node]
        self.neighbours: Ints = other[np.argsort(-graph.weight[other], kind="stable")]
        self._bend = _bends(ends[self.edges])

    def paint(self, painter: QPainter, camera: Camera, size: QSize, ratio: float, pointed: int) -> None:
        """Dim what is there, and light the star. ``pointed`` is the node under the pointer, or -1."""
        picture, zoom = self.picture, camera.zoom
        veil = QColor(picture.theme.colors["canvas"])
        veil.setAlphaF(0.80)
        painter.fillRect(QRectF(QPointF(0, 0), size.toSizeF()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        nodes = np.concatenate((self.neighbours, np.array([self.node], dtype=np.int64)))
        pixels = picture.to_pixels(picture.places[nodes], camera)
        inside = _in_view(pixels, size, margin=30.0)
        curves = self._curves(camera)
        self._paint_arrows(painter, curves, size, pointed)
        seen = np.flatnonzero(inside)
        if picture.is_near(zoom):
            picture.paint_chips(painter, nodes[seen], pixels[seen], zoom, ratio)
        else:
            picture.paint_dots(painter, nodes[seen], pixels[seen], zoom, ratio, 1 / ratio)
        self._paint_ring(painter, pixels[-1], self.node, zoom)
        if pointed in self.neighbours:
            at = picture.to_pixels(picture.places[pointed], camera)
            self._paint_ring(painter, at, pointed, zoom)
        taken = Taken(size.width(), size.height())
        self._paint_names(painter, nodes[seen], pixels[seen], zoom, taken, ratio, pointed)
        self._paint_words(painter, curves, taken, ratio, pointed)

    def _paint_names(
        self, painter: QPainter, nodes: Ints, pixels: Floats, zoom: float, taken: Taken, ratio: float,
        pointed: int,
    ) -> None:  # fmt: skip
        first = np.flatnonzero((nodes == self.node) | (nodes == pointed)).tolist()
        for at in first:
            place = pixels[at]
            taken.cover(place[0] - 50, place[1] - 12, 100, 42)
            self.picture.paint_name(painter, int(nodes[at]), place, zoom, None, ratio, weight=600)
        for at, node in enumerate(nodes[:MAX_LABELS]):
            if at not in first:
                self.picture.paint_name(painter, int(node), pixels[at], zoom, taken, ratio)

    def _paint_ring(self, painter: QPainter, place: Floats, node: int, zoom: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.picture.theme.colors["accent"]), 2.0))
        x, y = float(place[0]), float(place[1])
        if self.picture.is_near(zoom):
            half = self.picture.chip_side(zoom) / 2 + 2
            box = QRectF(x - half, y - half, 2 * half, 2 * half)
            painter.drawRoundedRect(box, half * 0.42, half * 0.42)
            return
        grown = max(self.picture.reach(zoom, node), 3.0) + 3.5
        painter.drawEllipse(QPointF(x, y), grown, grown)

    def _curves(self, camera: Camera) -> Floats:
        """Points along each arrow from rim to rim, pixels, array (edges, steps, 2)."""
        picture = self.picture
        ends = picture.to_pixels(picture.places[picture.graph.ends[self.edges]], camera)
        start, end = ends[:, 0], ends[:, 1]
        way = end - start
        length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
        control = (start + end) / 2 + np.column_stack((-way[:, 1], way[:, 0])) * self._bend[:, None]
        gap = np.minimum((picture.reach(camera.zoom) + 3) / length, 0.3)
        part = gap[:, None] + np.linspace(0, 1, STEPS) * (1 - 2 * gap[:, None])
        part = part[..., None]
        curves: Floats = (
            (1 - part) ** 2 * start[:, None]
            + 2 * part * (1 - part) * control[:, None]
            + part**2 * end[:, None]
        )
        return curves

    def _paint_arrows(self, painter: QPainter, curves: Floats, size: QSize, pointed: int) -> None:
        """A family after the other; what leads out of view is fainter."""
        picture = self.picture
        families = picture.graph.family[self.edges]
        is_pointed = self._is_pointed(pointed)
        away = (picture.graph.ends[self.edges, 0] == self.node)[:, None]
        far = np.where(away, curves[:, -1], curves[:, 0])
        inside = _in_view(far, size)
        many = len(self.edges) > MANY
        canvas = picture.theme.colors["canvas"]
        affordable = self._affordable(curves, inside)
        for family in range(len(FAMILY_IDS) - 1, -1, -1):
            color = looks.family_color(picture.theme, family)
            for which, faint, width in (
                (~inside & ~is_pointed & affordable, 0.72, 1.0),
                (inside & ~is_pointed & affordable, 0.35 if many else 0.0, 1.0 if many else 1.4),
                (is_pointed, 0.0, 2.2),
            ):
                chosen = which & (families == family)
                if chosen.any():
                    _paint_group(painter, curves[chosen], QColor(mixed(color, canvas, faint)), width)

    def _affordable(self, curves: Floats, inside: Mask) -> Mask:
        """The arrows that a budget of pixels is enough for: those in view and short first."""
        length = np.hypot(*(curves[:, -1] - curves[:, 0]).T) + 10
        order = np.lexsort((length, ~inside))
        found = np.zeros(len(length), dtype=np.bool_)
        found[order] = np.cumsum(np.minimum(length[order], 1500)) <= BUDGET_PX
        return found

    def _is_pointed(self, pointed: int) -> Mask:
        ends = self.picture.graph.ends[self.edges]
        found: Mask = (ends == pointed).any(axis=1) & (pointed != self.node)
        return found

    def _paint_words(
        self, painter: QPainter, curves: Floats, taken: Taken, ratio: float, pointed: int
    ) -> None:
        """What each arrow is, at its middle, where there is room; of many, only of those pointed at."""
        graph, theme = self.picture.graph, self.picture.theme
        is_pointed = self._is_pointed(pointed)
        for at in np.argsort(~is_pointed, kind="stable"):
            edge = self.edges[at]
            if not is_pointed[at] and (
                len(self.edges) > MANY or np.hypot(*(curves[at, -1] - curves[at, 0])) < 70
            ):
                continue
            lines = (graph.words[graph.word[edge]],)
            width, height = size_of(lines, WORDS_PX, 600)
            x, y = curves[at, STEPS // 2]
            left, top = float(x) - width / 2, float(y) - height / 2
            if taken.take(left, top, width, height):
                color = looks.family_color(theme, int(graph.family[edge]))
                painter.fillRect(
                    QRectF(left + 1, top + 1, width - 2, height - 2), QColor(theme.colors["canvas"])
                )
                picture = label(lines, WORDS_PX, 600, color, theme.colors["canvas"], ratio)
                painter.drawPixmap(QPointF(round(left), round(top)), picture)


def _in_view(pixels: Floats, size: QSize, margin: float = 0.0) -> Mask:
    inside: Mask = (pixels[:, 0] > -margin) & (pixels[:, 0] < size.width() + margin)
    inside &= (pixels[:, 1] > -margin) & (pixels[:, 1] < size.height() + margin)
    return inside


def _bends(ends: Ints) -> Floats:
    """How far each edge bends aside: more for each further one between the same two."""
    seen: dict[tuple[int, int], int] = {}
    bends = np.zeros(len(ends))
    for at, (source, target) in enumerate(ends.tolist()):
        turn = seen.get((source, target), 0)
        seen[source, target] = turn + 1
        bends[at] = _BEND + _MORE_BEND * turn
    return bends


def _paint_group(painter: QPainter, curves: Floats, color: QColor, width: float) -> None:
    """Curves with a head at their ends, in one colour."""
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    tips = curves[:, -1]
    back = curves[:, -2] - tips
    back = back / np.maximum(np.hypot(back[:, 0], back[:, 1]), 1e-6)[:, None]
    feet = tips + back * HEAD_PX
    shortened = np.concatenate((curves[:, :-1], (tips + back * (HEAD_PX - 1))[:, None]), axis=1)
    draw_lines(painter, np.concatenate((shortened[:, :-1], shortened[:, 1:]), axis=2).reshape(-1, 4))
    side = np.column_stack((-back[:, 1], back[:, 0])) * 3.2
    heads = QPainterPath()
    heads.setFillRule(Qt.FillRule.WindingFill)
    for tip, left, right in zip(tips.tolist(), (feet + side).tolist(), (feet - side).tolist(), strict=True):
        heads.addPolygon(QPolygonF([QPointF(*tip), QPointF(*left), QPointF(*right), QPointF(*tip)]))
    painter.fillPath(heads, color)
