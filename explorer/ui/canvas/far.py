"""Far out, one painter draws all: a block per node in its category's colour, a straight line per connection."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from explorer.design import Change, Connection, Node
from explorer.drawing.shapes import mixed
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.ui.canvas.scene import CanvasScene

FAR_ZOOM, FAR_NODES = 0.4, 150
"""Below this zoom, and with more nodes than this, tiles are blocks."""


class FarPainter:
    """Keeps rectangles and lines by colour: moved with their nodes, made again after other changes."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._is_made = False
        self._blocks: dict[str, list[QRectF]] = {}
        self._lines: dict[str, list[QLineF]] = {}
        self._block_of: dict[str, QRectF] = {}
        self._line_of: dict[str, QLineF] = {}
        self._moved: set[str] = set()
        scene.touched.connect(self._on_touched)

    def forget(self) -> None:
        """The design or the theme has changed."""
        self._is_made = False

    def _on_touched(self, change: Change | None) -> None:
        if change is not None and all(_is_move(change, key) for key in change.after):
            self._moved.update(key.removeprefix("nodes/") for key in change.after)
        else:
            self.forget()

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Paint the whole design. The painter is in scene points; Qt leaves out what is not visible."""
        if self._is_made:
            self._follow()
        else:
            self._make()
        self._moved.clear()
        theme = self._scene.theme
        groups = self._scene.session.design.groups.values()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(_cosmetic(theme.colors["group_border"]))
        painter.setBrush(QColor(theme.colors["group"]))
        painter.drawRects([QRectF(group.x, group.y, group.width, group.height) for group in groups])
        for color, lines in self._lines.items():
            painter.setPen(_cosmetic(color))
            painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, blocks in self._blocks.items():
            painter.setBrush(QColor(color))
            painter.drawRects(blocks)
        self._paint_selection(painter, zoom)

    def _make(self) -> None:
        theme, design = self._scene.theme, self._scene.session.design
        self._is_made, self._blocks, self._lines = True, {}, {}
        self._block_of, self._line_of = {}, {}
        for item in self._scene.nodes.values():
            category = item.service.category if item.service else "concept"
            color = mixed(theme.categories[category], theme.colors["surface"], 0.35)
            block = self._block_of[item.node.id] = QRectF(item.node.x, item.node.y, TILE_WIDTH, TILE_HEIGHT)
            self._blocks.setdefault(color, []).append(block)
        for link in design.connections.values():
            color = mixed(theme.arrow(link.mechanism).color, theme.colors["canvas"], 0.35)
            line = self._line_of[link.id] = QLineF()
            self._lines.setdefault(color, []).append(line)
            self._lead(link)

    def _follow(self) -> None:
        """Bring the blocks and lines of moved nodes along, in the lists they are in."""
        design = self._scene.session.design
        for node_id in self._moved:
            node = design.nodes[node_id]
            self._block_of[node_id].moveTo(node.x, node.y)
            for link in design.touching(node_id):
                self._lead(link)

    def _lead(self, link: Connection) -> None:
        nodes = self._scene.session.design.nodes
        start, end = nodes[link.source], nodes[link.target]
        across, down = TILE_WIDTH / 2, TILE_HEIGHT / 2
        self._line_of[link.id].setLine(start.x + across, start.y + down, end.x + across, end.y + down)

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


def _is_move(change: Change, key: str) -> bool:
    """Whether the record is a node that looks the same from afar, wherever it is."""
    before, after = change.before.get(key), change.after[key]
    return isinstance(before, Node) and isinstance(after, Node) and before.service == after.service


def _cosmetic(color: str) -> QPen:
    pen = QPen(QColor(color), 1)
    pen.setCosmetic(True)
    return pen
