"""The cost panel: a month's bill by node, what is not priced and why, and a chart of the same."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.cost import CostItem, Estimate
from explorer.drawing.text import showable
from explorer.ui.panels.marking import NODE, mark_rows
from explorer.ui.plain import EmptyState, PlainLabel, tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import amount, money, plural

if TYPE_CHECKING:
    from explorer.ui.panels.cost_chart import CostChart, NodeCost

_COLUMNS = ["Node and line", "Low", "Expected", "High", "Quantity", "Unit price", "Source"]
MAX_NODES = 300
"""Nodes listed, the dearest first."""
MAX_BARS = 40
"""More than the chart has room for: it shows the first."""
_RIGHT = range(1, 6)
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CostPanel(QWidget):
    """Totals above, lines at the left, the chart at the right. The chart is made when it is first seen."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self.chart: CostChart | None = None
        self.total = PlainLabel(role="figure")
        self.range = PlainLabel(role="muted")
        self.unpriced = PlainLabel(role="warning")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Cost lines")
        self.tree.setHeaderLabels(_COLUMNS)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.setIndentation(12)
        self.tree.itemClicked.connect(lambda item: self._select(item.data(0, NODE)))
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((220, 84, 84, 84, 190, 130)):
            header.resizeSection(column, width)
        for column in _RIGHT:
            self.tree.headerItem().setTextAlignment(column, _TO_THE_RIGHT)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.tree)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._empty = EmptyState(
            "Nothing to price yet", "Add services, and state what enters the design at its sources."
        )
        self._stack = QStackedWidget()
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(14)
        for label in (self.total, self.range, self.unpriced):
            head.addWidget(label)
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(self._splitter, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        appearance.changed.connect(lambda _theme: self._on_theme_changed())
        session.selection.changed.connect(lambda _keys: self._mirror())

    def refresh(self) -> None:
        """Show the estimate of the design as it is."""
        design, estimate = self._session.design, self._session.estimate
        self._stack.setCurrentIndex(1 if design.nodes else 0)
        if not design.nodes:
            return
        self.total.setText(f"{money(estimate.total, at_least=estimate.is_at_least)} per month")
        self.range.setText(f"{money(estimate.low)} to {money(estimate.high)} in {estimate.region}")
        gaps = [f"{self._name(one.node)}: {one.reason}" for one in estimate.unpriced[:12]]
        words = [plural(len(estimate.unpriced), "thing") + " not priced"] if gaps else []
        words += [plural(len(estimate.notices), "service") + " closed or closing"] if estimate.notices else []
        self.unpriced.setText(", ".join(words))
        self.unpriced.setToolTip(tooltip("Worth knowing", *gaps, *estimate.notices) if words else "")
        self._fill(estimate)
        if self.isVisible():
            self._show_chart(estimate)
            self._mirror()

    def _mirror(self) -> None:
        """Mark what the selected nodes cost."""
        if self.isVisible():
            nodes = set(self._session.selection.ids("nodes"))
            mark_rows(self.tree, nodes)
            if self.chart is not None:
                self.chart.mark(nodes)

    def _fill(self, estimate: Estimate) -> None:
        rows = [self.tree.topLevelItem(index) for index in range(self.tree.topLevelItemCount())]
        opened = {row.data(0, NODE) for row in rows if row is not None and row.isExpanded()}
        self.tree.clear()
        by_node: dict[str, list[CostItem]] = {}
        for item in estimate.items:
            by_node.setdefault(item.node, []).append(item)
        missing: dict[str, list[Any]] = {}
        for gap in estimate.unpriced:
            missing.setdefault(gap.node, []).append(gap)
        order = sorted({*by_node, *missing}, key=lambda node: -estimate.by_node.get(node, Decimal(0)))
        for node in order[:MAX_NODES]:
            self._add_node(node, by_node.get(node, []), missing.get(node, []), opened)
        if len(order) > MAX_NODES:
            self.tree.addTopLevelItem(QTreeWidgetItem([f"and {len(order) - MAX_NODES:,} more"]))

    def _add_node(self, node: str, items: list[CostItem], gaps: list[Any], opened: set[str]) -> None:
        sums = [sum((getattr(item, field) for item in items), Decimal(0)) for field in ("low", "usd", "high")]
        shown = [money(value, at_least=bool(gaps)) for value in sums] if items else ["", "not priced", ""]
        top = QTreeWidgetItem([self._name(node), *shown, "", "", ""])
        font = top.font(0)
        font.setWeight(font.Weight.DemiBold)
        for column in (0, 2):
            top.setFont(column, font)
        top.setIcon(
            0, self._appearance.service_icon(self._session.catalog, self._session.design.nodes[node].service)
        )
        children = [self._line(item) for item in items]
        for gap in gaps:
            child = QTreeWidgetItem([gap.title, "", "not priced", "", "", "", gap.reason])
            child.setToolTip(6, tooltip(gap.title, gap.reason))
            child.setForeground(2, self._appearance.color("warning"))
            children.append(child)
        top.addChildren(children)
        for row in (top, *children):
            row.setData(0, NODE, node)
            for column in _RIGHT:
                row.setTextAlignment(column, _TO_THE_RIGHT)
        self.tree.addTopLevelItem(top)
        top.setExpanded(node in opened)

    def _line(self, item: CostItem) -> QTreeWidgetItem:
        per = "" if item.per == 1 else f"{item.per:,} "
        price = f"${item.unit_price.normalize():f}"[:11] + f" / {per}{item.unit}"
        origin = f"{item.as_of}, {item.confidence}" + (
            f", price of {item.estimated_from}" if item.estimated_from else ""
        )
        line = QTreeWidgetItem(
            [
                item.title,
                money(item.low),
                money(item.usd),
                money(item.high),
                amount(item.quantity, item.unit),
                price,
                origin,
            ]
        )
        line.setToolTip(
            6,
            tooltip(
                item.title, f"Source: {item.source}", f"As of {item.as_of}, confidence: {item.confidence}"
            ),
        )
        line.setToolTip(5, tooltip(price))
        return line

    def _name(self, node_id: str) -> str:
        node = self._session.design.nodes[node_id]
        return showable(node.label) or self._session.catalog.name(node.service)

    def _select(self, node_id: str | None) -> None:
        if node_id:
            self._session.selection.set({f"nodes/{node_id}"})

    def _show_chart(self, estimate: Estimate) -> None:
        if self.chart is None:
            from explorer.ui.panels.cost_chart import CostChart  # noqa: PLC0415 - pyqtgraph brings NumPy

            self.chart = CostChart(self._appearance)
            self.chart.chosen.connect(self._select)
            self._splitter.addWidget(self.chart)
            self._splitter.setSizes([700, 420])
        self.chart.show_costs(self._costs(estimate))

    def _costs(self, estimate: Estimate) -> "list[NodeCost]":
        from explorer.ui.panels.cost_chart import NodeCost  # noqa: PLC0415 - pyqtgraph brings NumPy

        sums: dict[str, list[Decimal]] = {}
        for item in estimate.items:
            three = sums.setdefault(item.node, [Decimal(0)] * 3)
            for index, value in enumerate((item.low, item.usd, item.high)):
                three[index] += value
        dearest = sorted(sums.items(), key=lambda pair: -pair[1][1])[:MAX_BARS]
        incomplete = {gap.node for gap in estimate.unpriced}
        return [
            NodeCost(node, self._name(node), float(low), float(usd), float(high), node in incomplete)
            for node, (low, usd, high) in dearest
        ]

    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self.refresh()
