"""The canvas for screen readers: every node, connection, frame and note as a child with a name and a place."""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow

from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection, Group, Node, Note
from explorer.drawing.arrows import arrow_title
from explorer.drawing.groups import group_title
from explorer.drawing.tile import tile_title
from explorer.ui.canvas.view import CanvasView
from explorer.ui.canvas.walking import in_flow_order
from explorer.ui.words import plural


def describe(view: CanvasView, key: str) -> str:
    """A record in words: what it is, how it is connected, what is found and what it costs."""
    session = view.session
    design, catalog = session.design, session.catalog
    record = design.record(key)
    if isinstance(record, Node):
        parts = [tile_title(record, catalog.service(record.service))]
        parts.append(f"{len(design.entering(record.id))} in, {len(design.leaving(record.id))} out")
        item = view.canvas.nodes.get(record.id)
        if item is not None:
            parts += [plural(count, severity) for severity, count in item.findings.items()]
            parts += [item.badge.replace("/mo", " per month")] if item.badge else []
        return ", ".join(parts)
    if isinstance(record, Connection):
        source, target = (design.nodes[end] for end in (record.source, record.target))
        names = [node.label or catalog.name(node.service) for node in (source, target)]
        words = MECHANISMS.get(record.mechanism)
        return arrow_title(record, names[0], names[1], words.title if words else record.mechanism)
    if isinstance(record, Group):
        return f"{group_title(record)}, holds {plural(len(design.members(record.id)), 'node')}"
    return f"Note: {record.text}" if isinstance(record, Note) else ""


class _Place(QAccessibleInterface):
    """What canvas and records have in common: no texts of their own to set, no children to speak of."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__()
        self._view = view

    def isValid(self) -> bool:
        """While the view lives."""
        return True

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt takes none, its stub does not
        """None: it is no widget."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]  # Qt takes none, its stub does not
        """The window it is in."""
        return self._view.window().windowHandle()

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names follow from the design."""

    def backgroundColor(self) -> QColor:
        """The ground of the canvas."""
        return self._view.appearance.color("canvas")

    def foregroundColor(self) -> QColor:
        """The colour of names."""
        return self._view.appearance.color("text")


class RecordAccess(_Place):
    """One record."""

    def __init__(self, view: CanvasView, key: str, above: "CanvasAccess") -> None:
        super().__init__(view)
        self.key = key
        self._above = above

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """None."""
        del index
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """None."""
        del x, y
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has none."""
        del child
        return -1

    def parent(self) -> QAccessibleInterface:
        """The canvas."""
        return self._above

    def rect(self) -> QRect:
        """Its place on the screen."""
        box = self._view.canvas.bounds({self.key})
        if box is None:
            return QRect()
        x, y = self._view.camera.to_pixel((box.x, box.y))
        zoom = self._view.camera.zoom
        corner = self._view.viewport().mapToGlobal(QPoint(round(x), round(y)))
        return QRect(corner.x(), corner.y(), round(box.width * zoom), round(box.height * zoom))

    def role(self) -> QAccessible.Role:
        """What kind of thing it is."""
        roles = QAccessible.Role
        collection = self.key.partition("/")[0]
        return {"nodes": roles.ListItem, "groups": roles.Grouping, "notes": roles.Note}.get(
            collection, roles.Link
        )

    def state(self) -> QAccessible.State:
        """Whether it is selected."""
        state = QAccessible.State()
        state.selectable = True
        state.selected = self.key in self._view.session.selection.keys
        state.focusable = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its words."""
        return describe(self._view, self.key) if kind == QAccessible.Text.Name else ""


class CanvasAccess(_Place):
    """The canvas with its records, nodes first."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._children: dict[str, RecordAccess] = {}
        self._keys: list[str] | None = None
        view.canvas.touched.connect(lambda _change: self._forget())
        view.session.selection.changed.connect(lambda _keys: self._announce())

    def object(self) -> QObject:
        """The view."""
        return self._view

    def _forget(self) -> None:
        self._keys = None

    def _announce(self) -> None:
        """Tell screen readers what is selected now, where it is one thing."""
        child = self.focusChild() if QAccessible.isActive() else None
        if child is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(child, QAccessible.Event.Focus))

    def keys(self) -> list[str]:
        """Keys of all records that can be seen, in the order of children: nodes along the flow come first."""
        if self._keys is None:
            self._keys = self._found()
        return self._keys

    def _found(self) -> list[str]:
        design = self._view.session.design
        found = [f"nodes/{key}" for key in in_flow_order(design)]
        found += [f"connections/{key}" for key in design.connections]
        found += [f"groups/{key}" for key in design.groups]
        return found + [f"notes/{key}" for key in design.notes]

    def childCount(self) -> int:
        """How many records there are."""
        return len(self.keys())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """The record with that number."""
        keys = self.keys()
        return self._of(keys[index]) if 0 <= index < len(keys) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """The record at a point of the screen."""
        pixel = self._view.viewport().mapFromGlobal(QPoint(x, y))
        at = self._view.camera.to_scene((pixel.x(), pixel.y()))
        key = self._view.canvas.key_at(at, self._view.camera.zoom)
        return self._of(key) if key else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """The one record that is selected."""
        keys = self._view.session.selection.keys
        return self._of(next(iter(keys))) if len(keys) == 1 else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a record."""
        keys = self.keys()
        return keys.index(child.key) if isinstance(child, RecordAccess) and child.key in keys else -1

    def parent(self) -> QAccessibleInterface:
        """The widget around the view."""
        return QAccessible.queryAccessibleInterface(self._view.parentWidget() or self._view.window())

    def rect(self) -> QRect:
        """Its place on the screen."""
        return QRect(self._view.mapToGlobal(QPoint(0, 0)), self._view.size())

    def role(self) -> QAccessible.Role:
        """A canvas."""
        return QAccessible.Role.Canvas

    def state(self) -> QAccessible.State:
        """Whether it has the keyboard."""
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._view.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Name and size."""
        design = self._view.session.design
        if kind == QAccessible.Text.Name:
            return self._view.accessibleName()
        counts = plural(len(design.nodes), "node"), plural(len(design.connections), "connection")
        return ", ".join(counts) if kind == QAccessible.Text.Description else ""

    def _of(self, key: str) -> RecordAccess:
        if key not in self._children:
            self._children[key] = RecordAccess(self._view, key, self)
            QAccessible.registerAccessibleInterface(self._children[key])
        return self._children[key]


_made: dict[int, CanvasAccess] = {}


def install() -> None:
    """Let screen readers see into every canvas from now on."""
    QAccessible.installFactory(_factory)


def _factory(name: str, thing: QObject) -> QAccessibleInterface | None:
    del name
    if not isinstance(thing, CanvasView):
        return None
    known = id(thing)
    if known not in _made:
        _made[known] = CanvasAccess(thing)
        thing.destroyed.connect(lambda _gone=None: _made.pop(known, None))
    return _made[known]
