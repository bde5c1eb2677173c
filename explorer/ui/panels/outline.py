"""The outline: the design as a plain tree in the order of the flow, with the same selection as the canvas."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection, Node
from explorer.drawing.groups import group_title
from explorer.drawing.text import showable
from explorer.drawing.tile import tile_title
from explorer.ui.canvas.walking import in_flow_order
from explorer.ui.panels.later import LARGE
from explorer.ui.plain import EmptyState
from explorer.ui.theme import Appearance

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView

_KEY = Qt.ItemDataRole.UserRole


class OutlinePanel(QWidget):
    """Nodes from sources onward, with their outgoing connections below; frames and notes after them."""

    def __init__(self, session: Session, appearance: Appearance, view: "CanvasView") -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._view = view
        self._items: dict[str, QTreeWidgetItem] = {}
        self._is_stale = True
        self._content: list[tuple[str, ...]] = []
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setAccessibleName("Outline of the design")
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.itemSelectionChanged.connect(self._on_item_selection_changed)
        self.tree.itemDoubleClicked.connect(lambda item: view.edit_label(item.data(0, _KEY)))
        self._empty = EmptyState(
            "Nothing here yet", "The nodes of the design are listed here in the order of the flow."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        session.changed.connect(lambda _change: self._on_changed())
        session.document_replaced.connect(lambda _none: self._on_changed())
        session.selection.changed.connect(lambda _keys: self._mirror())

    def _on_changed(self) -> None:
        """A small design is followed at once, a large one when answers are due."""
        self._is_stale = True
        is_small = len(self._session.design.nodes) <= LARGE
        if self.isVisible() and is_small and self._view.pointer.tool is None:
            self.refresh()

    def refresh(self) -> None:
        """Show the design as it is, where that has changed, and what is selected."""
        if self._is_stale:
            self._is_stale = False
            self._rebuild()
        self._mirror()

    def _rebuild(self) -> None:
        """Make the rows anew, unless nothing that they show has changed, as when nodes have only been moved."""
        order = in_flow_order(self._session.design)
        content = self._shown_by(order)
        if content == self._content:
            return
        self._content = content
        blocker = QSignalBlocker(self.tree)
        self.tree.clear()
        self._items.clear()
        for node_id in order:
            self._add_node(self._session.design.nodes[node_id])
        for group in self._session.design.groups.values():
            self._add(f"groups/{group.id}", group_title(group), "group")
        for note in self._session.design.notes.values():
            self._add(f"notes/{note.id}", f"Note: {showable(note.text)[:60] or 'empty'}", "note")
        blocker.unblock()
        self._stack.setCurrentWidget(self.tree if self._items else self._empty)

    def _shown_by(self, order: list[str]) -> list[tuple[str, ...]]:
        """All that the rows tell."""
        design = self._session.design
        nodes = (design.nodes[node_id] for node_id in order)
        return [
            *((node.id, node.label, node.service) for node in nodes),
            *((link.id, link.source, link.target, link.mechanism) for link in design.connections.values()),
            *((group.id, group_title(group)) for group in design.groups.values()),
            *((note.id, note.text) for note in design.notes.values()),
        ]

    def _add_node(self, node: Node) -> None:
        item = self._add(
            f"nodes/{node.id}", tile_title(node, self._session.catalog.service(node.service)), ""
        )
        item.setIcon(0, self._appearance.service_icon(self._session.catalog, node.service))
        for link in self._session.design.leaving(node.id):
            child = QTreeWidgetItem([self._words(link)])
            child.setIcon(0, self._appearance.icon("arrow-right", "muted"))
            child.setData(0, _KEY, f"connections/{link.id}")
            item.addChild(child)
            self._items[f"connections/{link.id}"] = child

    def _words(self, link: Connection) -> str:
        words = MECHANISMS.get(link.mechanism)
        target = self._session.design.nodes[link.target]
        name = target.label or self._session.catalog.name(target.service)
        return f"{words.title if words else link.mechanism} to {name}"

    def _add(self, key: str, text: str, icon: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setData(0, _KEY, key)
        if icon:
            item.setIcon(0, self._appearance.icon(icon, "muted"))
        self.tree.addTopLevelItem(item)
        self._items[key] = item
        return item

    def _mirror(self) -> None:
        """Select what the session has selected."""
        if not self.isVisible():
            return
        found = [self._items[key] for key in self._session.selection.keys if key in self._items]
        blocker = QSignalBlocker(self.tree)
        for above in [item.parent() for item in found]:
            if above is not None:
                above.setExpanded(True)
        chosen = QItemSelection()
        for first, last in _ranges([self.tree.indexFromItem(item) for item in found]):
            chosen.select(first, last)
        self.tree.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if found:
            last = self.tree.indexFromItem(found[-1])
            self.tree.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollTo(last)
        blocker.unblock()
        self.tree.viewport().update()

    def _on_item_selection_changed(self) -> None:
        known = self._session.design.record
        keys = {key for item in self.tree.selectedItems() if known(key := item.data(0, _KEY)) is not None}
        self._session.selection.set(keys)
        if len(keys) == 1:
            self._view.reveal(next(iter(keys)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 edits on the canvas; Delete deletes."""
        item = self.tree.currentItem()
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._session.delete_selection()
            return
        if event.key() == Qt.Key.Key_F2 and item is not None:
            self._view.edit_label(item.data(0, _KEY))
        else:
            super().keyPressEvent(event)


def _ranges(indexes: list[QModelIndex]) -> Iterator[tuple[QModelIndex, QModelIndex]]:
    """First and last of neighbouring rows: a selection of few ranges is quick where one of many rows is not."""
    by_parent: dict[int, list[QModelIndex]] = {}
    for index in indexes:
        by_parent.setdefault(index.parent().row(), []).append(index)
    for rows in by_parent.values():
        rows.sort(key=lambda index: index.row())
        first = last = rows[0]
        for index in rows[1:]:
            if index.row() != last.row() + 1:
                yield first, last
                first = index
            last = index
        yield first, last
