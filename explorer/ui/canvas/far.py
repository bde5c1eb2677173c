"""Far out, one painter draws all: a block per node in its category's colour, a straight line per connection."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from explorer.drawing.shapes import mixed
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.ui.canvas.scene import CanvasScene

FAR_ZOOM, FAR_NODES = 0.4, 150
"""Below this zoom, and with more nodes than this, tiles are blocks."""


class FarPainter:
    """Keeps lists of rectangles and lines by colour, made again after a change."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._blocks: dict[str, list[QRectF]] | None = None
        self._lines: dict[str, list[QLineF]] = {}
        self._frames: list[QRectF] = []
        scene.touched.connect(lambda _change: self.forget())

    def forget(self) -> None:
        """The design or the theme has changed."""
        self._blocks = None

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Paint the whole design. The painter is in scene points; Qt leaves out what is not visible."""
        if self._blocks is None:
            self._blocks = self._made()
        theme = self._scene.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(_cosmetic(theme.colors["group_border"]))
        painter.setBrush(QColor(theme.colors["group"]))
        painter.drawRects(self._frames)
        for color, lines in self._lines.items():
            painter.setPen(_cosmetic(color))
            painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, blocks in self._blocks.items():
            painter.setBrush(QColor(color))
            painter.drawRects(blocks)
        self._paint_selection(painter, zoom)

    def _made(self) -> dict[str, list[QRectF]]:
        theme, design = self._scene.theme, self._scene.session.design
        blocks: dict[str, list[QRectF]] = {}
        for item in self._scene.nodes.values():
            category = item.service.category if item.service else "concept"
            color = mixed(theme.categories[category], theme.colors["surface"], 0.35)
            node = item.node
            blocks.setdefault(color, []).append(QRectF(node.x, node.y, TILE_WIDTH, TILE_HEIGHT))
        self._lines = {}
        for link in design.connections.values():
            start, end = design.nodes[link.source], design.nodes[link.target]
            line = QLineF(
                start.x + TILE_WIDTH / 2,
                start.y + TILE_HEIGHT / 2,
                end.x + TILE_WIDTH / 2,
                end.y + TILE_HEIGHT / 2,
            )
            color = mixed(theme.arrow(link.mechanism).color, theme.colors["canvas"], 0.35)
            self._lines.setdefault(color, []).append(line)
        self._frames = [
            QRectF(group.x, group.y, group.width, group.height) for group in design.groups.values()
        ]
        return blocks

    def _paint_selection(self, painter: QPainter, zoom: float) -> None:
        chosen = [
            self._scene.nodes[node_id].node
            for node_id in self._scene.session.selection.ids("nodes")
            if node_id in self._scene.nodes
        ]
        if chosen:
            pen = QPen(QColor(self._scene.theme.colors["accent"]), 2)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
            by = 2 / zoom
            painter.drawRects(
                [
                    QRectF(node.x - by, node.y - by, TILE_WIDTH + 2 * by, TILE_HEIGHT + 2 * by)
                    for node in chosen
                ]
            )


def _cosmetic(color: str) -> QPen:
    pen = QPen(QColor(color), 1)
    pen.setCosmetic(True)
    return pen
