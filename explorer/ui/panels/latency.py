"""The latency panel: how long an item is on its way, node by node, along a path."""

from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.app.paths import paths_through
from explorer.catalog.model import Availability
from explorer.drawing.text import showable
from explorer.flow import FlowResult
from explorer.flow.availability import PathAvailability, path_availability
from explorer.flow.latency import Latencies, Path, Step, latency_of
from explorer.rules.words import listed, span
from explorer.ui.inspector.fields import Chooser
from explorer.ui.panels.later import Later
from explorer.ui.panels.time_axis import TimeAxis, least_to_most
from explorer.ui.panels.waterfall import TimeHeader, Waterfall
from explorer.ui.plain import EmptyState, OneLine, PlainLabel, segments, set_tip, tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import UNKNOWN, plural

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView

_COLUMNS = ["Node", "Holds", "Reached after", "Promised", ""]
_WIDTHS = (190, 130, 150, 88)
_REACHED, _PROMISED, _CHART = 2, 3, 4
_ROOM = {_REACHED: 800, _PROMISED: 640}
"""Narrower than this the panel leaves the column out, for the waterfall to have room; the tips tell the same."""
_RIGHT = (1, 2, _PROMISED)
_DWARFS = 20.0
"""A step this many times as long as all others together is first shown in powers of ten."""
_NODE = Qt.ItemDataRole.UserRole
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SCALES = (
    ("Waterfall", "One step after the other, as time goes by"),
    ("Powers of ten", "Each step by itself, so that short ones can be seen beside long ones"),
)


