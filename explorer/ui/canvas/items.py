"""What stands on the canvas: an item per node, frame and note, its shapes made when it is first seen."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from explorer.catalog.model import Service
from explorer.design import Design, Group, Node, Note
from explorer.drawing.icons import IconSource
from explorer.drawing.shapes import Shape
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_OVERFLOW, TILE_WIDTH, State, tile_shapes
from explorer.ui.canvas.frames import frame_shapes
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.signs import icon_shapes, name_shapes

Level = Literal["icon", "name", "middle", "near"]

NEAR_ZOOM, MIDDLE_ZOOM, NAME_ZOOM = 0.7, 0.6, 0.33
"""From these zooms on a tile shows its small print, icon and name, and the name alone: no letters below 9 pixels."""

PICTURE_WIDTH, PICTURE_HEIGHT = TILE_WIDTH + 2 * TILE_OVERFLOW, TILE_HEIGHT + 2 * TILE_OVERFLOW


class NodeItem:
    """A tile. Its badge and marks come from the session's answers."""

    __slots__ = ("_prepared", "badge", "findings", "node", "picture", "picture_zoom", "service", "state")

    def __init__(self, node: Node, service: Service | None) -> None:
        self.node = node
        self.service = service
        self.state: State = "plain"
        self.badge = ""
        self.findings: Mapping[str, int] = {}
        self.picture: QPixmap | None = None
        """The tile as it was last painted, at `picture_zoom` device pixels per point."""
        self.picture_zoom = 0.0
        self._prepared: dict[Level, Prepared] = {}

    def forget(self) -> None:
        """It looks different now."""
        self.picture = None
        self._prepared.clear()

    def set_state(self, state: State) -> None:
        """Plain, hovered, selected or dimmed."""
        if state != self.state:
            self.state = state
            self.forget()

    def set_node(self, node: Node, service: Service | None) -> None:
        """The record as it is now; only a move needs no new shapes."""
        old, self.node, self.service = self.node, node, service
        if (old.label, old.service) != (node.label, node.service):
            self.forget()

    def set_answers(self, badge: str, findings: Mapping[str, int]) -> None:
        """The monthly cost as a short text, and findings counted by severity."""
        if (badge, findings) != (self.badge, self.findings):
            self.badge, self.findings = badge, findings
            self.forget()

    def draw(self, scale: float, level: Level, theme: Theme, icons: IconSource | None) -> None:
        """Make the picture anew, at so many device pixels per point."""
        if level not in self._prepared:
            self._prepared[level] = Prepared(self._shapes(level, theme, icons))
        picture = QPixmap(round(PICTURE_WIDTH * scale) + 1, round(PICTURE_HEIGHT * scale) + 1)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(TILE_OVERFLOW, TILE_OVERFLOW)
        self._prepared[level].paint(painter)
        painter.end()
        self.picture, self.picture_zoom = picture, scale

    def _shapes(self, level: Level, theme: Theme, icons: IconSource | None) -> tuple[Shape, ...]:
        if level == "icon":
            return icon_shapes(self.node, self.service, theme, self.state, icons)
        if level == "name":
            return name_shapes(self.node, self.service, theme, self.state)
        return tile_shapes(
            self.node,
            self.service,
            theme,
            detail=level,
            badge=self.badge,
            findings=self.findings,
            state=self.state,
            icons=icons,
        )


class FrameItem:
    """A group or a note: a sized box with a text."""

    __slots__ = ("_prepared", "record", "state")

    def __init__(self, record: Group | Note) -> None:
        self.record = record
        self.state: State = "plain"
        self._prepared: Prepared | None = None

    def forget(self) -> None:
        """It looks different now."""
        self._prepared = None

    def set_state(self, state: State) -> None:
        """Plain, hovered, selected or dimmed."""
        self.state = state
        self.forget()

    def set_record(self, record: Group | Note) -> None:
        """The record as it is now."""
        self.record = record
        self.forget()

    def paint(self, painter: QPainter, design: Design, theme: Theme) -> None:
        """Paint it in its place. The painter is in scene points."""
        if self._prepared is None:
            self._prepared = Prepared(frame_shapes(self.record, design, theme, self.state))
        painter.translate(self.record.x, self.record.y)
        self._prepared.paint(painter)
        painter.translate(-self.record.x, -self.record.y)


def level_at(zoom: float) -> Level:
    """How much a tile shows at a zoom of so many pixels per point."""
    if zoom >= NEAR_ZOOM:
        return "near"
    if zoom >= MIDDLE_ZOOM:
        return "middle"
    return "name" if zoom >= NAME_ZOOM else "icon"
