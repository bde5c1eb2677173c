"""The limits panel: what breaks first when the load grows, and what every limit has left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
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
from explorer.drawing.text import showable
from explorer.rules.capacity import Headroom, headroom
from explorer.rules.quotas import shown
from explorer.rules.words import number, percent, some, times
from explorer.ui.panels.later import Later
from explorer.ui.panels.marking import BESIDE, NODE, mark_rows
from explorer.ui.panels.sizing import SizesPage
from explorer.ui.plain import EmptyState, OneLine, PlainLabel, segments, tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import UNKNOWN

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView
    from explorer.ui.panels.capacity_chart import CapacityChart

_COLUMNS = ["Node", "Limit", "Breaks at", "Used", "Allowed", "Share", "Can be raised", "Source"]
_BREAKS, _USED, _ALLOWED, _SHARE, _RAISED, _SOURCE = range(2, 8)
_RIGHT = (_BREAKS, _USED, _ALLOWED, _SHARE)
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PAGES = (
    ("Limits", "Every limit that the load comes up against"),
    ("Settings that fit", "What to set otherwise for the load, and what it costs"),
)
MAX_ROWS = 300
"""Limits listed, the first to break first."""
MAX_BARS = 40
"""More than the chart has room for: it shows the first."""


class LimitsPanel(QWidget):
    """The first to break above, all limits at the left, the chart of what grows at the right."""

    def __init__(self, session: Session, appearance: Appearance, view: "CanvasView") -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._view = view
        self._later = Later(session)
        self.chart: CapacityChart | None = None
        self.first = PlainLabel(role="figure")
        self.where = OneLine(role="muted")
        self.pages = QButtonGroup(self)
        self.sizes = SizesPage(session, appearance)
        self.sizes.chosen.connect(self._go_to)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Limits")
        self.tree.setHeaderLabels(_COLUMNS)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.itemClicked.connect(lambda item: self._go_to(item.data(0, NODE)))
        self.tree.itemActivated.connect(lambda item: self._go_to(item.data(0, NODE)))
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((132, 178, 96, 60, 130, 66, 96)):
            header.resizeSection(column, width)
        for column in _RIGHT:
            self.tree.headerItem().setTextAlignment(column, _TO_THE_RIGHT)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._page = QStackedWidget()
        self._page.addWidget(self.tree)
        self._page.addWidget(self.sizes)
        self._splitter.addWidget(self._page)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._empty = EmptyState(
            "No limit in sight",
            "Select a source, such as a bucket, and state in the inspector what enters there. The limits that the "
            "load comes up against are listed here, the first to break first.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._full())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        appearance.changed.connect(lambda _theme: self._on_theme_changed())
        session.selection.changed.connect(lambda _keys: self._mirror())

    def _full(self) -> QWidget:
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(14)
        head.addWidget(self.first)
        head.addWidget(self.where, 1)
        head.addLayout(self._switch())
        layout.addLayout(head)
        layout.addWidget(self._splitter, 1)
        return full

    def _switch(self) -> QHBoxLayout:
        self.pages.idClicked.connect(self._on_page_chosen)
        return segments(self.pages, _PAGES)

    def _on_page_chosen(self, index: int) -> None:
        self._page.setCurrentIndex(index)
        if index:
            self.sizes.refresh()

    def refresh(self) -> None:
        """Show the limits of the design as it is."""
        catalog = self._session.catalog
        self._later.ask(lambda design, flow: headroom(design, catalog, flow), self._show)

    def _show(self, found: list[Headroom]) -> None:
        self._stack.setCurrentIndex(1 if found else 0)
        self.tree.clear()
        self.tree.addTopLevelItems([self._row(one) for one in found[:MAX_ROWS]])
        if len(found) > MAX_ROWS:
            self.tree.addTopLevelItem(QTreeWidgetItem([f"and {len(found) - MAX_ROWS:,} more"]))
        growing = [one for one in found if one.grows]
        self._tell_first(growing)
        if self.isVisible():
            self._show_chart(growing)
            self._mirror()
            if self._page.currentWidget() is self.sizes:
                self.sizes.refresh()

    def _mirror(self) -> None:
        """Mark the limits of the nodes that are selected."""
        if self.isVisible():
            nodes = set(self._session.selection.ids("nodes"))
            mark_rows(self.tree, nodes)
            if self.chart is not None:
                self.chart.mark(nodes)

    def _tell_first(self, growing: list[Headroom]) -> None:
        if not growing:
            is_stated = bool(self._session.design.workloads)
            self.first.setText("Nothing here breaks as the load grows" if is_stated else "No load stated yet")
            self.where.setText(
                "What is listed are sizes and settings."
                if is_stated
                else "Select a source and state in the inspector what enters there. Settings are listed already."
            )
            return
        first = growing[0]
        multiple = first.multiple or 0.0
        holds = f"Holds {number(multiple)} times today's load"
        self.first.setText(holds if multiple >= 1 else "Over a limit already")
        self.where.setText(
            f"First to break: {first.limit.name[:1].lower()}{first.limit.name[1:]} at {self._name(first)}"
        )

    def _row(self, one: Headroom) -> QTreeWidgetItem:
        unit, limit = one.limit.unit, one.limit
        breaks = "" if one.multiple is None else times(one.multiple)
        row = QTreeWidgetItem(
            [
                self._name(one),
                limit.name,
                breaks or "not by load",
                shown(one.used.expected or 0.0, unit).removesuffix(f" {unit}"),
                shown(one.allowed, unit).replace(" per second", "/s"),
                percent(one.share),
                "yes" if limit.adjustable else "no",
                f"{limit.title} ({limit.as_of})" if limit.as_of else limit.title,
            ]
        )
        row.setIcon(
            0,
            self._appearance.service_icon(
                self._session.catalog, self._session.design.nodes[one.node].service
            ),
        )
        row.setData(0, NODE, one.node)
        row.setData(0, BESIDE, list(one.beside))
        for column in _RIGHT:
            row.setTextAlignment(column, _TO_THE_RIGHT)
        for column in (_RAISED, _SOURCE, *(() if one.grows else (_BREAKS,))):
            row.setForeground(column, self._appearance.color("muted"))
        if one.share > 1:
            for column in (_BREAKS, _SHARE):
                row.setForeground(column, self._appearance.color("error"))
        low, high = ("" if value is None else shown(value, unit) for value in (one.used.low, one.used.high))
        row.setToolTip(1, tooltip(limit.name))
        row.setToolTip(_BREAKS, "" if one.grows else tooltip("More load does not bring it nearer"))
        row.setToolTip(_USED, tooltip(one.title, f"{low or UNKNOWN} to {high or UNKNOWN}"))
        row.setToolTip(_ALLOWED, tooltip(shown(one.allowed, unit)))
        row.setToolTip(
            _SOURCE, tooltip(limit.title, limit.url, f"As of {limit.as_of}" if limit.as_of else "")
        )
        return row

    def _name(self, one: Headroom) -> str:
        """The nodes that use the limit up."""
        nodes = [self._session.design.nodes[node_id] for node_id in one.nodes]
        names = [showable(node.label) or self._session.catalog.name(node.service) for node in nodes]
        return some(names, most=2)

    def _go_to(self, node_id: str | None) -> None:
        if node_id in self._session.design.nodes:
            self._view.go_to(f"nodes/{node_id}")
            self._session.selection.set({f"nodes/{node_id}"})

    def _show_chart(self, growing: list[Headroom]) -> None:
        chart = self.chart or self._make_chart()
        chart.show_limits([(one, self._name(one)) for one in growing[:MAX_BARS]])

    def _make_chart(self) -> "CapacityChart":
        from explorer.ui.panels.capacity_chart import LEGEND, CapacityChart  # noqa: PLC0415 - pyqtgraph brings NumPy
        from explorer.ui.panels.chart import Legend  # noqa: PLC0415 - same

        self.chart = CapacityChart(self._appearance)
        self.chart.chosen.connect(self._go_to)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Legend(self._appearance, LEGEND))
        layout.addWidget(self.chart, 1)
        self._splitter.addWidget(side)
        self._splitter.setSizes([560, 440])
        return self.chart

    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self.refresh()
