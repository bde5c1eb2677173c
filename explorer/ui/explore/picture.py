"""Painting the graph: a base with everything, kept between frames, and over it what is lit."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QStaticText,
    QTransform,
)

from explorer.drawing.shapes import mixed
from explorer.drawing.theme import Theme
from explorer.ui.canvas.camera import Camera
from explorer.ui.explore import looks
from explorer.ui.explore.batches import draw_lines, draw_sprites
from explorer.ui.explore.choosing import EdgeOrder, Taken, hull
from explorer.ui.explore.graph import CATEGORY_IDS, ENDED, FAMILY_IDS, Floats, Graph, Ints, Mask
from explorer.ui.explore.places import PITCH

EDGE_BUDGET_PX = 46_000
MAX_SPRITES = 8_000
"""Beyond these, dots are small enough to be set as pixels."""

MAX_LABELS = 320
MAX_CHIPS = 420
CHIP_PITCH_PX = 58.0
"""From this distance between neighbours on, nodes are tiles with icons."""

NAME_PITCH_PX = 15.0
LABEL_PX = 11.5
LIT_LABEL_PX = 12.0
_HULL_PAD = PITCH * 0.62


class Picture:
    """A graph in place, with what of it is shown. All painting in pixels of the widget."""

    def __init__(self, graph: Graph, places: Floats, theme: Theme) -> None:
        self.graph = graph
        self.places = places
        self.theme = theme
        self.ratio = 1.0
        self.size_class = _size_classes(graph.weight)
        self._by_weight = np.lexsort((np.arange(graph.size), -graph.weight))
        self.show(np.ones(graph.size, dtype=np.bool_), np.ones(len(graph.ends), dtype=np.bool_))

    def show(self, nodes: Mask, edges: Mask, places: Floats | None = None) -> None:
        """Show these nodes, and those of these edges whose ends are shown; at other places, if given."""
        self.places = self.places if places is None else places
        ends = self.graph.ends
        self.nodes = nodes
        self.edges: Mask = edges & nodes[ends[:, 0]] & nodes[ends[:, 1]]
        self._order = EdgeOrder(self.graph, self.places, self.edges)
        self._ranked = self._by_weight[nodes[self._by_weight]]
        self._hulls = [self._outline(np.flatnonzero(nodes & (self.graph.cluster == at)))
                       for at in range(len(self.graph.clusters))]  # fmt: skip

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is shown, in points, with room for the names of clusters."""
        at = self.places[self.nodes]
        if not len(at):
            return (-PITCH, -PITCH, PITCH, PITCH)
        left, top = at.min(axis=0) - PITCH
        right, bottom = at.max(axis=0) + PITCH
        return (float(left), float(top) - PITCH * 0.6, float(right), float(bottom))

    def _outline(self, nodes: Ints) -> QPolygonF:
        return QPolygonF([QPointF(x, y) for x, y in hull(self.places[nodes])])

    def to_pixels(self, points: Floats, camera: Camera) -> Floats:
        """Points of the scene as pixels of the widget, array (n, 2)."""
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

    def reach(self, zoom: float) -> float:
        """How far from the middle of a node its mark goes, pixels."""
        return self.chip_side(zoom) / 2 if self.is_near(zoom) else self.radius(zoom)

    def visible(self, camera: Camera, size: QSize, *, margin: float = 40.0) -> Ints:
        """Numbers of shown nodes in view, the important first."""
        pixels = self.to_pixels(self.places, camera)
        inside = (pixels[:, 0] > -margin) & (pixels[:, 0] < size.width() + margin)
        inside &= (pixels[:, 1] > -margin) & (pixels[:, 1] < size.height() + margin)
        found: Ints = self._ranked[inside[self._ranked]]
        return found

    def base(self, camera: Camera, size: QSize, ratio: float) -> QImage:
        """Everything that is shown, as an image with that many pixels per pixel."""
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.fill(QColor(self.theme.colors["canvas"]))
        nodes = self.visible(camera, size)
        pixels = self.to_pixels(self.places[nodes], camera)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hulls(painter, camera, ratio)
        self._paint_edges(painter, camera, size, ratio)
        near = self.is_near(camera.zoom) and len(nodes) <= MAX_CHIPS
        if not near and len(nodes) <= MAX_SPRITES:
            self._paint_dots(painter, nodes, pixels * ratio, camera.zoom, ratio)
        painter.end()
        if not near and len(nodes) > MAX_SPRITES:
            self._set_pixels(image, nodes, pixels * ratio, self.radius(camera.zoom) * ratio)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        taken = Taken(size.width(), size.height())
        self._paint_cluster_names(painter, camera, size, taken)
        if near:
            self._paint_chips(painter, nodes, pixels, camera.zoom, ratio)
        self._paint_names(painter, nodes, pixels, camera.zoom, taken)
        painter.end()
        return image

    def _paint_hulls(self, painter: QPainter, camera: Camera, ratio: float) -> None:
        scale = camera.zoom * ratio
        move = QTransform(scale, 0, 0, scale, -camera.corner[0] * scale, -camera.corner[1] * scale)
        painter.setTransform(move)
        for cluster, outline in zip(self.graph.clusters, self._hulls, strict=True):
            if outline.isEmpty():
                continue
            color = QColor(self._ground(cluster.category))
            pen = QPen(color, 2 * _HULL_PAD)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(color)
            painter.drawPolygon(outline) if outline.count() > 2 else painter.drawPolyline(outline)
        painter.resetTransform()

    def _ground(self, category: str) -> str:
        return mixed(self.theme.colors["canvas"], self.theme.categories[category], 0.075)

    def _paint_edges(self, painter: QPainter, camera: Camera, size: QSize, ratio: float) -> None:
        left, top = camera.corner
        box = (left, top, left + size.width() / camera.zoom, top + size.height() / camera.zoom)
        lines, families = self._order.within(box, camera.zoom, EDGE_BUDGET_PX)
        lines = (lines - np.array([left, top, left, top])) * (camera.zoom * ratio)
        faint = 0.74 if self.theme.name == "light" else 0.70
        for family in range(len(FAMILY_IDS) - 1, -1, -1):
            color = mixed(looks.family_color(self.theme, family), self.theme.colors["canvas"], faint)
            painter.setPen(QPen(QColor(color), ratio))
            draw_lines(painter, lines[families == family])

    def _paint_dots(self, painter: QPainter, nodes: Ints, device: Floats, zoom: float, ratio: float) -> None:
        sheet = looks.dot_sheet(self.theme.name, self.radius(zoom) * ratio)
        column = self.size_class[nodes] * 3 + self.graph.standing[nodes]
        corners = np.column_stack((column, self.graph.category[nodes])) * float(sheet.side)
        draw_sprites(painter, sheet.pixmap, device[::-1], corners[::-1], sheet.side)

    def _set_pixels(self, image: QImage, nodes: Ints, device: Floats, radius: float) -> None:
        """Dots as squares of pixels, for more nodes than sprites are good for."""
        width, height = image.width(), image.height()
        side = max(1, round(radius * 1.6))
        x, y = (device - side / 2).astype(np.int32).T
        inside = (x >= 0) & (y >= 0) & (x < width - side) & (y < height - side)
        palette = [QColor(self.theme.categories[name]).rgb() for name in CATEGORY_IDS]
        colors = np.array(palette, dtype=np.uint32)[self.graph.category[nodes[inside]]][::-1]
        stride = image.bytesPerLine() // 4
        pixels = np.frombuffer(image.bits(), dtype=np.uint32)
        first = (y[inside] * stride + x[inside])[::-1]
        for row in range(side):
            for column in range(side):
                pixels[first + (row * stride + column)] = colors

    def _paint_chips(
        self, painter: QPainter, nodes: Iterable[int], pixels: Floats, zoom: float, ratio: float
    ) -> None:
        side = self.chip_side(zoom)
        for node, (x, y) in zip(nodes, pixels, strict=True):
            category = CATEGORY_IDS[self.graph.category[node]]
            standing = int(self.graph.standing[node])
            picture = looks.chip(self.theme.name, self.graph.ids[node], category, standing, side, ratio)
            painter.drawPixmap(QPointF(x - side / 2, y - side / 2), picture)

    def _paint_cluster_names(self, painter: QPainter, camera: Camera, size: QSize, taken: Taken) -> None:
        """The names of clusters over their outlines: large from far, small from near."""
        size_px = float(np.interp(camera.zoom * PITCH, (8, 30, 90), (17, 15, 13)))
        painter.setFont(looks.font(size_px, 600))
        for cluster, outline in zip(self.graph.clusters, self._hulls, strict=True):
            if outline.isEmpty():
                continue
            box = outline.boundingRect()
            width, height = text_size(cluster.title, size_px, 600)
            x, y = camera.to_pixel((box.center().x(), box.top() - _HULL_PAD))
            left, top = x - width / 2, y - height - 2
            if (
                -width < left < size.width()
                and -height < top < size.height()
                and taken.take(left, top, width, height)
            ):
                painter.setPen(QColor(self.theme.categories[cluster.category]))
                painter.drawStaticText(QPointF(left, top), static_text(cluster.title, round(size_px), 600))

    def _paint_names(self, painter: QPainter, nodes: Ints, pixels: Floats, zoom: float, taken: Taken) -> None:
        if zoom * PITCH < NAME_PITCH_PX:
            return
        most = self.size_class[nodes] == len(looks.SIZES) - 1
        painter.setFont(looks.font(LABEL_PX))
        text, faint = QColor(self.theme.colors["text"]), QColor(self.theme.colors["faint"])
        for at, (node, (x, y)) in enumerate(zip(nodes[:MAX_LABELS], pixels[:MAX_LABELS], strict=True)):
            if at and most[at - 1] and not most[at]:
                taken.cover_points(pixels)  # only the most important may hide a dot
            color = faint if self.graph.standing[node] == ENDED else text
            self.paint_name(painter, int(node), x, y, zoom, taken, color)

    def paint_name(
        self, painter: QPainter, node: int, x: float, y: float, zoom: float, taken: Taken | None,
        color: QColor, weight: int = 400,
    ) -> bool:  # fmt: skip
        """The name under a node, on a ground that keeps it legible, where there is room for it."""
        lines = name_lines(self.graph.names[node])
        sizes = [text_size(line, LABEL_PX, weight) for line in lines]
        width, height = max(size[0] for size in sizes), sum(size[1] for size in sizes)
        grown = self.reach(zoom) * (1.0 if self.is_near(zoom) else looks.SIZES[self.size_class[node]])
        top = y + grown + 1
        if taken is not None and not taken.take(x - width / 2 - 2, top, width + 4, height):
            return False
        ground = QColor(self._ground(CATEGORY_IDS[self.graph.category[node]]))
        ground.setAlpha(170)
        painter.fillRect(QRectF(x - width / 2 - 2, top, width + 4, height), ground)
        painter.setPen(color)
        for line, size in zip(lines, sizes, strict=True):
            painter.drawStaticText(QPointF(x - size[0] / 2, top), static_text(line, round(LABEL_PX), weight))
            top += size[1] - 1
        return True

    def paint_lit(self, painter: QPainter, camera: Camera, size: QSize, star: "Star", ratio: float) -> None:
        """Dim everything, then light a node, its neighbours and the edges between."""
        veil = QColor(self.theme.colors["canvas"])
        veil.setAlphaF(0.80)
        painter.fillRect(QRectF(QPointF(0, 0), size.toSizeF()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.to_pixels(self.places[star.node], camera)
        x, y = float(middle[0]), float(middle[1])
        taken = Taken(size.width(), size.height())
        others = self.to_pixels(self.places[star.neighbours], camera)
        self._paint_rays(painter, star, camera)
        nodes = np.concatenate((np.array([star.node], dtype=np.int64), star.neighbours))
        pixels = np.vstack((middle, others))
        if self.is_near(camera.zoom):
            self._paint_chips(painter, nodes, pixels, camera.zoom, ratio)
        else:
            self._paint_lit_dots(painter, nodes, pixels, camera.zoom)
        self._paint_ring(painter, middle, star.node, camera.zoom)
        text = QColor(self.theme.colors["text"])
        self.paint_name(painter, star.node, x, y, camera.zoom, None, text, 600)
        taken.cover(x - 60, y - 14, 120, 46)
        inside = (others > 0).all(axis=1) & (others < [size.width(), size.height()]).all(axis=1)
        for node, (x, y) in zip(star.neighbours[inside], others[inside], strict=True):
            self.paint_name(painter, int(node), x, y, camera.zoom, taken, text)
        self._paint_words(painter, star, camera, taken)

    def _paint_lit_dots(self, painter: QPainter, nodes: Ints, pixels: Floats, zoom: float) -> None:
        radius = self.radius(zoom)
        for node, (x, y) in zip(nodes, pixels, strict=True):
            standing = int(self.graph.standing[node])
            color = QColor(self.theme.categories[CATEGORY_IDS[self.graph.category[node]]])
            grown = max(radius * looks.SIZES[self.size_class[node]], 3.0)
            painter.setPen(QPen(color, max(1.0, grown * 0.3)))
            painter.setBrush(color if standing == 0 else QColor(self.theme.colors["canvas"]))
            painter.drawEllipse(QPointF(x, y), grown - 1, grown - 1)

    def _paint_ring(self, painter: QPainter, middle: Floats, node: int, zoom: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.colors["accent"]), 2.0))
        at = QPointF(*middle)
        if self.is_near(zoom):
            half = self.chip_side(zoom) / 2 + 2
            painter.drawRoundedRect(
                QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), half * 0.42, half * 0.42
            )
            return
        grown = max(self.radius(zoom) * looks.SIZES[self.size_class[node]], 3.0) + 3.5
        painter.drawEllipse(at, grown, grown)

    def _paint_rays(self, painter: QPainter, star: "Star", camera: Camera) -> None:
        ends = self.to_pixels(self.places[self.graph.ends[star.edges]].reshape(-1, 2), camera).reshape(-1, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        gap = self.reach(camera.zoom) + 3
        for edge, (x1, y1, x2, y2) in zip(star.edges, ends, strict=True):
            color = QColor(looks.family_color(self.theme, int(self.graph.family[edge])))
            path, tip = ray((x1, y1), (x2, y2), gap)
            painter.setPen(QPen(color, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawPolygon(tip)

    def _paint_words(self, painter: QPainter, star: "Star", camera: Camera, taken: Taken) -> None:
        """What each lit edge is, at its middle, where there is room."""
        ends = self.to_pixels(self.places[self.graph.ends[star.edges]].reshape(-1, 2), camera).reshape(-1, 4)
        ground = QColor(self.theme.colors["canvas"])
        for edge, (x1, y1, x2, y2) in zip(star.edges, ends, strict=True):
            if np.hypot(x2 - x1, y2 - y1) < 90:
                continue
            words = self.graph.words[self.graph.word[edge]]
            width, height = text_size(words, 10.5, 400)
            x, y = bend((x1, y1), (x2, y2))
            middle = ((x1 + x2 + 2 * x) / 4, (y1 + y2 + 2 * y) / 4)
            if taken.take(middle[0] - width / 2 - 2, middle[1] - height / 2, width + 4, height):
                box = QRectF(middle[0] - width / 2 - 2, middle[1] - height / 2, width + 4, height)
                painter.fillRect(box, ground)
                painter.setFont(looks.font(10.5))
                painter.setPen(QColor(looks.family_color(self.theme, int(self.graph.family[edge]))))
                painter.drawStaticText(box.topLeft() + QPointF(2, 0), static_text(words, 10, 400))


class Star:
    """A node with its shown edges and the nodes at their other ends, the important first."""

    def __init__(self, picture: Picture, node: int) -> None:
        ends = picture.graph.ends
        self.node = node
        self.edges: Ints = np.flatnonzero(picture.edges & ((ends[:, 0] == node) | (ends[:, 1] == node)))
        other = np.unique(ends[self.edges])
        other = other[other != node]
        self.neighbours: Ints = other[np.argsort(-picture.graph.weight[other], kind="stable")]


def bend(start: Sequence[float], end: Sequence[float]) -> tuple[float, float]:
    """The control point of the slight curve from one to the other: the way back bends to the other side."""
    (x1, y1), (x2, y2) = start, end
    return ((x1 + x2) / 2 + (y1 - y2) * 0.10, (y1 + y2) / 2 + (x2 - x1) * 0.10)


def ray(start: Sequence[float], end: Sequence[float], gap: float) -> tuple[QPainterPath, QPolygonF]:
    """A curve between two nodes that stops before each, and the arrow head at its end."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = bend(start, end)
    out = np.array([cx - x1, cy - y1])
    back = np.array([cx - x2, cy - y2])
    length = float(np.hypot(*back))
    if length < gap + 8:
        gap = 0.0
    out, back = out / max(float(np.hypot(*out)), 1e-6), back / max(length, 1e-6)
    tip = np.array([x2, y2]) + back * gap
    foot = tip + back * 7.0
    side = np.array([-back[1], back[0]]) * 3.2
    path = QPainterPath(QPointF(x1 + out[0] * gap, y1 + out[1] * gap))
    path.quadTo(QPointF(cx, cy), QPointF(*foot))
    return path, QPolygonF([QPointF(*tip), QPointF(*(foot + side)), QPointF(*(foot - side))])


def _size_classes(weight: Floats) -> Ints:
    """0 to 3: the most important 3 in a hundred are largest."""
    if not len(weight):
        return np.zeros(0, dtype=np.int64)
    steps = np.quantile(weight, (0.55, 0.86, 0.97))
    classes: Ints = (weight[:, None] > steps).sum(axis=1).astype(np.int64)
    return classes


@lru_cache(maxsize=8192)
def name_lines(name: str) -> tuple[str, ...]:
    """A name on one line, or on two of similar length where it is long."""
    words = name.split()
    if len(name) <= 13 or len(words) == 1:
        return (shortened(name, 22),)
    cut = min(range(1, len(words)), key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return (shortened(" ".join(words[:cut]), 22), shortened(" ".join(words[cut:]), 22))


def shortened(text: str, most: int) -> str:
    """The text, its end replaced by an ellipsis where it is too long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@lru_cache(maxsize=8192)
def text_size(text: str, size_px: float, weight: int) -> tuple[float, float]:
    """Width and height of a line of text, pixels."""
    metrics = QFontMetricsF(looks.font(size_px, weight))
    return metrics.horizontalAdvance(text), metrics.height()


@lru_cache(maxsize=8192)
def static_text(text: str, size_px: int, weight: int) -> QStaticText:
    """The text, laid out once. The size and weight are those of the painter's font at the time."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=looks.font(size_px, weight))
    return made
