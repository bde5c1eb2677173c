"""What a press means: which gesture begins where the pointer is. No Qt; the view feeds it and asks for the rest."""

from dataclasses import dataclass
from math import dist
from typing import Literal

from explorer.app import Session
from explorer.design import Group, Note
from explorer.drawing.geometry import Box, Point
from explorer.drawing.routes import box_of as tile_box
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.ui.canvas.overlay import PORT_REACH, Overlay, ports_of
from explorer.ui.canvas.scene import CanvasScene
from explorer.ui.canvas.tools import NO_KEYS, BandTool, ConnectTool, Keys, MoveTool, ResizeTool, Tool

DRAG_STARTS = 4.0
"""Pixels of movement from which a press is a drag."""
SNAP_REACH = 6.0
"""Pixels within which alignment pulls."""
GRIP = 16.0

Shape = Literal["arrow", "hand", "cross", "move", "resize"]


@dataclass
class _Press:
    at: Point
    pixel: Point
    keys: Keys
    key: str


class Pointer:
    """Turns presses, moves and releases into gestures on the session."""

    def __init__(self, session: Session, scene: CanvasScene, overlay: Overlay) -> None:
        self._session = session
        self._scene = scene
        self._overlay = overlay
        self._press: _Press | None = None
        self.tool: Tool | None = None
        self.zoom = 1.0

    @property
    def is_active(self) -> bool:
        """Whether a button is down."""
        return self._press is not None or self.tool is not None

    def press(self, at: Point, pixel: Point, keys: Keys = NO_KEYS) -> None:
        """The main button goes down."""
        special = self._special(at)
        if special is not None:
            self._begin(special)
            return
        key = self._scene.key_at(at, self.zoom)
        self._press = _Press(at, pixel, keys, key)
        if key and keys.shift:
            self._session.selection.toggle(key)
        elif key and not keys.ctrl and key not in self._session.selection.keys:
            self._session.selection.set({key})

    def move(self, at: Point, pixel: Point, keys: Keys = NO_KEYS) -> None:
        """The pointer moves, button down or not."""
        if self.tool is None and self._press and dist(pixel, self._press.pixel) >= DRAG_STARTS:
            self._begin(self._dragged(self._press))
        if self.tool is not None:
            if isinstance(self.tool, ConnectTool):
                self.tool.hover(self._target_at(at, self.tool))
            self.tool.move(at, keys)
        elif self._press is None:
            self.hover(at)

    def release(self, at: Point, pixel: Point, keys: Keys = NO_KEYS) -> Tool | None:
        """The button goes up; returns the gesture that ended, for what is to be asked now."""
        tool, press = self.tool, self._press
        if tool is not None:
            self.move(at, pixel, keys)
            tool.release(at, keys)
        elif press is not None:
            self._click(press)
        self._end()
        return tool

    def cancel(self) -> bool:
        """Put back what the gesture did; False where there was none."""
        was_active = self.is_active
        if self.tool is not None:
            self.tool.cancel()
        self._end()
        return was_active

    def begin_connect(self, node_id: str, at: Point) -> ConnectTool:
        """An arrow from a node, as if its port had been pressed."""
        tool = ConnectTool(self._session, node_id, at)
        self._begin(tool)
        return tool

    def hover(self, at: Point) -> None:
        """Show what a press would take."""
        key = self._scene.key_at(at, self.zoom)
        self._scene.hover(key)
        if key.startswith("nodes/"):
            self._overlay.ports_at = key.removeprefix("nodes/")
        elif not self._port_at(at):
            self._overlay.ports_at = ""

    def shape(self, at: Point) -> Shape:
        """The cursor that tells what a press would do."""
        if isinstance(self.tool, ConnectTool) or self._port_at(at) or self._handle_at(at) is not None:
            return "cross"
        return "resize" if self._grip_at(at) else "arrow"

    def _special(self, at: Point) -> Tool | None:
        """A gesture that begins at once: on the end of the selected arrow, on a port, or on a grip."""
        handle = self._handle_at(at)
        link = self._overlay.selected_link()
        if handle is not None and link is not None:
            fixed = link.target if handle == 0 else link.source
            return ConnectTool(self._session, fixed, at, forward=handle == 1, link=link)
        port = self._port_at(at)
        if port:
            return ConnectTool(self._session, self._overlay.ports_at, at, forward=port == "out")
        grip = self._grip_at(at)
        return ResizeTool(self._session, grip, at) if grip else None

    def _dragged(self, press: _Press) -> Tool:
        if not press.key or press.key.startswith("connections/"):
            return BandTool(self._session, press.at, press.keys)
        if press.key not in self._session.selection.keys:
            self._session.selection.set({press.key})
        copies = press.keys.alt or press.keys.ctrl
        return MoveTool(self._session, press.at, reach=SNAP_REACH / self.zoom, copies=copies)

    def _click(self, press: _Press) -> None:
        selection = self._session.selection
        if not press.key:
            if not (press.keys.shift or press.keys.ctrl):
                selection.clear()
        elif press.keys.ctrl and not press.keys.shift:
            selection.toggle(press.key)
        elif not press.keys.shift:
            selection.set({press.key})

    def _begin(self, tool: Tool) -> None:
        self.tool = self._overlay.tool = tool
        if isinstance(tool, ConnectTool):
            self._scene.light(tool.fitting | {tool.node_id})

    def _end(self) -> None:
        self.tool = self._overlay.tool = self._press = None
        self._scene.light(None)

    def _target_at(self, at: Point, tool: ConnectTool) -> str:
        """The node the loose end is over; a little outside counts, a tile's port being on its edge."""
        found = self._scene.node_at(at)
        if not found:
            reach = PORT_REACH / self.zoom
            near = ((reach, 0.0), (-reach, 0.0), (0.0, reach), (0.0, -reach))
            found = next(
                (key for dx, dy in near if (key := self._scene.node_at((at[0] + dx, at[1] + dy)))), ""
            )
        return "" if found == tool.node_id and not self._scene.node_at(at) else found

    def _port_at(self, at: Point) -> str:
        item = self._scene.nodes.get(self._overlay.ports_at)
        if item is None:
            return ""
        into, out = ports_of(tile_box(item.node))
        reach = PORT_REACH / self.zoom
        if dist(at, out) <= reach:
            return "out"
        return "in" if dist(at, into) <= reach else ""

    def _handle_at(self, at: Point) -> int | None:
        reach = PORT_REACH / self.zoom
        points = self._overlay.handles()
        return next((index for index, point in enumerate(points) if dist(at, point) <= reach), None)

    def _grip_at(self, at: Point) -> str:
        """The key of the selected frame or note whose lower right corner is at the point."""
        for key in self._session.selection.keys:
            record = self._session.design.record(key)
            if isinstance(record, Group | Note):
                corner = (record.x + record.width, record.y + record.height)
                if Box(corner[0] - GRIP, corner[1] - GRIP, GRIP + 4, GRIP + 4).holds(*at):
                    return key
        return ""


def tile_around(middle: Point) -> Box:
    """The box of a tile with its middle there."""
    return Box(middle[0] - TILE_WIDTH / 2, middle[1] - TILE_HEIGHT / 2, TILE_WIDTH, TILE_HEIGHT)
