"""The scene: items made from the session's design, and kept in step with each change."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtWidgets import QGraphicsScene

from explorer.app import Session
from explorer.design import Change, Connection, Group, Note
from explorer.design.records import key_of
from explorer.drawing.arrows import Label, arrow_shapes, label_place
from explorer.drawing.geometry import Box, Point, around
from explorer.drawing.groups import depth_of
from explorer.drawing.icons import IconSource
from explorer.drawing.routes import Route, Router
from explorer.drawing.shapes import Shape
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH, State
from explorer.signal import Signal
from explorer.ui.canvas.boxes import box_of, movable_boxes
from explorer.ui.canvas.frames import frame_shapes
from explorer.ui.canvas.items import GROUPS_Z, ArrowItem, FrameItem, NodeItem, RecordItem
from explorer.ui.words import money

MARGIN = 400.0
BORDER = 8.0
TITLE = 30.0
"""How far a frame's border and its title line can be grabbed."""
ARROW_REACH = 7.0
"""Half the width, in pixels, in which a click finds an arrow."""

ItemType = TypeVar("ItemType", bound=RecordItem)


class CanvasScene(QGraphicsScene):
    """Holds an item per record. ``touched`` is emitted with a change after the items show it."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme = theme
        self._icons: IconSource | None = None
        self.nodes: dict[str, NodeItem] = {}
        self.arrows: dict[str, ArrowItem] = {}
        self.frames: dict[str, FrameItem] = {}
        self.touched: Signal[Change | None] = Signal()
        self._router = Router(session.design)
        self._routes: dict[str, Route] = {}
        self._labels: dict[str, Label | None] = {}
        self._selected: frozenset[str] = frozenset()
        self._hovered = ""
        self._fitting: frozenset[str] | None = None
        session.document_replaced.connect(self._on_document_replaced)
        session.changed.connect(self._on_changed)
        session.selection.changed.connect(self._on_selection_changed)
        self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.theme = theme
        for node in self.nodes.values():
            node.set_theme(theme)
        for key, frame in self.frames.items():
            frame.set_theme(theme)
            self._show_frame(key)
        for link_id, arrow in self.arrows.items():
            arrow.set_theme(theme)
            self._show_arrow(link_id)

    def set_icons(self, icons: IconSource | None) -> None:
        """Icons that go before ours."""
        self._icons = icons
        for node in self.nodes.values():
            node.set_icons(icons)

    def item_of(self, key: str) -> RecordItem | None:
        """The item that shows the record with that key."""
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            return self.nodes.get(record_id)
        return self.arrows.get(record_id) if collection == "connections" else self.frames.get(key)

    def route(self, link_id: str) -> Route | None:
        """The way a connection is drawn."""
        return self._routes.get(link_id)

    def bounds(self, keys: Iterable[str] | None = None) -> Box | None:
        """The box around these records, or around all; None for none."""
        boxes = movable_boxes(self.session.design)
        if keys is not None:
            keys = set(keys)
            for link in self.session.design.connections.values():
                if f"connections/{link.id}" in keys:
                    keys |= {f"nodes/{link.source}", f"nodes/{link.target}"}
            boxes = {key: box for key, box in boxes.items() if key in keys}
        return around(boxes.values()) if boxes else None

    def key_at(self, at: Point, zoom: float = 1.0) -> str:
        """The key of the topmost record at a point: node, then note, arrow, and frame by its border or title."""
        node = self.node_at(at)
        if node:
            return f"nodes/{node}"
        note = self._frame_at(at, Note)
        if note:
            return note
        return self._arrow_at(at, ARROW_REACH / zoom) or self._frame_at(at, Group)

    def node_at(self, at: Point) -> str:
        """The id of the last placed node whose tile is at the point; empty for none."""
        x, y = at
        for node in reversed(self.session.design.nodes.values()):
            if node.x <= x <= node.x + TILE_WIDTH and node.y <= y <= node.y + TILE_HEIGHT:
                return node.id
        return ""

    def _frame_at(self, at: Point, kind: type[Group | Note]) -> str:
        found = [
            (frame.record.width * frame.record.height, key)
            for key, frame in self.frames.items()
            if isinstance(frame.record, kind) and _is_grabbed(frame.record, at)
        ]
        return min(found)[1] if found else ""

    def _arrow_at(self, at: Point, reach: float) -> str:
        near = QRectF(at[0] - reach, at[1] - reach, 2 * reach, 2 * reach)
        best, closest = "", reach
        for item in self.items(near, Qt.ItemSelectionMode.IntersectsItemBoundingRect):
            if isinstance(item, ArrowItem):
                distance = 0.0 if self._label_holds(item.key, at) else item.distance_to(at)
                if distance <= closest:
                    best, closest = item.key, distance
        return best

    def _label_holds(self, key: str, at: Point) -> bool:
        label = self._labels.get(key.removeprefix("connections/"))
        return label is not None and label.box.holds(*at)

    def hover(self, key: str) -> None:
        """Show what is under the pointer."""
        if key != self._hovered:
            old, self._hovered = self._hovered, key
            for changed in (old, key):
                self._show_state(changed)

    def light(self, fitting: frozenset[str] | None) -> None:
        """Dim all nodes but these while an arrow is drawn; None ends that."""
        if fitting != self._fitting:
            self._fitting = fitting
            for node_id in self.nodes:
                self._show_state(f"nodes/{node_id}")

    def show_answers(self) -> None:
        """Badges from the session's findings and estimate."""
        counts: dict[str, Counter[str]] = {}
        for finding in self.session.findings:
            for node_id in finding.nodes:
                counts.setdefault(node_id, Counter())[finding.severity] += 1
        by_node = self.session.estimate.by_node
        for node_id, item in self.nodes.items():
            usd = by_node.get(node_id)
            item.set_answers(money(usd) + "/mo" if usd else "", counts.get(node_id, {}))

    def _on_document_replaced(self, _: None) -> None:
        self._rebuild()
        self.touched.emit(None)

    def _rebuild(self) -> None:
        self.clear()
        self.nodes, self.arrows, self.frames, self._labels = {}, {}, {}, {}
        self._selected, self._hovered, self._fitting = frozenset(), "", None
        design = self.session.design
        self._router = Router(design)
        for group in design.groups.values():
            self._put_frame(key_of(group), group)
        for note in design.notes.values():
            self._put_frame(key_of(note), note)
        for node_id in design.nodes:
            self._put_node(node_id)
        for link_id in design.connections:
            self._put_arrow(link_id)
        self._set_routes(self._router.all())
        self._grow(list(movable_boxes(design).values()))

    def _on_changed(self, change: Change) -> None:
        nodes, links = _ids(change, "nodes"), _ids(change, "connections")
        for node_id in nodes:
            self._put_node(node_id)
        for link_id in links:
            self._put_arrow(link_id)
        for key in change.after:
            if key.startswith(("groups/", "notes/")):
                record = self.session.design.record(key)
                self._put_frame(key, record if isinstance(record, Group | Note) else None)
        self._set_routes(self._router.update(set(nodes) | _ends(change)))
        for link_id in links:
            if link_id in self.arrows:
                self._show_arrow(link_id)
        self._grow([box for record in change.after.values() if (box := box_of(record))])
        self.touched.emit(change)

    def _put_node(self, node_id: str) -> None:
        node = self.session.design.nodes.get(node_id)
        if node is None:
            self._drop(self.nodes, node_id)
            return
        service = self.session.catalog.service(node.service)
        if node_id in self.nodes:
            self.nodes[node_id].set_node(node, service)
        else:
            self.nodes[node_id] = NodeItem(f"nodes/{node_id}", self.theme, node, service)
            self.nodes[node_id].set_icons(self._icons)
            self.addItem(self.nodes[node_id])

    def _put_arrow(self, link_id: str) -> None:
        if link_id not in self.session.design.connections:
            self._drop(self.arrows, link_id)
            self._routes.pop(link_id, None)
            self._labels.pop(link_id, None)
        elif link_id not in self.arrows:
            self.arrows[link_id] = ArrowItem(f"connections/{link_id}", self.theme)
            self.addItem(self.arrows[link_id])

    def _put_frame(self, key: str, record: Group | Note | None) -> None:
        if record is None:
            self._drop(self.frames, key)
        elif key in self.frames:
            self.frames[key].record = record
            self._show_frame(key)
        else:
            self.frames[key] = FrameItem(key, self.theme, record, self._frame_shapes(record, "plain"))
            self.addItem(self.frames[key])
            self._show_frame(key)

    def _drop(self, items: dict[str, ItemType], key: str) -> None:
        item = items.pop(key, None)
        if item is not None:
            self.removeItem(item)

    def _set_routes(self, routes: dict[str, Route]) -> None:
        for link_id, route in routes.items():
            if link_id in self.arrows and (route != self._routes.get(link_id) or not self._is_drawn(link_id)):
                self._routes[link_id] = route
                self._show_arrow(link_id)

    def _is_drawn(self, link_id: str) -> bool:
        return len(self.arrows[link_id].points) > 1

    def _show_arrow(self, link_id: str) -> None:
        link, route, arrow = (
            self.session.design.connections[link_id],
            self._routes[link_id],
            self.arrows[link_id],
        )
        label = self._labels[link_id] = label_place(link.label, route, self._router.blocked)
        style = self.theme.arrow(link.mechanism)
        shapes = arrow_shapes(route, style, self.theme, label=label, state=arrow.state)
        box = around([Box(x, y, 0, 0) for x, y in route.points]).grown(12)
        arrow.set_route(list(route.points), around([box, label.box]) if label else box, shapes)

    def _show_frame(self, key: str) -> None:
        frame = self.frames[key]
        frame.set_record(frame.record, self._frame_shapes(frame.record, frame.state))
        if isinstance(frame.record, Group):
            frame.setZValue(GROUPS_Z + depth_of(frame.record, self.session.design) / 100)

    def _frame_shapes(self, record: Group | Note, state: State) -> tuple[Shape, ...]:
        return frame_shapes(record, self.session.design, self.theme, state)

    def _on_selection_changed(self, keys: frozenset[str]) -> None:
        changed, self._selected = self._selected ^ keys, keys
        for key in changed:
            if self.session.design.record(key) is not None:  # the design may just have been replaced
                self._show_state(key)

    def _show_state(self, key: str) -> None:
        item = self.item_of(key)
        if item is None:
            return
        state = self._state(key)
        if state == item.state:
            return
        item.set_state(state)
        if isinstance(item, ArrowItem):
            self._show_arrow(key.partition("/")[2])
        elif isinstance(item, FrameItem):
            self._show_frame(key)

    def _state(self, key: str) -> State:
        if (
            self._fitting is not None
            and key.startswith("nodes/")
            and key.removeprefix("nodes/") not in self._fitting
        ):
            return "dimmed"
        if key in self._selected:
            return "selected"
        return "hover" if key == self._hovered or self._fitting is not None else "plain"

    def _grow(self, boxes: list[Box]) -> None:
        """Keep the index of items fitted to them: a far too large rectangle makes look-ups slow."""
        wanted = QRectF(*around(boxes).grown(MARGIN)) if boxes else QRectF(0, 0, 1, 1)
        if not self.sceneRect().contains(wanted):
            self.setSceneRect(self.sceneRect().united(wanted.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)))


def _ids(change: Change, collection: str) -> list[str]:
    prefix = f"{collection}/"
    return [key.removeprefix(prefix) for key in change.after if key.startswith(prefix)]


def _ends(change: Change) -> set[str]:
    """Nodes at the ends of the connections that changed, before and after."""
    links = [*change.before.values(), *change.after.values()]
    return {end for link in links if isinstance(link, Connection) for end in (link.source, link.target)}


def _is_grabbed(record: Group | Note, at: Point) -> bool:
    """Whether the point is on a note, or on a frame's title or border: its inside belongs to what lies there."""
    box = Box(record.x, record.y, record.width, record.height)
    if isinstance(record, Note) or not box.grown(BORDER / 2).holds(*at):
        return isinstance(record, Note) and box.holds(*at)
    inside = Box(box.x + BORDER, box.y + TITLE, box.width - 2 * BORDER, box.height - TITLE - BORDER)
    return not inside.holds(*at)
