"""The list itself: lines in groups that stay where they were, columns that fit the room, and its keys."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from explorer.ui.panels.problems.fix_column import FixColumn
from explorer.ui.panels.problems.model import ProblemsModel
from explorer.ui.panels.problems.rows import FIX, RULE, SEVERITY, WHAT, WHERE, Group, Row
from explorer.ui.theme import Appearance

_LIST_WIDE = 700
"""From this width on the list says severity and fix in full."""
_LEAST_WITH_PLACE = 480
"""Narrower than this the list leaves out where: the message names it."""
_FULL = {SEVERITY: 96, WHERE: 170, RULE: 66, FIX: 220}
_NARROW = {SEVERITY: 30, WHERE: 116, RULE: 66, FIX: 56}


class ProblemList(QTreeView):
    """Shows rows, and tells what is wanted of them: by a click or Enter, by keys, by resting on a fix."""

    chosen = Signal(object)
    fix_wanted = Signal(object)
    preview_wanted = Signal(object)
    answer_wanted = Signal(object)
    explanation_wanted = Signal(object)
    rested_on = Signal(object)
    """The row whose fix the pointer is on; None when it is on something else."""

    _KEYS: ClassVar = {
        Qt.Key.Key_F: "fix_wanted",
        Qt.Key.Key_P: "preview_wanted",
        Qt.Key.Key_Delete: "answer_wanted",
        Qt.Key.Key_Space: "explanation_wanted",
        Qt.Key.Key_Right: "explanation_wanted",
    }

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.rows = ProblemsModel(self, appearance)
        self._fitted: tuple[bool, bool] | None = None
        """For which list the columns are wide: a narrow one, a flat one."""
        self.setModel(self.rows)
        self.setAccessibleName("Problems")
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegateForColumn(FIX, FixColumn(self, appearance))
        self._set_up_header()
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_activated)
        self.entered.connect(self._on_entered)
        appearance.changed.connect(lambda _theme: self.viewport().update())

    def _set_up_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(28)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @property
    def order(self) -> tuple[int, bool]:
        """The column that is sorted by, below 0 for none, and whether downwards."""
        header = self.header()
        column = header.sortIndicatorSection()
        return column if column <= FIX else -1, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def sort_by(self, column: int, *, is_descending: bool) -> None:
        """Choose the order, as by a click on the column's title."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.header().setSortIndicator(column, order)

    @property
    def count(self) -> int:
        """How many findings are listed."""
        return sum(len(group.rows) for group in self.rows.groups)

    @property
    def current(self) -> Row | None:
        """The finding in the current line."""
        return self.rows.row_at(self.currentIndex())

    def fill(self, groups: Sequence[Group]) -> None:
        """List these. The current line stays with its finding, or where it was; folded groups stay folded."""
        current, place, folded = self.current, self.rows.place_of(self.currentIndex()), self._folded()
        self.rows.show(groups)
        if not self.rows.is_flat:
            self._show_heads()
        self._fit_columns()
        self._choose(current, place)
        self._fold(folded)

    def step(self, *, back: bool) -> Row | None:
        """Make the next finding current, round at the end; None where there is none."""
        places = self.rows.places
        if not places:
            return None
        here = self.rows.place_of(self.currentIndex())
        at = places.index(here) if here is not None else (0 if back else -1)
        self._make_current(self.rows.index_at(places[(at + (-1 if back else 1)) % len(places)]))
        return self.current

    def _folded(self) -> set[str]:
        groups = [] if self.rows.is_flat else self.rows.groups
        heads = ((group, self.rows.index(at, 0)) for at, group in enumerate(groups))
        return {group.title for group, head in heads if not self.isExpanded(head)}

    def _show_heads(self) -> None:
        """Heads as wide as the list, and open."""
        self.expandAll()
        for number in range(len(self.rows.groups)):
            self.setFirstColumnSpanned(number, QModelIndex(), True)

    def _fold(self, titles: set[str]) -> None:
        """Close the groups that were closed before; to make a line current opens its group."""
        for number, group in enumerate(self.rows.groups):
            if group.title in titles:
                self.collapse(self.rows.index(number, 0))

    def _choose(self, wanted: Row | None, place: tuple[int, int] | None) -> None:
        """Make the line with the finding current, else the one at that place."""
        if wanted is None or place is None or not self.count:
            return
        groups = self.rows.groups
        for group, one in enumerate(groups):
            for at, row in enumerate(one.rows):
                if row.identity == wanted.identity:
                    self._make_current(self.rows.index_at((group, at)))
                    return
        group = min(place[0], len(groups) - 1)
        self._make_current(self.rows.index_at((group, min(place[1], len(groups[group].rows) - 1))))

    def _make_current(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def _fit_columns(self) -> None:
        room = self.width()
        is_narrow, is_flat = room < _LIST_WIDE, self.rows.is_flat
        if (is_narrow, is_flat) != self._fitted:
            self._fitted = is_narrow, is_flat
            self.rows.set_narrow(is_narrow)
            self.setRootIsDecorated(not is_flat)
            for column, width in (_NARROW if is_narrow else _FULL).items():
                indent = 0 if is_flat or column != SEVERITY else 2 * self.indentation()
                self.header().resizeSection(column, width + indent)
        self.setColumnHidden(WHERE, room < _LEAST_WITH_PLACE)

    # Pointer and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and keys that act on the current finding."""
        name = self._KEYS.get(Qt.Key(event.key()))
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if name and is_plain and self.current is not None:
            getattr(self, name).emit(self.current)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer rests on nothing here."""
        super().leaveEvent(event)
        self.rested_on.emit(None)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            is_fix = index.column() == FIX and bool(row.fix)
            (self.fix_wanted if is_fix else self.chosen).emit(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.chosen.emit(row)

    def _on_entered(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index) if index.column() == FIX else None
        has_fix = row is not None and bool(row.fix)
        shape = Qt.CursorShape.PointingHandCursor if has_fix else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.rested_on.emit(row if has_fix else None)
