"""What lies over the picture during a gesture: ports, guides, the rubber band, the arrow under way."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.design import Connection
from explorer.drawing.arrows import arrow_shapes
from explorer.drawing.geometry import Box, Point
from explorer.drawing.routes import box_of as tile_box
from explorer.drawing.routes import route_to_point
from explorer.drawing.theme import Theme
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.scene import CanvasScene
from explorer.ui.canvas.tools import BandTool, ConnectTool, MoveTool, Tool

PORT_RADIUS = 6.0
PORT_REACH = 12.0
"""Pixels: how a port looks, and how far from its middle it can be pressed."""


def ports_of(box: Box) -> tuple[Point, Point]:
    """Where a tile's ports are: for arrows in (left) and out (right)."""
    return (box.x, box.centre[1]), (box.right, box.centre[1])


class Layer(Protocol):
    """Something more that lies over the picture."""

    def paint(self, painter: QPainter) -> None:
        """Paint it. The painter is in scene points."""


class Overlay:
    """Paints in scene points; sizes are kept in pixels by the zoom."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self.ports_at = ""
        """The id of the node whose ports are shown; empty for none."""
        self.tool: Tool | None = None
        self.ghost: tuple[Box, str] | None = None
        """The place and title of a tile that is being dragged in."""
        self.preview: Layer | None = None
        """A change that is looked at before it is made."""

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Paint what the gesture under way wants shown."""
        theme = self._scene.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if self.preview is not None:
            self.preview.paint(painter)
        self._paint_handles(painter, theme, zoom)
        if isinstance(self.tool, ConnectTool):
            self._paint_arrow(painter, theme, self.tool)
        elif isinstance(self.tool, BandTool):
            _paint_band(painter, theme, self.tool.box, zoom)
        elif isinstance(self.tool, MoveTool):
            painter.setPen(_line(theme.colors["accent"], 1 / zoom))
            for guide in self.tool.guides:
                painter.drawLine(QPointF(guide.x1, guide.y1), QPointF(guide.x2, guide.y2))
        elif self.ports_at in self._scene.nodes:
            _paint_ports(painter, theme, tile_box(self._scene.nodes[self.ports_at].node), zoom)
        if self.ghost:
            _paint_ghost(painter, theme, self.ghost[0], zoom)

    def _paint_handles(self, painter: QPainter, theme: Theme, zoom: float) -> None:
        """Grips at the ends of the one selected arrow."""
        for point in self.handles():
            painter.setPen(_line(theme.colors["accent"], 2 / zoom))
            painter.setBrush(QColor(theme.colors["surface"]))
            painter.drawEllipse(QPointF(*point), 5 / zoom, 5 / zoom)

    def handles(self) -> tuple[Point, ...]:
        """The start and end of the connection, when just one is selected."""
        link = self.selected_link()
        route = self._scene.route(link.id) if link else None
        return ((route.start.x, route.start.y), (route.end.x, route.end.y)) if route else ()

    def selected_link(self) -> Connection | None:
        """The connection, when it alone is selected."""
        keys = self._scene.session.selection.keys
        only = next(iter(keys)) if len(keys) == 1 else ""
        return self._scene.session.design.connections.get(only.removeprefix("connections/"))

    def _paint_arrow(self, painter: QPainter, theme: Theme, tool: ConnectTool) -> None:
        node = self._scene.session.design.nodes.get(tool.node_id)
        if node is None:
            return
        mechanism = tool.link.mechanism if tool.link else "sdk-call"
        style = theme.arrow(tool.offer.mechanisms[0] if tool.offer and tool.offer.mechanisms else mechanism)
        route = route_to_point(tile_box(node), *tool.end)
        Prepared(arrow_shapes(route, style, theme, state="selected")).paint(painter)


def _paint_ports(painter: QPainter, theme: Theme, box: Box, zoom: float) -> None:
    into, out = ports_of(box)
    radius = PORT_RADIUS / zoom
    painter.setPen(_line(theme.colors["accent"], 2 / zoom))
    painter.setBrush(QColor(theme.colors["surface"]))
    painter.drawEllipse(QPointF(*into), radius, radius)
    painter.setBrush(QColor(theme.colors["accent"]))
    painter.drawEllipse(QPointF(*out), radius, radius)
    painter.setPen(_line(theme.colors["on_accent"], 1.6 / zoom))
    arm = radius * 0.5
    painter.drawLine(QPointF(out[0] - arm, out[1]), QPointF(out[0] + arm, out[1]))
    painter.drawLine(QPointF(out[0], out[1] - arm), QPointF(out[0], out[1] + arm))


def _paint_band(painter: QPainter, theme: Theme, box: Box, zoom: float) -> None:
    fill = QColor(theme.colors["accent"])
    fill.setAlphaF(0.12)
    painter.setPen(_line(theme.colors["accent"], 1 / zoom))
    painter.setBrush(fill)
    painter.drawRect(QRectF(*box))


def _paint_ghost(painter: QPainter, theme: Theme, box: Box, zoom: float) -> None:
    fill = QColor(theme.colors["accent"])
    fill.setAlphaF(0.14)
    pen = _line(theme.colors["accent"], 1.5 / zoom)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(*box), 10, 10)


def _line(color: str, width: float) -> QPen:
    return QPen(QColor(color), width)
