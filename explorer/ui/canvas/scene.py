"""The scene: items made from the session's design, and kept in step with each change."""

from collections import Counter
from collections.abc import Collection, Iterable

from explorer.app import Session
from explorer.design import Change, Connection, Group, Node, Note
from explorer.design.records import key_of
from explorer.drawing.geometry import Box, Point, around
from explorer.drawing.icons import IconSource
from explorer.drawing.routes import Route
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH, State
from explorer.signal import Signal
from explorer.ui.canvas.arrows import ArrowItem, Arrows
from explorer.ui.canvas.boxes import movable_boxes
from explorer.ui.canvas.items import FrameItem, NodeItem
from explorer.ui.words import money

BORDER = 8.0
TITLE = 30.0
"""How far a frame's border and its title line can be grabbed."""
ARROW_REACH = 7.0
"""Half the width, in pixels, in which a click finds an arrow."""
_MOST_GONE = 2000
"""So many removed tiles are remembered, for the undo that brings them back."""

Item = NodeItem | ArrowItem | FrameItem


class CanvasScene:
    """Holds an item per record. ``touched`` is emitted with a change after the items show it.

    ``repainted`` is emitted when something looks different though the design is the same.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        self.session = session
        self.theme = theme
        self.icons: IconSource | None = None
        """Icons that go before ours."""
        self.touched: Signal[Change | None] = Signal()
        self.repainted: Signal[None] = Signal()
        self.nodes: dict[str, NodeItem] = {}
        self.frames: dict[str, FrameItem] = {}
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
        self._forget_looks()

    def set_icons(self, icons: IconSource | None) -> None:
        """Icons that go before ours."""
        self.icons = icons
        self._forget_looks()

    def _forget_looks(self) -> None:
        self._gone.clear()
        self.arrows.forget()
        for items in (self.nodes, self.frames):
            for item in items.values():
                item.forget()
        self.repainted.emit(None)

    def item_of(self, key: str) -> Item | None:
        """The item that shows the record with that key."""
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            return self.nodes.get(record_id)
        return self.arrows.items.get(record_id) if collection == "connections" else self.frames.get(key)

    def route(self, link_id: str) -> Route | None:
        """The way a connection is drawn."""
        return self.arrows.route(link_id)

    def bounds(self, keys: Iterable[str] | None = None) -> Box | None:
        """The box around these records, or around all; None for none."""
        boxes = movable_boxes(self.session.design)
        if keys is not None:
            keys = set(keys)
            for key in list(keys):
                link = self.session.design.record(key)
                if isinstance(link, Connection):
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
        return self._arrow_at(at, zoom) or self._frame_at(at, Group)

    def _arrow_at(self, at: Point, zoom: float) -> str:
        found = self.arrows.at(at, ARROW_REACH / zoom)
        return f"connections/{found}" if found else ""

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

    def hover(self, key: str) -> None:
        """Show what is under the pointer."""
        if key != self._hovered:
            old, self._hovered = self._hovered, key
            self._show_states((old, key))

    def light(self, fitting: frozenset[str] | None) -> None:
        """Dim all nodes but these while an arrow is drawn; None ends that."""
        if fitting != self._fitting:
            self._fitting = fitting
            self._show_states([f"nodes/{node_id}" for node_id in self.nodes])

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
        self.repainted.emit(None)

    def _on_document_replaced(self, _: None) -> None:
        self._rebuild()
        self.touched.emit(None)

    def _rebuild(self) -> None:
        design, catalog = self.session.design, self.session.catalog
        self._selected, self._hovered, self._fitting = frozenset(), "", None
        self.arrows = Arrows(design)
        self._gone: dict[str, NodeItem] = {}
        self.nodes = {
            node.id: NodeItem(node, catalog.service(node.service)) for node in design.nodes.values()
        }
        framed: list[Group | Note] = [*design.groups.values(), *design.notes.values()]
        self.frames = {key_of(record): FrameItem(record) for record in framed}

    def _on_changed(self, change: Change) -> None:
        nodes, links = _ids(change, "nodes"), _ids(change, "connections")
        for node_id in nodes:
            self._put_node(node_id)
        for key in change.after:
            if key.startswith(("groups/", "notes/")):
                self._put_frame(key)
        self.arrows.change(
            {node_id for node_id in nodes if _is_elsewhere(change, node_id)} | _ends(change), links
        )
        self.touched.emit(change)

    def _put_node(self, node_id: str) -> None:
        node = self.session.design.nodes.get(node_id)
        if node is None:
            self._remove_node(node_id)
            return
        service = self.session.catalog.service(node.service)
        item = self.nodes.get(node_id) or self._gone.pop(node_id, None)
        if item is None:
            self.nodes[node_id] = NodeItem(node, service)
        else:
            item.set_node(node, service)
            self.nodes[node_id] = item

    def _remove_node(self, node_id: str) -> None:
        item = self.nodes.pop(node_id, None)
        if item is not None:
            item.set_state("plain")
            self._gone[node_id] = item
        if len(self._gone) > _MOST_GONE:
            del self._gone[next(iter(self._gone))]

    def _put_frame(self, key: str) -> None:
        record = self.session.design.record(key)
        if not isinstance(record, Group | Note):
            self.frames.pop(key, None)
        elif key in self.frames:
            self.frames[key].set_record(record)
        else:
            self.frames[key] = FrameItem(record)

    def _on_selection_changed(self, keys: frozenset[str]) -> None:
        changed, self._selected = self._selected ^ keys, keys
        self._show_states(changed)

    def _show_states(self, keys: Collection[str]) -> None:
        for key in keys:
            item = self.item_of(key)
            if item is not None and item.state != (state := self._state(key)):
                item.set_state(state)
        self.repainted.emit(None)

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


def _ids(change: Change, collection: str) -> list[str]:
    prefix = f"{collection}/"
    return [key.removeprefix(prefix) for key in change.after if key.startswith(prefix)]


def _is_elsewhere(change: Change, node_id: str) -> bool:
    """Whether the node came, went or moved: only then its arrows run differently."""
    before, after = change.before.get(f"nodes/{node_id}"), change.after[f"nodes/{node_id}"]
    return not (
        isinstance(before, Node) and isinstance(after, Node) and (before.x, before.y) == (after.x, after.y)
    )


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
