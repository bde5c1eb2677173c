"""The docks round the pages: which there are, where, and which are seen on which page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QTabWidget, QToolButton, QWidget

from explorer.ui.inspector.panel import Inspector
from explorer.ui.palette import Palette
from explorer.ui.panels.cost import CostPanel
from explorer.ui.panels.flow import FlowPanel
from explorer.ui.panels.outline import OutlinePanel
from explorer.ui.panels.problems import ProblemsPanel
from explorer.ui.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

_AREA = Qt.DockWidgetArea
_LEFT_WIDTH, _RIGHT_WIDTH, _BOTTOM_HEIGHT = 230, 300, 210


class Docks:
    """The panels by name: services, outline, inspector, problems, cost, flow."""

    problems: ProblemsPanel

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        session, appearance = window.session, window.appearance
        self.palette = Palette(session, appearance)
        self.outline = OutlinePanel(session, appearance, window.canvas)
        self.inspector = Inspector(session, appearance)
        self.problems = ProblemsPanel(session, appearance, window.canvas)
        self.cost = CostPanel(session, appearance)
        self.flow = FlowPanel(session)
        self._docks: dict[str, QDockWidget] = {}
        self._is_suited_to = ""
        self._wanted: dict[str, bool] = {}
        self._add("services", "Services", self.palette, _AREA.LeftDockWidgetArea)
        self._add("outline", "Outline", self.outline, _AREA.LeftDockWidgetArea)
        self._add("inspector", "Inspector", self.inspector, _AREA.RightDockWidgetArea)
        self._add("problems", "Problems", self.problems, _AREA.BottomDockWidgetArea)
        self._add("cost", "Cost", self.cost, _AREA.BottomDockWidgetArea)
        self._add("flow", "Flow", self.flow, _AREA.BottomDockWidgetArea)
        self._arrange()

    def _add(self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(content)
        is_alone = area == _AREA.RightDockWidgetArea
        dock.setTitleBarWidget(self._title_bar(name, title) if is_alone else QWidget())
        dock.setAccessibleName(title)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(
            lambda shown, name=name: self._on_visibility_changed(name, shown=shown)
        )
        self._docks[name] = dock

    def _title_bar(self, name: str, title: str) -> QWidget:
        bar = QWidget()
        bar.setProperty("role", "dock-title")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(14, 4, 6, 4)
        close = QToolButton()
        close.setIcon(self._window.appearance.icon("close", "muted"))
        set_tip(close, f"Hide {title.lower()}")
        close.clicked.connect(lambda _checked=False: self._docks[name].hide())
        layout.addWidget(PlainLabel(title, role="empty-title"), 1)
        layout.addWidget(close)
        return bar

    def _arrange(self) -> None:
        window, docks = self._window, self._docks
        window.tabifyDockWidget(docks["services"], docks["outline"])
        window.tabifyDockWidget(docks["problems"], docks["cost"])
        window.tabifyDockWidget(docks["cost"], docks["flow"])
        window.setTabPosition(_AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)
        docks["services"].raise_()
        docks["problems"].raise_()
        window.resizeDocks(
            [docks["services"], docks["inspector"]], [_LEFT_WIDTH, _RIGHT_WIDTH], Qt.Orientation.Horizontal
        )
        window.resizeDocks([docks["problems"]], [_BOTTOM_HEIGHT], Qt.Orientation.Vertical)

    def is_shown(self, name: str) -> bool:
        """Whether the panel is open (perhaps behind another tab)."""
        return not self._docks[name].isHidden()

    def toggle(self, name: str) -> None:
        """Open the panel and bring it to the front, or close it."""
        dock = self._docks[name]
        in_front = dock.isVisible() and not dock.visibleRegion().isEmpty()
        if in_front:
            dock.hide()
        else:
            self.open(name)

    def open(self, name: str) -> None:
        """Open the panel and bring it to the front."""
        if self._window.page == "welcome":
            self._window.show_page("canvas")
        dock = self._docks[name]
        dock.show()
        dock.raise_()
        self._refresh(name)

    def toggle_all(self) -> None:
        """Hide all panels, or show all again."""
        shown = [dock for dock in self._docks.values() if not dock.isHidden()]
        for dock in self._docks.values():
            dock.setVisible(not shown)

    def suit(self, page: str) -> None:
        """Panels belong to the design: on other pages they step aside and come back as they were."""
        if page == self._is_suited_to:
            return
        if self._is_suited_to == "canvas":
            self._wanted = {name: self.is_shown(name) for name in self._docks}
        for name, dock in self._docks.items():
            dock.setVisible(page == "canvas" and self._wanted.get(name, True))
        if page == "canvas" and not self._wanted:
            self._docks["services"].raise_()
            self._docks["problems"].raise_()
        self._is_suited_to = page

    def refresh_answers(self) -> None:
        """Bring the panels that are seen up to date."""
        self.problems.refresh()  # its list also serves the keys for going to problems
        for name in ("cost", "flow"):
            if self._docks[name].isVisible():
                self._refresh(name)
        self.inspector.refresh_answers()

    def _on_visibility_changed(self, name: str, *, shown: bool) -> None:
        if shown:
            self._refresh(name)

    def _refresh(self, name: str) -> None:
        match name:
            case "cost":
                self.cost.refresh()
            case "flow":
                self.flow.refresh()
            case "problems":
                self.problems.refresh()
            case "outline":
                self.outline.refresh()

    def focus_next(self) -> None:
        """Move the keyboard to the next of page and visible panels."""
        panels = [dock.widget() for dock in self._docks.values() if not dock.visibleRegion().isEmpty()]
        stops = [stop for stop in (self._window.page_widget, *panels) if stop is not None]
        focused = self._window.focusWidget()
        within = [stop is focused or (focused is not None and stop.isAncestorOf(focused)) for stop in stops]
        target = stops[(within.index(True) + 1) % len(stops) if True in within else 0]
        first = next((one for one in (target, *target.findChildren(QWidget)) if _takes_focus(one)), target)
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    return Qt.FocusPolicy.TabFocus in widget.focusPolicy() and not widget.visibleRegion().isEmpty()
