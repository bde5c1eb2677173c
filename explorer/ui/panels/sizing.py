"""Settings that fit the load, or so many times the load: what to set, what it costs, and what to ask AWS for."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.app.sizing import Sized, sizes_of
from explorer.drawing.text import showable
from explorer.rules.sizing import Proposal, all_at_once
from explorer.rules.words import measure
from explorer.ui.panels.later import Later
from explorer.ui.plain import EmptyState, OneLine, PlainLabel, set_tip, tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import UNKNOWN, money, plural

_COLUMNS = ["Node", "Setting", "Now", "Needed", "A month more", "Why"]
_WIDTHS = (126, 108, 62, 66, 100)
_COST = 4
_RIGHT = (2, 3, _COST)
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIZED = Qt.ItemDataRole.UserRole
LABEL = "Fit settings to the load"


class SizesPage(QWidget):
    """A line for each setting that the load needs otherwise; chosen ones, or all, are set as one step to undo."""

    chosen = Signal(str)
    """The id of the node of a line that was clicked."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._later = Later(session)
        self.growth = QDoubleSpinBox()
        self.growth.setPrefix("\N{MULTIPLICATION SIGN}")
        self.growth.setRange(0.1, 10_000.0)
        self.growth.setDecimals(1)
        self.growth.setValue(1.0)
        self.growth.setKeyboardTracking(False)
        self.growth.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.growth.setMaximumWidth(90)
        set_tip(self.growth, "Times today's load", "What the settings shall be enough for")
        self.growth.valueChanged.connect(lambda _value: self.refresh())
        self.sum = OneLine(role="muted")
        self.button = QPushButton("Set all")
        self.button.clicked.connect(lambda _checked: self._set())
        self.tree = self._make_tree()
        self._fine = EmptyState(
            "Every setting fits", "Shards, instances, disks and quotas are enough. Try a larger load above."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._fine)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 12, 4)
        head.setSpacing(8)
        head.addWidget(PlainLabel("For"))
        head.addWidget(self.growth)
        head.addWidget(PlainLabel("today's load"))
        head.addWidget(self.sum, 1)
        head.addWidget(self.button)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("Settings that fit")
        tree.setHeaderLabels(_COLUMNS)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        for column in _RIGHT:
            tree.headerItem().setTextAlignment(column, _TO_THE_RIGHT)
        tree.itemActivated.connect(lambda item: self.chosen.emit(item.data(0, _SIZED).proposal.node))
        tree.itemSelectionChanged.connect(self._on_selection_changed)
        return tree

    def refresh(self) -> None:
        """Work out what the design as it is would need."""
        catalog, growth = self._session.catalog, self.growth.value()
        self._later.ask(lambda design, flow: sizes_of(design, catalog, flow, growth=growth), self._show)

    def _show(self, found: list[Sized]) -> None:
        self.tree.clear()
        self.tree.addTopLevelItems([self._row(one) for one in found])
        self._stack.setCurrentWidget(self.tree if found else self._fine)
        self._on_selection_changed()

    def _row(self, one: Sized) -> QTreeWidgetItem:
        it = one.proposal
        row = QTreeWidgetItem(
            [
                self._name(it.node),
                it.title,
                "" if it.now is None else measure(it.now, it.unit),
                measure(it.needed, it.unit),
                signed(one.usd_more) if it.change else "by request",
                it.why,
            ]
        )
        service = self._session.design.nodes[it.node].service
        row.setIcon(0, self._appearance.service_icon(self._session.catalog, service))
        row.setData(0, _SIZED, one)
        for column in _RIGHT:
            row.setTextAlignment(column, _TO_THE_RIGHT)
        if not it.change or one.usd_more is None:
            row.setForeground(_COST, self._appearance.color("muted"))
        for column in range(len(_COLUMNS)):
            row.setToolTip(column, self._tip(it))
        return row

    def _tip(self, it: Proposal) -> str:
        most = "" if it.is_enough else f"No more than {measure(it.proposed, it.unit)} can be set"
        high = (
            ""
            if it.needed_if_high is None
            else f"With the high numbers: {measure(it.needed_if_high, it.unit)}"
        )
        quota = f"Have the quota raised: {it.quota.name}" if it.quota else ""
        source = f"Source: {it.source}" if it.source else ""
        return tooltip(
            f"{it.title} at {self._name(it.node)}",
            it.why,
            most,
            high,
            quota,
            source,
            f"As of {it.as_of}" if it.as_of else "",
        )

    def _name(self, node_id: str) -> str:
        node = self._session.design.nodes[node_id]
        return showable(node.label) or self._session.catalog.name(node.service)

    # Setting

    def _rows(self) -> list[QTreeWidgetItem]:
        """The selected lines, or all where none is."""
        every = [self.tree.topLevelItem(index) for index in range(self.tree.topLevelItemCount())]
        return self.tree.selectedItems() or [row for row in every if row is not None]

    def _on_selection_changed(self) -> None:
        sized: list[Sized] = [row.data(0, _SIZED) for row in self._rows()]
        changing = [one for one in sized if one.proposal.change]
        self.button.setText("Set selected" if self.tree.selectedItems() else "Set all")
        self.button.setEnabled(bool(changing))
        words = _sum(changing, len(sized) - len(changing))
        self.sum.setText(words)
        self.sum.setToolTip(tooltip(words))

    def _set(self) -> None:
        chosen = [row.data(0, _SIZED).proposal for row in self._rows()]
        self._session.do(LABEL, all_at_once(self._session.design, chosen))


def signed(usd: Decimal | None) -> str:
    """``+$4.20``, ``-$1.00``, or that it is not known."""
    if usd is None:
        return UNKNOWN
    return f"{'-' if usd < 0 else '+'}{money(abs(usd))}"


def _sum(changing: list[Sized], requests: int) -> str:
    """What the lines come to together."""
    known = [one.usd_more for one in changing if one.usd_more is not None]
    parts = []
    if changing:
        unknown = len(changing) - len(known)
        gap = f" and {plural(unknown, 'cost')} not known" if unknown else ""
        parts.append(f"{plural(len(changing), 'setting')}, {signed(sum(known, Decimal(0)))} a month{gap}")
    if requests:
        parts.append(f"{plural(requests, 'quota')} to have raised")
    return "; ".join(parts)