class LatencyPanel(QWidget):
    """A path as a waterfall, a row for each node; above it the sum, which path it is, and the scale."""

    _latencies: Latencies

    def __init__(self, session: Session, appearance: Appearance, view: "CanvasView") -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._view = view
        self._later = Later(session)
        self._known: tuple[FlowResult, Latencies] | None = None
        self._subject = ""
        self._is_choosing = False
        self._is_scale_chosen = False
        self.paths: tuple[Path, ...] = ()
        self.total = PlainLabel(role="figure")
        self.about = OneLine(role="muted")
        self.choice = Chooser()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(16)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMaximumWidth(460)
        self.choice.view().setMinimumWidth(460)
        set_tip(self.choice, "Path", "The slowest path comes first")
        self.choice.currentIndexChanged.connect(lambda _index: self._show_path())
        self.select = QToolButton()
        self.select.setIcon(appearance.icon("select", "muted"))
        set_tip(self.select, "Select the path on the canvas", "Its nodes and its arrows")
        self.select.clicked.connect(lambda _checked: self._select_path())
        self.scales = QButtonGroup(self)
        self.tree = self._make_tree()
        self.empty = EmptyState("No path to follow", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._full())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        session.selection.changed.connect(lambda _keys: self._on_selection_changed())
        appearance.changed.connect(lambda _theme: self.tree.viewport().update())

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        self._header = TimeHeader(self._appearance, tree)
        self._waterfall = Waterfall(self._appearance, tree)
        tree.setHeader(self._header)
        tree.setAccessibleName("Steps of the path")
        tree.setHeaderLabels(_COLUMNS)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setItemDelegateForColumn(_CHART, self._waterfall)
        tree.itemClicked.connect(lambda item: self._go_to(item.data(0, _NODE)))
        tree.itemActivated.connect(lambda item: self._go_to(item.data(0, _NODE)))
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.setStretchLastSection(True)
        self._header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self._header.resizeSection(column, width)
        for column in _RIGHT:
            tree.headerItem().setTextAlignment(column, _TO_THE_RIGHT)
        return tree

    def _full(self) -> QWidget:
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(14)
        head.addWidget(self.total)
        head.addWidget(self.about, 1)
        head.addWidget(self.choice, 3)
        head.addWidget(self.select)
        head.addLayout(self._switch())
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        return full

    def _switch(self) -> QHBoxLayout:
        self.scales.idClicked.connect(lambda _index: self._on_scale_chosen())
        return segments(self.scales, _SCALES)

    # What is shown

    def refresh(self) -> None:
        """Show the paths of the design as it is, through what is selected."""
        keys = self._session.selection.keys
        self._subject = next(iter(keys)) if len(keys) == 1 else ""
        if self._subject.partition("/")[0] not in {"nodes", "connections"}:
            self._subject = ""
        flow = self._session.flow
        if self._known is not None and self._known[0] is flow:
            self._show(self._known[1])
            return

        def finish(found: Latencies) -> None:
            self._known = flow, found
            self._show(found)

        catalog = self._session.catalog
        self._later.ask(lambda design, flow: latency_of(design, catalog, flow), finish)

    def _show(self, found: Latencies) -> None:
        before = self._shown()
        self._latencies = found
        self.paths = paths_through(found, self._session.design, self._subject)
        blocker = QSignalBlocker(self.choice)
        self.choice.clear()
        self.choice.addItems([self._title(rank) for rank in range(len(self.paths))])
        kept = [rank for rank, path in enumerate(self.paths) if before and path.nodes == before.nodes]
        self.choice.setCurrentIndex(kept[0] if kept else 0)
        blocker.unblock()
        self._show_path()

    def _shown(self) -> Path | None:
        rank = self.choice.currentIndex()
        return self.paths[rank] if 0 <= rank < len(self.paths) else None

    def _title(self, rank: int) -> str:
        path, count = self.paths[rank], len(self.paths)
        is_fastest = rank == count - 1 and (
            path == self._latencies.fastest_path() or not self._latencies.is_cut
        )
        place = "Slowest" if rank == 0 else "Fastest" if is_fastest else f"{rank + 1} of {count}"
        ends = f"{self._name(path.nodes[0])} to {self._name(path.nodes[-1])}"
        return f"{place if count > 1 else 'Only path'}: {ends}, {_total(path)}"

    def _show_path(self) -> None:
        path = self._shown()
        self._stack.setCurrentIndex(0 if path is None else 1)
        self.tree.clear()
        if path is None:
            self._say_why()
            return
        self.total.setText(_total(path))
        words = f"{plural(len(path.steps), 'step')}; {self._which()}"
        self.about.setText(words)
        self.about.setToolTip(tooltip(words, _gaps([self._name(node) for node in path.unknown])))
        promised = path_availability(path.nodes, self._session.design, self._session.catalog)
        self.tree.addTopLevelItems([self._row(step, promised) for step in path.steps])
        self.tree.addTopLevelItem(self._sum(path, promised))
        if not self._is_scale_chosen:
            self.scales.button(1 if is_dwarfed(path) else 0).setChecked(True)
        self._waterfall.steps = (*path.steps, Step("", path.at_least, 0.0, 0.0))
        self._set_axis()
        self._mark_selected()

    def _which(self) -> str:
        where = f" {self._place()}" if self._subject else ""
        return f"{plural(len(self.paths), 'path')}{where}" + (" listed" if self._latencies.is_cut else "")

    def _place(self) -> str:
        collection, _, record_id = self._subject.partition("/")
        if collection == "nodes":
            return f"through {self._name(record_id)}"
        link = self._session.design.connections[record_id]
        return f"along {self._name(link.source)} to {self._name(link.target)}"

    def _say_why(self) -> None:
        if self._subject:
            text = f"No load goes {self._place()} from where items enter to where they end."
        else:
            text = "Connect nodes from where items enter to where they end: the time that each takes is shown here."
        self.empty.text.setText(text)

    def _row(self, step: Step, promised: PathAvailability) -> QTreeWidgetItem:
        node = self._session.design.nodes[step.node]
        name = self._name(step.node)
        reached = least_to_most(step.after_low_s, step.after_high_s)
        promise = promised.promises.get(step.node)
        words = percent_of_month(promise.percent if promise else None)
        row = QTreeWidgetItem([name, least_to_most(*step.hold), reached, words, ""])
        row.setIcon(0, self._appearance.service_icon(self._session.catalog, node.service))
        row.setData(0, _NODE, step.node)
        for column in _RIGHT:
            row.setTextAlignment(column, _TO_THE_RIGHT)
        for column, is_known in ((1, None not in step.hold), (_PROMISED, promise is not None)):
            if not is_known:
                row.setForeground(column, self._appearance.color("muted"))
        tip = tooltip(
            name,
            f"Holds an item for {least_to_most(*step.hold)}",
            f"Reached after {reached}",
            f"Promised for {words} of a month" if promise else "",
        )
        for column in range(len(_COLUMNS)):
            row.setToolTip(column, tip)
        row.setToolTip(_PROMISED, _promise_tip(name, promise))
        row.setData(_CHART, Qt.ItemDataRole.AccessibleTextRole, f"holds {least_to_most(*step.hold)}")
        return row

    def _sum(self, path: Path, promised: PathAvailability) -> QTreeWidgetItem:
        at_most = "\N{LESS-THAN OR EQUAL TO} " if promised.unknown and promised.percent is not None else ""
        row = QTreeWidgetItem(["In all", _total(path), "", at_most + percent_of_month(promised.percent), ""])
        font = self.tree.font()
        font.setWeight(font.Weight.DemiBold)
        for column in (0, *_RIGHT):
            row.setFont(column, font)
        for column in _RIGHT:
            row.setTextAlignment(column, _TO_THE_RIGHT)
        minutes = promised.minutes_per_month
        if minutes is not None:
            down = f"{'At least' if promised.unknown else 'Up to'} {span(minutes * 60)} of a month without it"
            gaps = [self._name(node) for node in promised.unknown]
            unknown = f"No promise is known of {listed(gaps)}" if gaps else ""
            row.setToolTip(_PROMISED, tooltip("What the services promise together", down, unknown))
        return row

    def _set_axis(self) -> None:
        path = self._shown()
        if path is None:
            return
        in_powers = self.scales.checkedId() == 1
        times = [time for step in path.steps for time in step.hold if time]
        axis = TimeAxis(path.at_least.high_s or 0.0, min(times, default=0.0), in_powers)
        self._waterfall.axis = self._header.axis = axis
        self.tree.viewport().update()
        self._header.viewport().update()

    def _on_scale_chosen(self) -> None:
        self._is_scale_chosen = True
        self._set_axis()

    def _name(self, node_id: str) -> str:
        node = self._session.design.nodes[node_id]
        return showable(node.label) or self._session.catalog.name(node.service)

    # Choosing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as leave room for the waterfall."""
        super().resizeEvent(event)
        for column, least in _ROOM.items():
            self.tree.setColumnHidden(column, event.size().width() < least)

    def _on_selection_changed(self) -> None:
        if self.isVisible() and not self._is_choosing:
            self.refresh()

    def _go_to(self, node_id: str | None) -> None:
        """The node on the canvas; the path stays, since it is what one is looking at."""
        if node_id in self._session.design.nodes:
            self._is_choosing = True
            self._view.go_to(f"nodes/{node_id}")
            self._session.selection.set({f"nodes/{node_id}"})
            self._is_choosing = False

    def _select_path(self) -> None:
        path = self._shown()
        if path is None:
            return
        steps = set(pairwise(path.nodes))
        links = [
            link.id
            for link in self._session.design.connections.values()
            if (link.source, link.target) in steps
        ]
        self._is_choosing = True
        self._session.selection.set(
            [*(f"nodes/{node}" for node in path.nodes), *(f"connections/{link}" for link in links)]
        )
        self._view.fit_selection()
        self._is_choosing = False

    def _mark_selected(self) -> None:
        nodes = self._session.selection.ids("nodes")
        path = self._shown()
        if path is not None and len(nodes) == 1 and nodes[0] in path.nodes:
            self.tree.setCurrentIndex(self.tree.model().index(path.nodes.index(nodes[0]), 0))


