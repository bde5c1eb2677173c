"""The flow panel: what passes along each connection in a month, for the selection or for all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection
from explorer.flow import Load, Spread
from explorer.ui.plain import EmptyState
from explorer.ui.words import UNKNOWN, amount

_COLUMNS = ["From", "To", "Mechanism", "Stream", "Items per month", "Peak per second", "GB per month", "More"]
_MORE = (("seconds", "s"), ("characters", "characters"), ("pages", "pages"))


class FlowPanel(QWidget):
    """A table of streams, a line each."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Flow along connections")
        self.tree.setHeaderLabels(_COLUMNS)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((160, 160, 140, 80, 180, 190, 180)):
            header.resizeSection(column, width)
        self.tree.itemClicked.connect(self._on_item_clicked)
        self._empty = EmptyState(
            "No flow to show",
            "Connect nodes, then select a source, such as a bucket, and state in the inspector what enters there.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        session.selection.changed.connect(lambda _keys: self._on_selection_changed())

    def _on_selection_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the flow as it is."""
        self.tree.clear()
        for link in self._links():
            streams = self._session.flow.connections.get(link.id, {})
            for kind, load in streams.items():
                self._add(link, kind, load)
            if not streams:
                self._add(link, "", None)
        self._stack.setCurrentWidget(self.tree if self.tree.topLevelItemCount() else self._empty)

    def _links(self) -> list[Connection]:
        design, selection = self._session.design, self._session.selection
        nodes, links = set(selection.ids("nodes")), set(selection.ids("connections"))
        chosen = [
            link
            for link in design.connections.values()
            if link.id in links or {link.source, link.target} & nodes
        ]
        return chosen or list(design.connections.values())

    def _add(self, link: Connection, kind: str, load: Load | None) -> None:
        words = MECHANISMS.get(link.mechanism)
        texts = [
            self._name(link.source),
            self._name(link.target),
            words.title if words else link.mechanism,
            kind,
        ]
        if load is None:
            texts += ["nothing stated", "", "", ""]
        else:
            texts += [amount(load.items), amount(load.peak_per_s), amount(load.gb), _more(load)]
        item = QTreeWidgetItem(texts)
        item.setData(0, Qt.ItemDataRole.UserRole, f"connections/{link.id}")
        for column in (4, 5, 6):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tree.addTopLevelItem(item)

    def _name(self, node_id: str) -> str:
        node = self._session.design.nodes[node_id]
        return node.label or self._session.catalog.name(node.service)

    def _on_item_clicked(self, item: QTreeWidgetItem) -> None:
        self._session.selection.set({item.data(0, Qt.ItemDataRole.UserRole)})


def _more(load: Load) -> str:
    parts = []
    for measure, unit in _MORE:
        spread: Spread = getattr(load, measure)
        if spread.expected:
            parts.append(f"{amount(spread)} {unit}")
    return ", ".join(part for part in parts if UNKNOWN not in part)
