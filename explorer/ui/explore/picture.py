"""Painting the graph: everything that is shown, as an image that is kept while the view stands still."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QTransform,
)

from explorer.drawing.shapes import mixed
from explorer.drawing.theme import Theme
from explorer.ui.canvas.camera import Camera
from explorer.ui.explore import looks
from explorer.ui.explore.batches import draw_lines, draw_sprites
from explorer.ui.explore.choosing import EdgeOrder, Taken, hull
from explorer.ui.explore.graph import CATEGORY_IDS, ENDED, FAMILY_IDS, Floats, Graph, Ints, Mask
from explorer.ui.explore.labels import label, lines_of, size_of
from explorer.ui.explore.places import PITCH

EDGE_BUDGET_PX = 46_000
MAX_SPRITES = 8_000
"""Beyond these, dots are small enough to be set as pixels."""

MAX_LABELS = 220
MARGIN_PX = 40.0
MAX_CHIPS = 420
CHIP_PITCH_PX = 58.0
"""From this distance between neighbours on, nodes are tiles with icons."""

NAME_PITCH_PX = 15.0
LABEL_PX = 12
HULL_PAD = PITCH * 0.62


class Picture:
    """A graph in place, with what of it is shown. All painting in pixels of the widget."""

    def __init__(self, graph: Graph, places: Floats, theme: Theme) -> None:
        self.graph = graph
        self.places = places
        self.theme = theme
        self.size_class = _size_classes(graph.weight)
        self._by_weight = np.lexsort((np.arange(graph.size), -graph.weight))
        self.show(np.ones(graph.size, dtype=np.bool_), np.ones(len(graph.ends), dtype=np.bool_), places)

    def show(self, nodes: Mask, edges: Mask, places: Floats) -> None:
        """Show these nodes at these places, and those of these edges whose ends are shown."""
        ends = self.graph.ends
        self.places = places
        self.nodes = nodes
        self.edges: Mask = edges & nodes[ends[:, 0]] & nodes[ends[:, 1]]
        self._order = EdgeOrder(self.graph, places, self.edges)
        self._ranked: Ints = self._by_weight[nodes[self._by_weight]]
        self._ranked_x, self._ranked_y = np.ascontiguousarray(places[self._ranked].T)
        clusters = range(len(self.graph.clusters))
        self._hulls = [self._outline(np.flatnonzero(nodes & (self.graph.cluster == at))) for at in clusters]

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is shown, in points, with room for the names of clusters."""
        at = self.places[self.nodes]
        if not len(at):
            return (-PITCH, -PITCH, PITCH, PITCH)
        left, top = at.min(axis=0) - PITCH
        right, bottom = at.max(axis=0) + PITCH
        return (float(left), float(top) - PITCH * 0.6, float(right), float(bottom))

    def _outline(self, nodes: Ints) -> QPainterPath:
        """Around these nodes at some distance, its corners round; filling it is all that is left to do."""
        corners = QPolygonF([QPointF(x, y) for x, y in hull(self.places[nodes])])
        path = QPainterPath()
        if corners.isEmpty():
            return path
        path.addPolygon(corners)
        path.closeSubpath()
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * HULL_PAD)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        if corners.count() == 1:
            path.addEllipse(corners.first(), HULL_PAD, HULL_PAD)
            return path
        return path.united(stroker.createStroke(path)).simplified()

    def to_pixels(self, points: Floats, camera: Camera) -> Floats:
        """Points of the scene as pixels of the widget, in an array of the same shape."""
        moved: Floats = (points - np.array(camera.corner)) * camera.zoom
        return moved

    def radius(self, zoom: float) -> float:
        """The radius of an ordinary dot, pixels."""
        return min(max(round(PITCH * zoom * 0.30) / 2, 1.0), 8.0)

    def is_near(self, zoom: float) -> bool:
        """Whether nodes are tiles with icons."""
        return zoom * PITCH >= CHIP_PITCH_PX

    def chip_side(self, zoom: float) -> int:
        """The side of a tile, pixels; in a few steps, so that few pictures of each are made."""
        return int(min(max((zoom * PITCH * 0.46) // 6 * 6, 26), 56))

    def reach(self, zoom: float, node: int = -1) -> float:
        """How far from the middle of a node, or of an ordinary one, its mark goes; pixels."""
        if self.is_near(zoom):
            return self.chip_side(zoom) / 2
        return self.radius(zoom) * (looks.SIZES[self.size_class[node]] if node >= 0 else 1.0)

    def base(self, camera: Camera, size: QSize, ratio: float) -> QImage:
        """Everything that is shown, as an image with that many pixels per pixel."""
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.fill(QColor(self.theme.colors["canvas"]))
        nodes, pixels = self._visible(camera, size)
        near = self.is_near(camera.zoom) and len(nodes) <= MAX_CHIPS
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hulls(painter, camera, ratio)
        self._paint_edges(painter, camera, size, ratio)
        if not near and len(nodes) <= MAX_SPRITES:
            self.paint_dots(painter, nodes, pixels * ratio, camera.zoom, ratio)
        painter.end()
        if not near and len(nodes) > MAX_SPRITES:
            self._set_pixels(image, nodes, pixels * ratio, self.radius(camera.zoom) * ratio)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        taken = Taken(size.width(), size.height())
        self._paint_cluster_names(painter, camera, size, taken, ratio)
        if near:
            self.paint_chips(painter, nodes, pixels, camera.zoom, ratio)
        self._paint_names(painter, nodes, pixels, camera.zoom, taken, ratio)
        painter.end()
        return image

    def _visible(self, camera: Camera, size: QSize) -> tuple[Ints, Floats]:
        """Numbers of shown nodes in view, the important first, and their pixels."""
        margin = MARGIN_PX / camera.zoom
        left, top = camera.corner
        x, y = self._ranked_x, self._ranked_y
        inside = (x > left - margin) & (x < left + size.width() / camera.zoom + margin)
        inside &= (y > top - margin) & (y < top + size.height() / camera.zoom + margin)
        which = np.flatnonzero(inside)
        return self._ranked[which], np.column_stack(((x[which] - left), (y[which] - top))) * camera.zoom

    def _paint_hulls(self, painter: QPainter, camera: Camera, ratio: float) -> None:
        scale = camera.zoom * ratio
        move = QTransform(scale, 0, 0, scale, -camera.corner[0] * scale, -camera.corner[1] * scale)
        painter.setTransform(move)
        for cluster, outline in zip(self.graph.clusters, self._hulls, strict=True):
            painter.fillPath(outline, QColor(self._ground(cluster.category)))
        painter.resetTransform()

    def _ground(self, category: str) -> str:
        return mixed(self.theme.colors["canvas"], self.theme.categories[category], 0.075)

    def _paint_edges(self, painter: QPainter, camera: Camera, size: QSize, ratio: float) -> None:
        """Opaque lines in colours close to the ground: see-through ones take ten times as long."""
        left, top = camera.corner
        box = (left, top, left + size.width() / camera.zoom, top + size.height() / camera.zoom)
        lines, families = self._order.within(box, camera.zoom, EDGE_BUDGET_PX)
        lines = (lines - np.array([left, top, left, top])) * (camera.zoom * ratio)
        faint = 0.74 if self.theme.name == "light" else 0.70
        for family in range(len(FAMILY_IDS) - 1, -1, -1):
            color = mixed(looks.family_color(self.theme, family), self.theme.colors["canvas"], faint)
            painter.setPen(QPen(QColor(color), ratio))
            draw_lines(painter, lines[families == family])

    def paint_dots(
        self, painter: QPainter, nodes: Ints, device: Floats, zoom: float, ratio: float, scale: float = 1.0
    ) -> None:
        """Nodes as dots made for that pixel ratio; ``scale`` undoes what the painter enlarges by itself."""
        sheet = looks.dot_sheet(self.theme.name, self.radius(zoom) * ratio)
        column = self.size_class[nodes] * 3 + self.graph.standing[nodes]
        corners = np.column_stack((column, self.graph.category[nodes])) * float(sheet.side)
        draw_sprites(painter, sheet.pixmap, device[::-1], corners[::-1], sheet.side, scale)

    def _set_pixels(self, image: QImage, nodes: Ints, device: Floats, radius: float) -> None:
        """Dots as squares of pixels, for more nodes than sprites are good for."""
        side = max(1, round(radius * 1.6))
        x, y = (device - side / 2).astype(np.int32).T
        inside = (x >= 0) & (y >= 0) & (x < image.width() - side) & (y < image.height() - side)
        palette = [QColor(self.theme.categories[name]).rgb() for name in CATEGORY_IDS]
        colors = np.array(palette, dtype=np.uint32)[self.graph.category[nodes[inside]]][::-1]
        stride = image.bytesPerLine() // 4
        pixels = np.frombuffer(image.bits(), dtype=np.uint32)
        first = (y[inside] * stride + x[inside])[::-1]
        for row in range(side):
            for column in range(side):
                pixels[first + (row * stride + column)] = colors

    def paint_chips(
        self, painter: QPainter, nodes: Iterable[int], pixels: Floats, zoom: float, ratio: float
    ) -> None:
        """Nodes as tiles with icons."""
        side = self.chip_side(zoom)
        for node, (x, y) in zip(nodes, pixels.tolist(), strict=True):
            category = CATEGORY_IDS[self.graph.category[node]]
            standing = int(self.graph.standing[node])
            picture = looks.chip(self.theme.name, self.graph.ids[node], category, standing, side, ratio)
            painter.drawPixmap(QPointF(x - side / 2, y - side / 2), picture)

    def _paint_cluster_names(
        self, painter: QPainter, camera: Camera, size: QSize, taken: Taken, ratio: float
    ) -> None:
        """The names of clusters over their outlines: large from far, small from near."""
        size_px = round(float(np.interp(camera.zoom * PITCH, (8, 30, 90), (16, 15, 13))))
        for cluster, outline in zip(self.graph.clusters, self._hulls, strict=True):
            if outline.isEmpty():
                continue
            lines = (cluster.title,)
            width, height = size_of(lines, size_px, 600)
            box = outline.boundingRect()
            x, y = camera.to_pixel((box.center().x(), box.top()))
            left, top = x - width / 2, y - height - 1
            is_seen = -width < left < size.width() and -height < top < size.height()
            if is_seen and taken.take(left + 8, top + 4, width - 16, height - 8):
                taken.cover(left, top, width, height)
                color, canvas = self.theme.categories[cluster.category], self.theme.colors["canvas"]
                picture = label(lines, size_px, 600, color, canvas, ratio)
                painter.drawPixmap(QPointF(round(left), round(top)), picture)

    def _paint_names(
        self, painter: QPainter, nodes: Ints, pixels: Floats, zoom: float, taken: Taken, ratio: float
    ) -> None:
        """Names of the important nodes, and of others that hide no dot; where there is room."""
        if zoom * PITCH < NAME_PITCH_PX:
            return
        most = self.size_class[nodes] == len(looks.SIZES) - 1
        for at, (node, place) in enumerate(zip(nodes[:MAX_LABELS], pixels[:MAX_LABELS], strict=True)):
            if at and most[at - 1] and not most[at]:
                taken.cover_points(pixels)
            role = "faint" if self.graph.standing[node] == ENDED else "text"
            ground = self._ground(CATEGORY_IDS[self.graph.category[node]])
            self.paint_name(painter, int(node), place, zoom, taken, ratio, role=role, halo=ground)

    def paint_name(
        self, painter: QPainter, node: int, place: Floats, zoom: float, taken: Taken | None, ratio: float,
        *, role: str = "text", halo: str = "", weight: int = 400,
    ) -> None:  # fmt: skip
        """The name under a node, where there is room for it or no one asks for room."""
        lines = lines_of(self.graph.names[node])
        width, height = size_of(lines, LABEL_PX, weight)
        left, top = float(place[0]) - width / 2, float(place[1]) + self.reach(zoom, node)
        if taken is None or taken.take(left, top, width, height):
            halo = halo or self.theme.colors["canvas"]
            picture = label(lines, LABEL_PX, weight, self.theme.colors[role], halo, ratio)
            painter.drawPixmap(QPointF(round(left), round(top)), picture)


def _size_classes(weight: Floats) -> Ints:
    """0 to 3: the most important 3 in a hundred are largest."""
    if not len(weight):
        return np.zeros(0, dtype=np.int64)
    steps = np.quantile(weight, (0.55, 0.86, 0.97))
    classes: Ints = (weight[:, None] > steps).sum(axis=1).astype(np.int64)
    return classes
