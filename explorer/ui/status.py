"""The status bar: selection, problems, cost, zoom and whether all is saved. Each field leads somewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStatusBar, QToolButton

from explorer.ui.plain import set_tip
from explorer.ui.words import money, plural

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow


class Status(QStatusBar):
    """Shows what is true now; `refresh` after a change, `refresh_answers` when there is time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self.setSizeGripEnabled(False)
        self.selection = self._field("Selection", "edit.select-all")
        self.saved = self._field("Saved state", "file.save")
        self.problems = self._field("Problems", "panel.problems")
        self.cost = self._field("Cost per month", "panel.cost")
        self.zoom = self._field("Zoom", "view.zoom-100")
        self.problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(self.selection)
        for field in (self.saved, self.problems, self.cost, self.zoom):
            self.addPermanentWidget(field)

    def _field(self, title: str, action_id: str) -> QToolButton:
        field = QToolButton()
        field.setProperty("role", "status")
        set_tip(field, title)
        field.clicked.connect(lambda: self._window.follow(action_id))
        return field

    def refresh(self) -> None:
        """Selection, zoom and saved state."""
        session = self._window.session
        design = session.design
        keys = session.selection.keys
        if keys:
            self.selection.setText(f"{plural(len(keys), 'item')} selected")
        else:
            nodes, links = len(design.nodes), len(design.connections)
            self.selection.setText(f"{plural(nodes, 'node')}, {plural(links, 'connection')}")
        self.saved.setText(
            "Unsaved changes" if session.is_modified else "Saved" if session.path else "Not saved yet"
        )
        self.zoom.setText(f"{self._window.canvas.camera.zoom:.0%}")

    def refresh_answers(self) -> None:
        """Problems and cost."""
        session, icon = self._window.session, self._window.appearance.icon
        count = len([finding for finding in session.findings if finding.severity != "advice"])
        worst = next((finding.severity for finding in session.findings), "ok")
        self.problems.setIcon(icon("ok" if not count else worst, "ok" if not count else worst))
        self.problems.setText(plural(count, "problem") if count else "No problems")
        estimate = session.estimate
        self.cost.setText(f"{money(estimate.total, at_least=estimate.is_at_least)} per month")
