"""The flow panel: what passes each node and each arrow, as a table, and over the hours as a chart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.app.rates import rate_limits
from explorer.app.traffic import traffic_of
from explorer.app.weeks import sources_without_week
from explorer.flow import FlowResult
from explorer.flow.week import EXPECTED, HIGH, LOW, Week, week_of
from explorer.flow.week import Hours as WeekHours
from explorer.ui.inspector.fields import Chooser
from explorer.ui.panels.later import LARGE
from explorer.ui.panels.traffic_model import TITLES, WHERE, WIDTHS, TrafficModel
from explorer.ui.plain import EmptyState, OneLine, segments, tooltip
from explorer.ui.theme import Appearance

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView
    from explorer.ui.panels.day_chart import DayChart, Hours

_KINDS = (("Nodes and arrows", ""), ("Nodes", "nodes/"), ("Arrows", "connections/"))
_SPANS = (
    ("Day", "The hours of the busiest day"),
    ("Week", "All hours of the week"),
)


class FlowPanel(QWidget):
    """A line for each stream at a node or on an arrow; at the right the hours of the selected one.

    ``source_wanted`` asks for the inspector, where a source's week is chosen.
    """

    source_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, view: "CanvasView") -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._view = view
        self._shown: FlowResult | None = None
        self._weeks: tuple[FlowResult, tuple[Week | None, ...]] | None = None
        self._is_mirroring = False
        self._source = ""
        self.chart: DayChart | None = None
        self.model = TrafficModel(session, appearance, self)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by name, service or stream")
        self.field.setAccessibleName("Filter the flow")
        self.field.setClearButtonEnabled(True)
        self.kinds = Chooser()
        self.kinds.setAccessibleName("Nodes or arrows")
        for title, collection in _KINDS:
            self.kinds.addItem(title, collection)
        self.field.textChanged.connect(lambda _text: self._on_filter_changed())
        self.kinds.currentIndexChanged.connect(lambda _index: self._on_filter_changed())
        self.tree = self._make_tree()
        self.spans = QButtonGroup(self)
        self.about = OneLine(role="muted")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._table())
        self._empty = EmptyState(
            "No flow to show",
            "Connect nodes, then select a source, such as a bucket, and state in the inspector what enters there.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        session.selection.changed.connect(lambda _keys: self._on_selection_changed())
        appearance.changed.connect(lambda _theme: self.tree.viewport().update())

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setAccessibleName("Flow of nodes and arrows")
        tree.setModel(self.model)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = tree.header()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        tree.setSortingEnabled(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        tree.selectionModel().selectionChanged.connect(lambda _new, _old: self._on_rows_selected())
        tree.activated.connect(lambda index: self._go_to(self.model.lines[index.row()].key))
        return tree

    def _table(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 4)
        head.setSpacing(6)
        head.addWidget(self.field, 1)
        head.addWidget(self.kinds)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        return side

    # What is shown

    def refresh(self) -> None:
        """Show the flow as it is."""
        flow = self._session.flow
        if self._shown is not flow:
            self._shown = flow
            self.model.show_lines(traffic_of(self._session.design, flow))
        self._stack.setCurrentWidget(self._splitter if self._session.design.nodes else self._empty)
        self._mirror()
        if self.isVisible():
            self._show_hours()

    def _on_filter_changed(self) -> None:
        self.model.filter(self.field.text(), self.kinds.currentData())
        self._mirror()

    def _on_selection_changed(self) -> None:
        if self.isVisible() and not self._is_mirroring:
            self.refresh()
        elif self.isVisible():
            self._show_hours()

    def _mirror(self) -> None:
        """Select the lines of what is selected on the canvas, and bring the first of them into view."""
        keys = self._session.selection.keys
        rows = [row for row, line in enumerate(self.model.lines) if line.key in keys] if keys else []
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model.index(row, WHERE), self.model.index(row, len(TITLES) - 1))
        self._is_mirroring = True
        self.tree.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            first = self.model.index(rows[0], WHERE)
            self.tree.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollTo(first)
        self._is_mirroring = False

    def _on_rows_selected(self) -> None:
        """The lines that a person selected are what is selected on the canvas."""
        if self._is_mirroring:
            return
        lines = (self.model.lines[index.row()] for index in self.tree.selectionModel().selectedRows())
        keys = {line.key for line in lines if self._session.design.record(line.key) is not None}
        self._is_mirroring = True
        self._session.selection.set(keys)
        self._is_mirroring = False
        if len(keys) == 1:
            self._view.reveal(next(iter(keys)))

    def _go_to(self, key: str) -> None:
        if self._session.design.record(key) is not None:
            self._view.go_to(key)

    # The chart

    def _show_hours(self) -> None:
        chart = self.chart or self._make_chart()
        keys = self._session.selection.keys
        key = next(iter(keys)) if len(keys) == 1 else ""
        collection = key.partition("/")[0]
        hours = self._hours(key) if collection in {"nodes", "connections"} else None
        if hours is None:
            self._say_why(key if collection in {"nodes", "connections"} else "")
        else:
            from explorer.ui.panels.day_chart import told  # noqa: PLC0415 - pyqtgraph brings NumPy

            words = told(hours)
            self.about.setText("; ".join(words))
            self.about.setToolTip(tooltip(self.model.name(key), *words))
        chart.show_hours(hours, by_week=self.spans.checkedId() == 1)

    def _hours(self, key: str) -> "Hours | None":
        from explorer.ui.panels.day_chart import Hours  # noqa: PLC0415 - pyqtgraph brings NumPy

        session = self._session
        low, rates, high = (self._rates(week, key) for week in self._weeks_now())
        if rates is None:
            return None
        collection, _, record_id = key.partition("/")
        limits = (
            rate_limits(session.design, session.catalog, session.flow, record_id, rates)
            if collection == "nodes"
            else []
        )
        return Hours(rates, tuple(limits)) if low == high else Hours(rates, tuple(limits), low, high)

    def _weeks_now(self) -> tuple[Week | None, ...]:
        """By the low, the expected and the high numbers; of a large design by the expected ones alone."""
        session = self._session
        if self._weeks is None or self._weeks[0] is not session.flow:
            wanted = (LOW, EXPECTED, HIGH) if len(session.design.nodes) <= LARGE else (EXPECTED,)
            weeks = {
                scenario: week_of(session.design, session.catalog, session.flow, scenario=scenario)
                for scenario in wanted
            }
            self._weeks = session.flow, tuple(weeks.get(scenario) for scenario in (LOW, EXPECTED, HIGH))
        return self._weeks[1]

    @staticmethod
    def _rates(week: Week | None, key: str) -> WeekHours | None:
        collection, _, record_id = key.partition("/")
        if week is None:
            return None
        return week.node(record_id) if collection == "nodes" else week.connection(record_id)

    def _say_why(self, key: str) -> None:
        """What is missing for a chart, with a button to the source that could tell."""
        assert self.chart is not None  # noqa: S101 - made before
        design = self._session.design
        sources = sources_without_week(design, self._session.catalog, key) if key else []
        name = self.model.name(key) if key else ""
        self.about.setText(name)
        self.about.setToolTip("")
        empty = self.chart.empty
        empty.title.setText("Not known when" if key else "Over the day")
        self.chart.help.setVisible(bool(sources))
        if sources:
            self._source = f"nodes/{sources[0]}"
            source = self.model.name(self._source)
            empty.text.setText(f"Nobody says yet when in the week the load of {source} comes.")
        elif key:
            empty.text.setText(f"How much reaches {name} is not known.")
        else:
            empty.text.setText(
                "Select a node or an arrow to see its hours, of the busiest day or of the whole week."
            )

    def _go_to_source(self) -> None:
        """To where the week is chosen: the source, in the inspector."""
        if self._session.design.record(self._source) is not None:
            self._view.go_to(self._source)
            self._session.selection.set({self._source})
            self.source_wanted.emit()

    def _make_chart(self) -> "DayChart":
        from explorer.ui.panels.day_chart import DayChart  # noqa: PLC0415 - pyqtgraph brings NumPy

        self.chart = DayChart(self._appearance)
        self.chart.help.clicked.connect(lambda _checked: self._go_to_source())
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(0)
        head.addWidget(self.about, 1)
        head.addSpacing(10)
        head.addLayout(segments(self.spans, _SPANS))
        self.spans.idClicked.connect(lambda _index: self._show_hours())
        layout.addLayout(head)
        layout.addWidget(self.chart, 1)
        self._splitter.addWidget(side)
        self._splitter.setSizes([620, 400])
        return self.chart
