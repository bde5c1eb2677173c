"""Near by, each record in view is painted: frames, arrows, notes and tiles.

Tiles are painted from pictures of their own. While the zoom glides those are scaled, and drawn anew when it rests.
"""

from math import inf
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform

from explorer.design import Group, Note
from explorer.design.records import key_of
from explorer.drawing.geometry import Box
from explorer.drawing.groups import groups_from_back
from explorer.drawing.tile import TILE_HEIGHT, TILE_OVERFLOW, TILE_WIDTH
from explorer.ui.canvas.items import PICTURE_HEIGHT, PICTURE_WIDTH, NodeItem, level_at
from explorer.ui.canvas.scene import CanvasScene

_GLIDING_S = 0.004
"""The time per frame for new pictures while the zoom glides."""
_MOST_SCALED = 1.5
_MOST_PIXELS = 24_000_000
"""Pictures that are out of view are given up above this size of all together."""


class NearPainter:
    """Paints the part of the scene that is in view."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._pictured: dict[NodeItem, None] = {}
        self._pixels = 0

    def paint(self, painter: QPainter, to_pixels: QTransform, box: Box, *, is_gliding: bool) -> None:
        """Paint what lies in the box, which is in scene points, onto a painter in pixels."""
        scene, zoom = self._scene, to_pixels.m11()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform, True
        )
        painter.setWorldTransform(to_pixels)
        self._paint_frames(painter, box, Group)
        scene.arrows.paint(painter, scene.arrows.in_view(box), zoom, scene.theme)
        self._paint_frames(painter, box, Note)
        painter.resetTransform()
        self._paint_tiles(painter, to_pixels, box, _GLIDING_S if is_gliding else inf)

    def _paint_frames(self, painter: QPainter, box: Box, kind: type[Group | Note]) -> None:
        scene, design = self._scene, self._scene.session.design
        records = groups_from_back(design) if kind is Group else design.notes.values()
        for record in records:
            if Box(record.x, record.y, record.width, record.height).grown(TILE_OVERFLOW).meets(box):
                scene.frames[key_of(record)].paint(painter, design, scene.theme)

    def _paint_tiles(self, painter: QPainter, to_pixels: QTransform, box: Box, limit_s: float) -> None:
        zoom, ratio = to_pixels.m11(), painter.device().devicePixelRatio()
        end, level = perf_counter() + limit_s, level_at(zoom)
        left, top = box.x - TILE_WIDTH - TILE_OVERFLOW, box.y - TILE_HEIGHT - TILE_OVERFLOW
        right, bottom = box.right + TILE_OVERFLOW, box.bottom + TILE_OVERFLOW
        shown = [
            item
            for item in self._scene.nodes.values()
            if left < item.node.x < right and top < item.node.y < bottom
        ]
        for item in shown:
            if item.picture is None or (
                item.picture_zoom != zoom * ratio
                and (limit_s == inf or _is_poor(item, zoom, ratio))
                and perf_counter() < end
            ):
                item.draw(zoom * ratio, level, self._scene.theme, self._scene.icons)
                self._keep(item)
            _paint_tile(painter, item, to_pixels, ratio)
        if self._pixels > _MOST_PIXELS:
            self._give_up(shown)

    def _keep(self, item: NodeItem) -> None:
        if item.picture is not None:
            self._pictured[item] = None
            self._pixels += item.picture.width() * item.picture.height()

    def _give_up(self, shown: list[NodeItem]) -> None:
        """Keep only the pictures in view."""
        for item in self._pictured.keys() - set(shown):
            item.picture = None
        self._pictured, self._pixels = {}, 0
        for item in shown:
            self._keep(item)


def _is_poor(item: NodeItem, zoom: float, ratio: float) -> bool:
    """Whether its picture shows too much or too little for the zoom, or would be scaled by too much."""
    was = item.picture_zoom / ratio
    is_close = zoom / _MOST_SCALED < was < zoom * _MOST_SCALED
    return not is_close or level_at(was) != level_at(zoom)


def _paint_tile(painter: QPainter, item: NodeItem, to_pixels: QTransform, ratio: float) -> None:
    picture, zoom = item.picture, to_pixels.m11()
    if picture is None:
        return
    x = (item.node.x - TILE_OVERFLOW) * zoom + to_pixels.dx()
    y = (item.node.y - TILE_OVERFLOW) * zoom + to_pixels.dy()
    if item.picture_zoom == zoom * ratio:
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), picture)
    else:
        size = QRectF(0, 0, PICTURE_WIDTH * item.picture_zoom, PICTURE_HEIGHT * item.picture_zoom)
        painter.drawPixmap(QRectF(x, y, PICTURE_WIDTH * zoom, PICTURE_HEIGHT * zoom), picture, size)
