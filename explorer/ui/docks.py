"""The docks round the pages: which there are, where, and which are seen on which page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from explorer.ui.inspector.panel import Inspector
from explorer.ui.palette import Palette
from explorer.ui.panels.cost import CostPanel
from explorer.ui.panels.flow import FlowPanel
from explorer.ui.panels.outline import OutlinePanel
from explorer.ui.panels.problems import ProblemsPanel

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

_AREA = Qt.DockWidgetArea
_LEFT_WIDTH, _RIGHT_WIDTH, _BOTTOM_HEIGHT = 230, 300, 210


class Docks:
    """The panels by name: services, outline, inspector, problems, cost, flow."""

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
        dock.setAccessibleName(title)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(
            lambda shown, name=name: self._on_visibility_changed(name, shown=shown)
        )
        self._docks[name] = dock

    def _arrange(self) -> None:
        window, docks = self._window, self._docks
        window.tabifyDockWidget(docks["services"], docks["outline"])
        window.tabifyDockWidget(docks["problems"], docks["cost"])
        window.tabifyDockWidget(docks["cost"], docks["flow"])
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
        panel = {
            "cost": self.cost,
            "flow": self.flow,
            "problems": self.problems,
            "outline": self.outline,
        }.get(name)
        if panel is not None:
            panel.refresh()

    def focus_next(self, page: QWidget) -> None:
        """Move the keyboard to the next of page and visible panels."""
        stops = [
            page,
            *(dock.widget() for dock in self._docks.values() if not dock.visibleRegion().isEmpty()),
        ]
        focused = self._window.focusWidget()
        at = next(
            (
                index
                for index, stop in enumerate(stops)
                if focused and (stop is focused or stop.isAncestorOf(focused))
            ),
            -1,
        )
        target = stops[(at + 1) % len(stops)]
        first = target if target.focusPolicy() != Qt.FocusPolicy.NoFocus else target.nextInFocusChain()
        first.setFocus(Qt.FocusReason.TabFocusReason)