def is_dwarfed(path: Path) -> bool:
    """Whether one step takes so long that the others cannot be seen beside it."""
    *others, longest = sorted(step.hold.high_s or 0.0 for step in path.steps)
    return longest > _DWARFS * sum(others) > 0


def _total(path: Path) -> str:
    """``8 s to 2 min``, or what is known of it."""
    return least_to_most(*path.total) if not path.unknown else f"at least {span(path.at_least.low_s or 0.0)}"


def percent_of_month(percent: float | None) -> str:
    """A promise such as ``99.95 %``, never rounded up; ``not known`` where there is none."""
    if percent is None:
        return UNKNOWN
    steps = 1000 if percent > 99.99 else 100
    return f"{floor(percent * steps + 1e-6) / steps:.3f}".rstrip("0").rstrip(".") + " %"


def _promise_tip(name: str, promise: Availability | None) -> str:
    if promise is None:
        return tooltip(name, "No promise is known of how much of a month it is available")
    words = f"Promised for {percent_of_month(promise.percent)} of a month"
    dated = f"As of {promise.as_of}" if promise.as_of else ""
    return tooltip(name, words, promise.note, promise.title, promise.url, dated)


def _gaps(names: list[str]) -> str:
    return (
        f"Not known: how long {listed(names)} hold{'s' if len(names) == 1 else ''} an item" if names else ""
    )
