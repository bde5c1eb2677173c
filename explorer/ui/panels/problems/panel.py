"""The panel: the list of findings with its filters, and the explanation of the current one beside or below."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.app.answering import answer, places_of, take_back
from explorer.app.preview import Preview, previewing
from explorer.rules import Finding
from explorer.rules.model import SEVERITIES
from explorer.ui.canvas.preview import CanvasPreview
from explorer.ui.panels.problems.answer import AnswerDialog
from explorer.ui.panels.problems.explanation import ExplanationView
from explorer.ui.panels.problems.filter_bar import FilterBar
from explorer.ui.panels.problems.fix_column import FixColumn
from explorer.ui.panels.problems.model import ProblemsModel
from explorer.ui.panels.problems.rows import FIX, RULE, SEVERITY, WHAT, WHERE, Choice, Row, chosen, rows_of
from explorer.ui.plain import EmptyState
from explorer.ui.settings import Settings
from explorer.ui.theme import Appearance

if TYPE_CHECKING:
    from explorer.ui.canvas.view import CanvasView

_WIDE, _TALL = 640, 420
"""From this width on the explanation stands beside the list, from this height on below it, else in its place."""
_LIST_WIDE = 700
"""From this width on the list says severity and fix in full."""
_HOVER_MS = 250
_COLUMNS = {str(column) for column in range(FIX + 1)}
_FEW = 250
"""Nodes of a design for which a preview is worked out at once; for more it is done aside."""
_FULL = {SEVERITY: 96, WHERE: 170, RULE: 66, FIX: 220}
_NARROW = {SEVERITY: 30, WHERE: 116, RULE: 66, FIX: 56}
_LEAST_WITH_PLACE = 480
"""Narrower than this the list leaves out where: the message names it."""
_LIST_SHARE = 0.58


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
        self._rows: list[Row] = []
        self._explained: tuple[object, ...] = ()
        self._is_inside = False
        self._fitted: tuple[bool, bool] | None = None
        """For which list the columns are wide: a narrow one, a flat one."""
        self._asked = 0
        """Counts the previews asked for: an answer that comes late is dropped."""
        self.model = ProblemsModel(self, appearance)
        self.tree = self._list(appearance)
        self.filters = FilterBar(appearance)
        self.explanation = ExplanationView(appearance)
        self.preview = CanvasPreview(view)
        self._fine = EmptyState(
            "No problems", "The checks run with every change. What they find is listed here."
        )
        self._none = EmptyState("Nothing fits", "There are problems, but none that fits the filter.")
        self._lists = QStackedWidget()
        for page in (self.tree, self._none):
            self._lists.addWidget(page)
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._side = self._left()
        self._splitter.addWidget(self._side)
        self._splitter.addWidget(self.explanation)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        self._is_divided = False
        """Whether the room has been divided once: from then on it is the user who divides it."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._fine)
        self._stack.addWidget(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._on_hovered)
        self._hovered: Row | None = None
        self._restore()
        self._connect(appearance)

    def _list(self, appearance: Appearance) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setAccessibleName("Problems")
        tree.setRootIsDecorated(False)
        tree.setIndentation(14)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setMouseTracking(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setItemDelegateForColumn(FIX, FixColumn(tree, appearance))
        tree.installEventFilter(self)
        tree.viewport().installEventFilter(self)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(28)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        return tree

    def _left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._lists, 1)
        left.setMinimumWidth(220)
        return left

    def _connect(self, appearance: Appearance) -> None:
        self.filters.changed.connect(self._on_choice_changed)
        self.tree.header().sortIndicatorChanged.connect(lambda _column, _order: self._on_choice_changed())
        self.tree.clicked.connect(self._on_clicked)
        self.tree.activated.connect(lambda index: self._go_to(self.model.row_at(index)))
        self.tree.customContextMenuRequested.connect(self._on_menu_wanted)
        self.tree.entered.connect(self._on_entered)
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._explain())
        view = self.explanation
        view.fix_wanted.connect(lambda: self._with_current(self._mend_row))
        view.preview_wanted.connect(self.preview_current)
        view.glance_wanted.connect(self._on_fix_neared)
        view.answer_wanted.connect(lambda: self._with_current(self._answer_row))
        view.take_back_wanted.connect(lambda: self._with_current(self._answer_row))
        view.page_wanted.connect(self.page_wanted)
        view.left.connect(self._on_left)
        appearance.changed.connect(lambda _theme: self.tree.viewport().update())

    # What is listed

    @property
    def count(self) -> int:
        """How many findings are listed; asking makes no check run."""
        if self._is_behind:
            return len(self._shown or ())
        return sum(len(group.rows) for group in self.model.groups)

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

    def showEvent(self, event: QShowEvent) -> None:
        """List what was found meanwhile."""
        super().showEvent(event)
        self._catch_up()

    def _show(self) -> None:
        self._is_behind = False
        answered = self._session.answered
        self._rows = rows_of(self._session, with_answered=self.filters.with_suppressed)
        self.filters.tell_counts(self._rows, len(answered))
        self._fill()
        self._stack.setCurrentWidget(self._splitter if self._shown or answered else self._fine)
        has_nodes = bool(self._session.design.nodes)
        self._fine.title.setText("No problems" if has_nodes else "Nothing to check yet")

    def _fill(self) -> None:
        """List what is chosen; the current line stays with its finding, or where it was."""
        current = self.current
        place = self.model.place_of(self.tree.currentIndex())
        folded = self._folded()
        header = self.tree.header()
        choice = Choice(
            self.filters.text,
            self.filters.wanted,
            self.filters.group_by,
            header.sortIndicatorSection() if header.sortIndicatorSection() < FIX + 1 else -1,
            header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )
        self._explained = ()
        self.model.show(chosen(self._rows, choice))
        if not self.model.is_flat:
            self._show_heads()
        self._fit_columns()
        self._lists.setCurrentWidget(self.tree if self.count else self._none)
        self._choose(current, place)
        self._fold(folded)
        self._explain()

    def _show_heads(self) -> None:
        """Heads as wide as the list, and open."""
        self.tree.expandAll()
        for number in range(len(self.model.groups)):
            self.tree.setFirstColumnSpanned(number, QModelIndex(), True)

    def _fold(self, titles: set[str]) -> None:
        """Close the groups that were closed before; to make a line current opens its group."""
        for number, group in enumerate(self.model.groups):
            if group.title in titles:
                self.tree.collapse(self.model.index(number, 0))

    def _folded(self) -> set[str]:
        groups = [] if self.model.is_flat else self.model.groups
        heads = ((group, self.model.index(at, 0)) for at, group in enumerate(groups))
        return {group.title for group, head in heads if not self.tree.isExpanded(head)}

    def _choose(self, wanted: Row | None, place: tuple[int, int] | None) -> None:
        """Make the line with the finding current, else the one at that place."""
        if wanted is None or place is None or not self.count:
            return
        groups = self.model.groups
        for group, one in enumerate(groups):
            for at, row in enumerate(one.rows):
                if row.identity == wanted.identity:
                    self._make_current(self.model.index_at((group, at)))
                    return
        group = min(place[0], len(groups) - 1)
        self._make_current(self.model.index_at((group, min(place[1], len(groups[group].rows) - 1))))

    def _make_current(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    @property
    def current(self) -> Row | None:
        """The finding in the current line."""
        return self.model.row_at(self.tree.currentIndex())

    def _with_current(self, act: Callable[[Row], None]) -> None:
        row = self.current
        if row is not None:
            act(row)

    # Explaining

    def _explain(self) -> None:
        """Explain the current finding, where the explanation can be seen."""
        if not self.explanation.isVisibleTo(self) or not self.isVisible():
            return
        if self._shown is not self._session.findings:
            self.refresh()  # what is listed may be about nodes that are gone
        row = self.current
        if row is None:
            self._explained = ()
            self.explanation.clear()
        elif self._explained != (row, id(self._shown)):
            self._explained = (row, id(self._shown))
            (explanation,) = self._session.explained(row.finding)
            self.explanation.show_explanation(row, explanation)

    def explain(self) -> None:
        """Open the explanation of the current finding and give it the keys."""
        if self.current is None:
            return
        self._is_inside = True
        self._suit()
        self._explain()
        self.explanation.take_focus()

    def _on_left(self) -> None:
        self._is_inside = False
        self._suit()
        self.tree.setFocus()

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

    def _fit_columns(self) -> None:
        room = self.tree.width()
        is_narrow, is_flat = room < _LIST_WIDE, self.model.is_flat
        if (is_narrow, is_flat) != self._fitted:
            self._fitted = is_narrow, is_flat
            self.model.set_narrow(is_narrow)
            self.tree.setRootIsDecorated(not is_flat)
            for column, width in (_NARROW if is_narrow else _FULL).items():
                indent = 0 if is_flat or column != SEVERITY else 2 * self.tree.indentation()
                self.tree.header().resizeSection(column, width + indent)
        self.tree.setColumnHidden(WHERE, room < _LEAST_WITH_PLACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange list and explanation for the room there is."""
        super().resizeEvent(event)
        self._suit()
        self._explain()

    # Acting

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and index.column() == FIX and row.fix:
            self.mend(row.finding)
        else:
            self._go_to(row)

    def _go_to(self, row: Row | None) -> None:
        if row is None:
            return
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
        places = self.model.places
        if not places:
            return
        here = self.model.place_of(self.tree.currentIndex())
        at = places.index(here) if here is not None else (0 if back else -1)
        index = self.model.index_at(places[(at + (-1 if back else 1)) % len(places)])
        self._make_current(index)
        self._go_to(self.model.row_at(index))

    def mend(self, finding: Finding) -> None:
        """Apply the finding's fix, as one step that can be undone."""
        self.preview.clear()
        if finding.fix is not None:
            self._session.do(finding.fix.title, finding.fix.change)

    def _mend_row(self, row: Row) -> None:
        if row.fix:
            self.mend(row.finding)

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

    # Previews

    @property
    def has_fix(self) -> bool:
        """Whether the current finding offers a fix."""
        row = self.current
        return row is not None and bool(row.fix)

    def preview_current(self) -> None:
        """Show on the canvas what the fix of the current finding would do, until it is applied or cancelled."""
        self._with_current(self._preview_row)

    def _preview_row(self, row: Row) -> None:
        """Show on the canvas what the fix would do, until it is applied or cancelled."""
        self._ask_preview(row, stays=True)

    def _ask_preview(self, row: Row, *, stays: bool) -> None:
        fix = row.finding.fix
        if fix is None or not row.fix:
            return
        self._asked += 1
        asked = self._asked
        session = self._session
        work = previewing(session, fix.change)
        design, done = session.design, session.history.mark()

        def finish(found: Preview) -> None:
            is_same = session.design is design and session.history.mark() == done
            if asked == self._asked and is_same:
                self.preview.show(
                    fix.title,
                    found,
                    stays=stays,
                    near=row.finding.nodes,
                    apply=lambda: self.mend(row.finding),
                )

        if len(design.nodes) <= _FEW:
            finish(work())
        else:
            session.aside(work, finish)

    def _on_entered(self, index: QModelIndex) -> None:
        row = self.model.row_at(index) if index.column() == FIX else None
        has_fix = row is not None and bool(row.fix)
        shape = Qt.CursorShape.PointingHandCursor if has_fix else Qt.CursorShape.ArrowCursor
        self.tree.viewport().setCursor(shape)
        self._glance_at(row)

    def _on_fix_neared(self, is_near: bool) -> None:
        self._glance_at(self.current if is_near else None)

    def _glance_at(self, row: Row | None) -> None:
        """Show soon what the fix of this row would do; end that for none."""
        if row is not None and row.fix:
            self._hovered = row
            self._hover.start()
        else:
            self._end_hover()

    def _on_hovered(self) -> None:
        if self._hovered is not None:
            self._ask_preview(self._hovered, stays=False)

    def _end_hover(self) -> None:
        self._hover.stop()
        self._hovered = None
        self._asked += 1
        self.preview.end_glance()

    # Keys and menus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list, its room, and the pointer that leaves it."""
        if watched is self.tree and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.tree and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        if watched is self.tree.viewport() and event.type() == QEvent.Type.Leave:
            self._end_hover()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self.current is None:
            return False
        acts: dict[int, Callable[[Row], None]] = {
            Qt.Key.Key_Delete: self._answer_row,
            Qt.Key.Key_F: self._mend_row,
            Qt.Key.Key_P: self._preview_row,
            Qt.Key.Key_Space: lambda _row: self.explain(),
            Qt.Key.Key_Right: lambda _row: self.explain(),
        }
        act = acts.get(event.key())
        if act is None:
            return False
        self._with_current(act)
        return True

    def _on_menu_wanted(self, at: QPoint) -> None:
        row = self.model.row_at(self.tree.indexAt(at))
        if row is None:
            return
        menu = QMenu(self)
        menu.addAction("Go to", lambda: self._go_to(row))
        menu.addAction("Explain", self.explain)
        if row.fix:
            menu.addSeparator()
            menu.addAction(row.fix.replace("&", "&&"), lambda: self.mend(row.finding))
            menu.addAction("Preview the fix", lambda: self._preview_row(row))
        menu.addSeparator()
        words = "Take the answer back" if row.answer else "Suppress…"
        menu.addAction(words, lambda: self._answer_row(row))
        menu.addAction(
            "The rule's page", lambda: self.page_wanted.emit(f"rules.md#{row.finding.rule.lower()}")
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    # Remembering

    def _restore(self) -> None:
        if self._settings is not None:
            wanted = self._settings.text("problems/severities", ",".join(SEVERITIES)).split(",")
            column, _, order = self._settings.text("problems/order", "-1 up").partition(" ")
            descending, ascending = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            at = int(column) if column in _COLUMNS else -1
            self.tree.header().setSortIndicator(at, descending if order == "down" else ascending)
            self.filters.choose(
                wanted,
                self._settings.text("problems/groups", "none"),
                with_suppressed=self._settings.text("problems/suppressed") == "shown",
            )

    def _on_choice_changed(self) -> None:
        if self._settings is not None:
            self._settings.keep_text("problems/severities", ",".join(self.filters.wanted))
            self._settings.keep_text("problems/groups", self.filters.group_by)
            header = self.tree.header()
            is_down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            column = header.sortIndicatorSection() if header.sortIndicatorSection() <= FIX else -1
            self._settings.keep_text("problems/order", f"{column} {'down' if is_down else 'up'}")
            self._settings.keep_text(
                "problems/suppressed", "shown" if self.filters.with_suppressed else "hidden"
            )
        if self._shown is not None and not self._is_behind:
            self._show()
