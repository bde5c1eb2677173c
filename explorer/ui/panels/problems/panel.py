"""The panel: the list of findings with its filters, and the explanation of the current one beside or below."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.app.answering import answer, places_of, take_back
from explorer.rules import Finding
from explorer.rules.model import SEVERITIES
from explorer.ui.canvas.preview import CanvasPreview
from explorer.ui.panels.problems.answer import AnswerDialog
from explorer.ui.panels.problems.explanation import ExplanationView
from explorer.ui.panels.problems.filter_bar import FilterBar
from explorer.ui.panels.problems.fix_previews import FixPreviews
from explorer.ui.panels.problems.problem_list import ProblemList
from explorer.ui.panels.problems.rows import FIX, Choice, Row, chosen, rows_of
from explorer.ui.plain import EmptyState
from explorer.ui.settings import Settings
from explorer.ui.theme import Appearance

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView

_WIDE, _TALL = 640, 420
"""From this width on the explanation stands beside the list, from this height on below it, else in its place."""
_LIST_SHARE = 0.58
_COLUMNS = {str(column) for column in range(FIX + 1)}


class ProblemsPanel(QWidget):
    """Findings in a list that can be filtered, sorted and grouped.

    Enter or a click goes to the place; F fixes, P previews, Delete suppresses, Space or Right explains.
    """

    page_wanted = Signal(str)
    """A place in the reference, such as ``rules.md#w2105``."""
    counted = Signal(int)
    """How many errors and warnings there are."""

    def __init__(
        self, session: Session, appearance: Appearance, view: "CanvasView", settings: Settings | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._settings = settings
        self._shown: list[Finding] | None = None
        self._is_behind = False
        """Whether the list shows less than was found."""
        self._explained: tuple[object, ...] = ()
        self._is_inside = False
        """Whether the explanation was opened where there is no room for both."""
        self._is_divided = False
        """Whether the room has been divided once: from then on it is the user who divides it."""
        self.list = ProblemList(appearance)
        self.filters = FilterBar(appearance)
        self.explanation = ExplanationView(appearance)
        self.preview = CanvasPreview(view)
        self._previews = FixPreviews(self, session, self.preview, self._mend_row, self._fresh)
        self._fine = EmptyState(
            "No problems", "The checks run with every change. What they find is listed here."
        )
        self._none = EmptyState("Nothing fits", "There are problems, but none that fits the filter.")
        self._lists = QStackedWidget()
        for page in (self.list, self._none):
            self._lists.addWidget(page)
        self._side = self._left()
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for number, part in enumerate((self._side, self.explanation)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(number, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._fine)
        self._stack.addWidget(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._restore()
        self._connect()

    def _left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._lists, 1)
        left.setMinimumWidth(220)
        return left

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_choice_changed)
        lines, view = self.list, self.explanation
        lines.header().sortIndicatorChanged.connect(lambda _column, _order: self._on_choice_changed())
        lines.selectionModel().currentChanged.connect(lambda _new, _old: self._explain())
        lines.customContextMenuRequested.connect(self._on_menu_wanted)
        lines.chosen.connect(self._go_to)
        lines.fix_wanted.connect(self._mend_row)
        lines.preview_wanted.connect(self._previews.show)
        lines.answer_wanted.connect(self._answer_row)
        lines.explanation_wanted.connect(lambda _row: self.explain())
        lines.rested_on.connect(self._previews.rest_on)
        view.fix_wanted.connect(lambda: self._with_current(self._mend_row))
        view.preview_wanted.connect(self.preview_current)
        view.glance_wanted.connect(lambda near: self._previews.rest_on(lines.current if near else None))
        view.answer_wanted.connect(lambda: self._with_current(self._answer_row))
        view.take_back_wanted.connect(lambda: self._with_current(self._answer_row))
        view.page_wanted.connect(self.page_wanted)
        view.left.connect(self._on_left)

    def _with_current(self, act: Callable[[Row], None]) -> None:
        row = self.list.current
        if row is not None:
            act(row)

    # What is listed

    @property
    def count(self) -> int:
        """How many findings are listed; asking makes no check run."""
        return len(self._shown or ()) if self._is_behind else self.list.count

    def refresh(self) -> None:
        """Show the findings of the design as it is. Out of sight they are only counted."""
        if self._shown is not self._session.findings:
            self._shown = self._session.findings
            self.counted.emit(sum(finding.severity != "advice" for finding in self._shown))
            self._is_behind = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_behind:
            self._show()

    def _show(self) -> None:
        self._is_behind = False
        answered = self._session.answered
        rows = rows_of(self._session, with_answered=self.filters.with_suppressed)
        self.filters.tell_counts(rows, len(answered))
        column, is_descending = self.list.order
        bar = self.filters
        self._explained = ()
        self.list.fill(chosen(rows, Choice(bar.text, bar.wanted, bar.group_by, column, is_descending)))
        self._lists.setCurrentWidget(self.list if self.list.count else self._none)
        self._stack.setCurrentWidget(self._splitter if self._shown or answered else self._fine)
        has_nodes = bool(self._session.design.nodes)
        self._fine.title.setText("No problems" if has_nodes else "Nothing to check yet")
        self._explain()

    def showEvent(self, event: QShowEvent) -> None:
        """List what was found meanwhile."""
        super().showEvent(event)
        self._catch_up()

    # Explaining

    def _explain(self) -> None:
        """Explain the current finding, where the explanation can be seen."""
        if not self.explanation.isVisibleTo(self) or not self.isVisible():
            return
        self.refresh()  # what is listed may be about nodes that are gone
        row = self.list.current
        if row is None:
            self._explained = ()
            self.explanation.clear()
        elif self._explained != (row, id(self._shown)):
            self._explained = (row, id(self._shown))
            (explanation,) = self._session.explained(row.finding)
            self.explanation.show_explanation(row, explanation)

    def explain(self) -> None:
        """Open the explanation of the current finding and give it the keys."""
        if self.list.current is None:
            return
        self._is_inside = True
        self._suit()
        self._explain()
        self.explanation.take_focus()

    def _on_left(self) -> None:
        self._is_inside = False
        self._suit()
        self.list.setFocus()

    def _suit(self) -> None:
        """Beside, below, or one in the place of the other: what there is room for."""
        is_wide, is_tall = self.width() >= _WIDE, self.height() >= _TALL
        self._splitter.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        is_alone = not is_wide and not is_tall
        self._side.setVisible(not (is_alone and self._is_inside))
        self.explanation.setVisible(not is_alone or self._is_inside)
        self.explanation.back.setVisible(is_alone)
        if is_wide and not self._is_divided:
            self._is_divided = True
            of_list = round(self.width() * _LIST_SHARE)
            self._splitter.setSizes([of_list, self.width() - of_list])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange list and explanation for the room there is."""
        super().resizeEvent(event)
        self._suit()
        self._explain()

    # Acting

    def _go_to(self, row: Row) -> None:
        finding, design = row.finding, self._session.design
        nodes = [f"nodes/{node}" for node in finding.nodes if node in design.nodes]
        links = [f"connections/{link}" for link in finding.connections if link in design.connections]
        keys = [*links, *nodes] if links and not nodes else [*nodes, *links]
        if keys:
            self._view.go_to(keys[0])
            self._session.selection.set(keys if len(keys) > 1 else {keys[0]})

    def go_to_next(self, *, back: bool = False) -> None:
        """Select the next finding of the list, round at the end, and go there."""
        self.refresh()
        self._catch_up()
        row = self.list.step(back=back)
        if row is not None:
            self._go_to(row)

    @property
    def has_fix(self) -> bool:
        """Whether the current finding offers a fix."""
        row = self.list.current
        return row is not None and bool(row.fix)

    def preview_current(self) -> None:
        """Show on the canvas what the fix of the current finding would do, until it is applied or cancelled."""
        self._with_current(self._previews.show)

    def mend(self, finding: Finding) -> None:
        """Apply the finding's fix, as one step that can be undone."""
        self.preview.clear()
        if finding.fix is not None:
            self._session.do(finding.fix.title, finding.fix.change)

    def _mend_row(self, row: Row) -> None:
        fresh = self._fresh(row)
        if fresh is not None and fresh.fix:
            self.mend(fresh.finding)

    def _fresh(self, row: Row) -> Row | None:
        """The same finding in the design as it stands: a moment after a change the list may be behind."""
        if self._shown is self._session.findings:
            return row
        rows = rows_of(self._session, with_answered=False)
        return next((one for one in rows if one.identity == row.identity), None)

    def suppress(self, finding: Finding, reason: str, *, at: str | None = None, source: str = "") -> None:
        """Answer for the finding: it is no longer shown there."""
        place = finding.place if at is None else at
        answer(self._session, finding.rule, at=place, reason=reason, source=source)

    def _answer_row(self, row: Row) -> None:
        """Ask for an answer, or take back the one that was given."""
        self.preview.clear()
        if row.answer is not None:
            take_back(self._session, row.answer)
            return
        dialog = AnswerDialog(self, row.finding, places_of(self._session, row.finding))
        if dialog.exec():
            self.suppress(row.finding, dialog.reason.text(), at=dialog.at, source=dialog.source.text())

    def _on_menu_wanted(self, at: QPoint) -> None:
        row = self.list.rows.row_at(self.list.indexAt(at))
        if row is None:
            return
        menu = QMenu(self)
        menu.addAction("Go to", lambda: self._go_to(row))
        menu.addAction("Explain", self.explain)
        if row.fix:
            menu.addSeparator()
            menu.addAction(row.fix.replace("&", "&&"), lambda: self._mend_row(row))
            menu.addAction("Preview the fix", lambda: self._previews.show(row))
        menu.addSeparator()
        words = "Take the answer back" if row.answer else "Suppress…"
        menu.addAction(words, lambda: self._answer_row(row))
        page = f"rules.md#{row.finding.rule.lower()}"
        menu.addAction("The rule's page", lambda: self.page_wanted.emit(page))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(at))

    # Remembering

    def _restore(self) -> None:
        if self._settings is None:
            return
        column, _, order = self._settings.text("problems/order", "-1 up").partition(" ")
        self.list.sort_by(int(column) if column in _COLUMNS else -1, is_descending=order == "down")
        wanted = self._settings.text("problems/severities", ",".join(SEVERITIES)).split(",")
        self.filters.choose(
            wanted,
            self._settings.text("problems/groups", "none"),
            with_suppressed=self._settings.text("problems/suppressed") == "shown",
        )

    def _on_choice_changed(self) -> None:
        if self._settings is not None:
            column, is_descending = self.list.order
            kept = {
                "severities": ",".join(self.filters.wanted),
                "groups": self.filters.group_by,
                "suppressed": "shown" if self.filters.with_suppressed else "hidden",
                "order": f"{column} {'down' if is_descending else 'up'}",
            }
            for key, value in kept.items():
                self._settings.keep_text(f"problems/{key}", value)
        if self._shown is not None and not self._is_behind:
            self._show()
