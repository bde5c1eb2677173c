"""The docks round the pages: which there are, where, and which are seen on which page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QTabWidget, QToolButton, QWidget

from explorer.ui.inspector.panel import Inspector
from explorer.ui.palette import Palette
from explorer.ui.panels.capacity import LimitsPanel
from explorer.ui.panels.cost import CostPanel
from explorer.ui.panels.flow import FlowPanel
from explorer.ui.panels.latency import LatencyPanel
from explorer.ui.panels.outline import OutlinePanel
from explorer.ui.panels.problems import ProblemsPanel
from explorer.ui.plain import set_tip

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

_AREA = Qt.DockWidgetArea
_LEFT_WIDTH, _RIGHT_WIDTH, _BOTTOM_HEIGHT = 230, 320, 264


class Docks:
    """The panels by name: services, outline, inspector, problems, cost, flow, limits, latency."""

    problems: ProblemsPanel

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        session, appearance = window.session, window.appearance
        self.palette = Palette(session, appearance)
        self.outline = OutlinePanel(session, appearance, window.canvas)
        self.inspector = Inspector(session, appearance)
        self.problems = ProblemsPanel(session, appearance, window.canvas, window.settings)
        self.problems.page_wanted.connect(window.show_reference_page)
        self.problems.counted.connect(self._on_problems_counted)
        self.cost = CostPanel(session, appearance)
        self.flow = FlowPanel(session, appearance, window.canvas)
        self.flow.source_wanted.connect(lambda: self.open("inspector"))
        self.limits = LimitsPanel(session, appearance, window.canvas)
        self.latency = LatencyPanel(session, appearance, window.canvas)
        self._refreshed = {
            "outline": self.outline.refresh,
            "cost": self.cost.refresh,
            "flow": self.flow.refresh,
            "limits": self.limits.refresh,
            "latency": self.latency.refresh,
        }
        self._homes: dict[str, tuple[QDockWidget, QTabWidget]] = {}
        self._contents: dict[str, QWidget] = {}
        self._docks = (
            self._add("left", _AREA.LeftDockWidgetArea, services=self.palette, outline=self.outline),
            self._add("right", _AREA.RightDockWidgetArea, inspector=self.inspector),
            self._add(
                "bottom",
                _AREA.BottomDockWidgetArea,
                problems=self.problems,
                cost=self.cost,
                flow=self.flow,
                limits=self.limits,
                latency=self.latency,
            ),
        )
        self._is_suited_to = ""
        self._wanted = [True] * len(self._docks)
        self._arrange()

    def _add(self, name: str, area: Qt.DockWidgetArea, **contents: QWidget) -> QDockWidget:
        """A dock at a side of the window with a tab for each panel."""
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        close = QToolButton()
        close.setIcon(self._window.appearance.icon("close", "muted"))
        set_tip(close, f"Hide the panels on this side ({name})")
        tabs.setCornerWidget(close)
        dock = QDockWidget(name.capitalize(), self._window)
        dock.setObjectName(name)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(tabs)
        close.clicked.connect(dock.hide)
        for panel, content in contents.items():
            tabs.addTab(content, panel.capitalize())
            self._homes[panel] = (dock, tabs)
            self._contents[panel] = content
        tabs.currentChanged.connect(lambda _index: self.refresh_seen())
        dock.visibilityChanged.connect(self._on_visibility_changed)
        self._window.addDockWidget(area, dock)
        return dock

    def _arrange(self) -> None:
        window, (left, right, bottom) = self._window, self._docks
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)
        window.resizeDocks([left, right], [_LEFT_WIDTH, _RIGHT_WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([bottom], [_BOTTOM_HEIGHT], Qt.Orientation.Vertical)

    def is_shown(self, name: str) -> bool:
        """Whether the panel is open and in front."""
        dock, tabs = self._homes[name]
        return not dock.isHidden() and tabs.currentWidget() is self._contents[name]

    def toggle(self, name: str) -> None:
        """Open the panel and bring it to the front, or close its side."""
        if self.is_shown(name):
            self._homes[name][0].hide()
        else:
            self.open(name)

    def open(self, name: str) -> None:
        """Open the panel and bring it to the front."""
        if self._window.page != "canvas":
            self._window.show_page("canvas")
        dock, tabs = self._homes[name]
        dock.show()
        tabs.setCurrentWidget(self._contents[name])

    def toggle_all(self) -> None:
        """Hide all panels, or show all again."""
        hide = any(not dock.isHidden() for dock in self._docks)
        for dock in self._docks:
            dock.setVisible(not hide)

    def suit(self, page: str) -> None:
        """Panels belong to the design: on other pages they step aside and come back as they were."""
        if page == self._is_suited_to:
            return
        if self._is_suited_to == "canvas":
            self._wanted = [not dock.isHidden() for dock in self._docks]
        for dock, wanted in zip(self._docks, self._wanted, strict=True):
            dock.setVisible(page == "canvas" and wanted)
        self._is_suited_to = page

    def refresh_answers(self) -> None:
        """Bring the panels that are seen up to date."""
        self.problems.refresh()  # its list also serves the keys for going to problems
        self.inspector.refresh_answers()
        self.refresh_seen()

    def refresh_seen(self) -> None:
        """Bring the lists and tables that are in front up to date."""
        for name, refresh in self._refreshed.items():
            if self.is_shown(name):
                refresh()

    def _on_visibility_changed(self, shown: bool) -> None:
        if shown:
            self.refresh_seen()

    def _on_problems_counted(self, count: int) -> None:
        tabs = self._homes["problems"][1]
        title = f"Problems ({count:,})" if count else "Problems"
        tabs.setTabText(tabs.indexOf(self.problems), title)

    def focus_next(self) -> None:
        """Move the keyboard to the next of page and visible panels."""
        panels = [tabs.currentWidget() for dock, tabs in self._homes.values() if not dock.isHidden()]
        stops = [stop for stop in dict.fromkeys((self._window.page_widget, *panels)) if stop is not None]
        focused: QWidget | None = self._window.focusWidget()  # None where nothing has the focus
        within = [stop is focused or (focused is not None and stop.isAncestorOf(focused)) for stop in stops]
        target = stops[(within.index(True) + 1) % len(stops) if True in within else 0]
        first = next((one for one in (target, *target.findChildren(QWidget)) if _takes_focus(one)), target)
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    policies = Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus
    return widget.focusPolicy() in policies and not widget.visibleRegion().isEmpty()
