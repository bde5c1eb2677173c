"""The items of the scene: one per record, painted from the display list of `explorer.drawing`."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.catalog.model import Service
from explorer.design import Group, Node, Note
from explorer.drawing.geometry import Box, Point, distance_to
from explorer.drawing.icons import IconSource
from explorer.drawing.shapes import Shape
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_OVERFLOW, TILE_WIDTH, State, tile_shapes
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.signs import icon_shapes, name_shapes

Level = Literal["icon", "name", "middle", "near"]

NEAR_ZOOM, MIDDLE_ZOOM, NAME_ZOOM = 0.7, 0.6, 0.33
"""From these zooms on a tile shows its small print, icon and name, and the name alone: no letters below 9 pixels."""

GROUPS_Z, ARROWS_Z, NOTES_Z, NODES_Z = 0.0, 1.0, 2.0, 3.0


class RecordItem(QGraphicsItem):
    """What all items share: the key of their record, a state, and shapes made when first painted."""

    def __init__(self, key: str, theme: Theme) -> None:
        super().__init__()
        self.key = key
        self.theme = theme
        self.state: State = "plain"
        self._prepared: dict[Level, Prepared] = {}

    def set_state(self, state: State) -> None:
        """Plain, hovered, selected or dimmed."""
        if state != self.state:
            self.state = state
            self.repaint()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.theme = theme
        self.repaint()

    def repaint(self) -> None:
        """Make the shapes again and paint them."""
        self._prepared.clear()
        self.update()

    def shapes(self, level: Level) -> tuple[Shape, ...]:
        """What to draw, relative to the item's place."""
        raise NotImplementedError

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the shapes of the detail that this zoom has room for."""
        del widget
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        level = level_at(zoom)
        if level not in self._prepared:
            self._prepared[level] = Prepared(self.shapes(level))
        self._prepared[level].paint(painter)


class NodeItem(RecordItem):
    """A tile. Its badge and marks come from the session's answers."""

    _BOUNDS = QRectF(
        -TILE_OVERFLOW, -TILE_OVERFLOW, TILE_WIDTH + 2 * TILE_OVERFLOW, TILE_HEIGHT + 2 * TILE_OVERFLOW
    )

    def __init__(self, key: str, theme: Theme, node: Node, service: Service | None) -> None:
        super().__init__(key, theme)
        self.node = node
        self.service = service
        self.badge = ""
        self.findings: Mapping[str, int] = {}
        self.icons: IconSource | None = None
        self.setZValue(NODES_Z)
        self.setPos(node.x, node.y)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def set_node(self, node: Node, service: Service | None) -> None:
        """The record as it is now; only a move needs no new shapes."""
        old, self.node, self.service = self.node, node, service
        self.setPos(node.x, node.y)
        if (old.label, old.service) != (node.label, node.service):
            self.repaint()

    def set_icons(self, icons: IconSource | None) -> None:
        """Icons that go before ours."""
        if icons is not self.icons:
            self.icons = icons
            self.repaint()

    def set_answers(self, badge: str, findings: Mapping[str, int]) -> None:
        """The monthly cost as a short text, and findings counted by severity."""
        if (badge, findings) != (self.badge, self.findings):
            self.badge, self.findings = badge, findings
            self.repaint()

    def boundingRect(self) -> QRectF:
        """The tile with the marks on its edges."""
        return self._BOUNDS

    def shapes(self, level: Level) -> tuple[Shape, ...]:
        """The tile's display list."""
        if level == "icon":
            return icon_shapes(self.node, self.service, self.theme, self.state, self.icons)
        if level == "name":
            return name_shapes(self.node, self.service, self.theme, self.state)
        return tile_shapes(
            self.node,
            self.service,
            self.theme,
            detail=level,
            badge=self.badge,
            findings=self.findings,
            state=self.state,
            icons=self.icons,
        )


class ArrowItem(RecordItem):
    """A connection. Its route is worked out by the scene, which knows both ends."""

    def __init__(self, key: str, theme: Theme) -> None:
        super().__init__(key, theme)
        self.points: list[Point] = [(0.0, 0.0)]
        self._bounds = QRectF()
        self._shapes: tuple[Shape, ...] = ()
        self.setZValue(ARROWS_Z)

    def set_route(self, points: list[Point], box: Box, shapes: tuple[Shape, ...]) -> None:
        """Another way or look. ``points`` are for finding what was clicked, ``box`` holds all that is painted."""
        self.prepareGeometryChange()
        self.points = points
        self._bounds = QRectF(box.x, box.y, box.width, box.height)
        self._shapes = shapes
        self.repaint()

    def distance_to(self, point: Point) -> float:
        """How far the line is from the point."""
        return distance_to(self.points, *point)

    def boundingRect(self) -> QRectF:
        """All that is painted."""
        return self._bounds

    def shapes(self, level: Level) -> tuple[Shape, ...]:
        """The arrow's display list."""
        del level
        return self._shapes


class FrameItem(RecordItem):
    """A group or a note: a sized box with a text. ``shapes_of`` draws it."""

    def __init__(self, key: str, theme: Theme, record: Group | Note, shapes: tuple[Shape, ...]) -> None:
        super().__init__(key, theme)
        self.record = record
        self._shapes = shapes
        self.setZValue(NOTES_Z if isinstance(record, Note) else GROUPS_Z)
        self.setPos(record.x, record.y)

    def set_record(self, record: Group | Note, shapes: tuple[Shape, ...]) -> None:
        """The record as it is now."""
        self.prepareGeometryChange()
        self.record = record
        self._shapes = shapes
        self.setPos(record.x, record.y)
        self.repaint()

    def boundingRect(self) -> QRectF:
        """The box with its outline."""
        return QRectF(-8, -12, self.record.width + 16, self.record.height + 24)

    def shapes(self, level: Level) -> tuple[Shape, ...]:
        """The box's display list."""
        del level
        return self._shapes


def level_at(zoom: float) -> Level:
    """How much a tile shows at a zoom of so many pixels per point."""
    if zoom >= NEAR_ZOOM:
        return "near"
    if zoom >= MIDDLE_ZOOM:
        return "middle"
    return "name" if zoom >= NAME_ZOOM else "icon"
