"""The problems panel: findings as they are now, where they are, and what mends them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.design import edits
from explorer.rules import Finding
from explorer.rules.engine import rules
from explorer.ui.plain import EmptyState, tooltip
from explorer.ui.theme import Appearance

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView

_FINDING = Qt.ItemDataRole.UserRole
_WORDS = {"error": "Error", "warning": "Warning", "advice": "Advice"}
MAX_ROWS = 300
"""Findings listed at a time, the worst first; more than anybody reads."""
_COLUMNS = ["Severity", "What", "Where", "Rule", "Fix"]
_RULE, _FIX = 3, 4


class ProblemsPanel(QWidget):
    """A list of findings, worst first. Enter or a click goes to the place; a click on the fix makes it.

    Rows are written anew only where they differ: a widget in each would take longer than the checks.
    """

    def __init__(self, session: Session, appearance: Appearance, view: "CanvasView") -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._view = view
        self._shown: list[Finding] | None = None
        self._rows: list[tuple[str, ...]] = []
        """What the rows say now."""
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Problems")
        self.tree.setHeaderLabels(_COLUMNS)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 96), (2, 190), (3, 62), (4, 250)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.itemActivated.connect(lambda item: self._go_to(item.data(0, _FINDING)))
        self.tree.customContextMenuRequested.connect(self._on_menu_wanted)
        self._fine = EmptyState(
            "No problems", "The checks run with every change. What they find is listed here."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._fine)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        appearance.changed.connect(lambda _theme: self._on_theme_changed())

    @property
    def count(self) -> int:
        """How many findings are listed; asking makes no check run."""
        return self.tree.topLevelItemCount()

    def refresh(self) -> None:
        """Show the findings of the design as it is."""
        if self._shown is not self._session.findings:
            self._show()

    def _show(self) -> None:
        findings = self._shown = self._session.findings
        listed = findings[:MAX_ROWS]
        for at, finding in enumerate(listed):
            self._put(at, finding)
        self._cut(len(listed))
        if len(findings) > MAX_ROWS:
            self.tree.addTopLevelItem(QTreeWidgetItem(["", f"and {len(findings) - MAX_ROWS:,} more"]))
        self._stack.setCurrentWidget(self.tree if findings else self._fine)
        has_nodes = bool(self._session.design.nodes)
        self._fine.title.setText("No problems" if has_nodes else "Nothing to check yet")

    def _put(self, at: int, finding: Finding) -> None:
        """Show a finding in the row with that number."""
        row = self._row(finding)
        if at >= len(self._rows):
            self._cut(at)
            self._rows.append(row)
            self.tree.addTopLevelItem(self._filled(QTreeWidgetItem(), finding, row))
            return
        item = self.tree.topLevelItem(at)
        if item is None:
            return
        if self._rows[at] == row:
            item.setData(0, _FINDING, finding)
        else:
            self._rows[at] = row
            self._filled(item, finding, row)

    def _cut(self, count: int) -> None:
        """Keep only so many rows."""
        del self._rows[count:]
        for at in range(self.tree.topLevelItemCount() - 1, count - 1, -1):
            self.tree.takeTopLevelItem(at)

    def _row(self, finding: Finding) -> tuple[str, ...]:
        fix = finding.fix.title if finding.fix else ""
        return _WORDS[finding.severity], finding.message, self._place(finding), finding.rule, fix

    def _filled(self, item: QTreeWidgetItem, finding: Finding, row: tuple[str, ...]) -> QTreeWidgetItem:
        known = rules().get(finding.rule)
        tip = tooltip(
            finding.message, known.why if known else "", f"Source: {finding.source}" if finding.source else ""
        )
        for column, text in enumerate(row):
            item.setText(column, text)
            item.setToolTip(column, tooltip(text) if column == _FIX else tip)
        item.setIcon(0, self._appearance.icon(finding.severity, finding.severity))
        item.setData(0, _FINDING, finding)
        item.setForeground(_RULE, self._appearance.color("muted"))
        item.setForeground(_FIX, self._appearance.color("accent"))
        return item

    def _on_theme_changed(self) -> None:
        self._cut(0)
        self._show()

    def _on_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        finding: Finding | None = item.data(0, _FINDING)
        if finding is not None and finding.fix is not None and column == _FIX:
            self.mend(finding)
        else:
            self._go_to(finding)

    def _place(self, finding: Finding) -> str:
        nodes = self._session.design.nodes
        names = [
            nodes[node].label or self._session.catalog.name(nodes[node].service)
            for node in finding.nodes
            if node in nodes
        ]
        return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")

    def _go_to(self, finding: Finding | None) -> None:
        if finding is None:
            return
        design = self._session.design
        nodes = [f"nodes/{node}" for node in finding.nodes if node in design.nodes]
        links = [f"connections/{link}" for link in finding.connections if link in design.connections]
        keys = [*links, *nodes] if links and not nodes else [*nodes, *links]
        if keys:
            self._view.go_to(keys[0])
            self._session.selection.set(keys if len(keys) > 1 else {keys[0]})

    def go_to_next(self, *, back: bool = False) -> None:
        """Select the next finding, round at the end, and go there."""
        self.refresh()
        count = self.tree.topLevelItemCount()
        if not count:
            return
        current = self.tree.currentItem()
        at = self.tree.indexOfTopLevelItem(current) if current is not None else (0 if back else -1)
        item = self.tree.topLevelItem((at + (-1 if back else 1)) % count)
        if item is not None:
            self.tree.setCurrentItem(item)
            self._go_to(item.data(0, _FINDING))

    def mend(self, finding: Finding) -> None:
        """Apply the finding's fix, as one step that can be undone."""
        if finding.fix is not None:
            self._session.do(finding.fix.title, finding.fix.change)

    def suppress(self, finding: Finding, reason: str) -> None:
        """Answer for the finding: it is no longer shown there."""
        at = (*finding.nodes, *finding.connections, "")[0]
        self._session.do("Suppress", edits.suppress(self._session.design, finding.rule, at=at, reason=reason))

    def _on_menu_wanted(self, at: QPoint) -> None:
        item = self.tree.itemAt(at)
        finding: Finding | None = item.data(0, _FINDING) if item else None
        if finding is None:
            return
        menu = QMenu(self)
        menu.addAction("Go to", lambda: self._go_to(finding))
        if finding.fix is not None:
            menu.addAction(finding.fix.title.replace("&", "&&"), lambda: self.mend(finding))
        menu.addAction("Suppress here…", lambda: self._ask_reason(finding))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _ask_reason(self, finding: Finding) -> None:
        text, agreed = QInputDialog.getText(
            self, "Suppress", f"Why is {finding.rule} all right here?", QLineEdit.EchoMode.Normal
        )
        if agreed and text.strip():
            self.suppress(finding, text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for a reason to suppress the current finding."""
        item = self.tree.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self._ask_reason(item.data(0, _FINDING))
        else:
            super().keyPressEvent(event)
