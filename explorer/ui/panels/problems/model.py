"""The rows as Qt's model: two levels where there are groups, one where there are none."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from explorer.rules import rules
from explorer.ui.panels.problems.rows import FIX, RULE, SEVERITY, WHAT, WHERE, WORDS, Group, Row
from explorer.ui.plain import tooltip
from explorer.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
TITLES = ("Severity", "What", "Where", "Rule", "Fix")
_TOP = 0
"""The id of an index on the first level; one below has the number of its group, from 1."""
_NOWHERE = QModelIndex()


class ProblemsModel(QAbstractItemModel):
    """Shows groups of rows. Without a title a group's rows stand on the first level."""

    def __init__(self, parent: QObject, appearance: Appearance) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.groups: list[Group] = []
        self.is_narrow = False
        """Whether severity is shown by its sign alone, and a fix by one word."""

    def show(self, groups: Sequence[Group]) -> None:
        """Show these; what was shown before is forgotten."""
        self.beginResetModel()
        self.groups = list(groups)
        self.endResetModel()

    def set_narrow(self, is_narrow: bool) -> None:
        """Say more or less in the columns of severity and fix."""
        if is_narrow != self.is_narrow:
            self.is_narrow = is_narrow
            self.layoutChanged.emit()

    @property
    def is_flat(self) -> bool:
        """Whether there are no groups."""
        return len(self.groups) == 1 and not self.groups[0].title

    def row_at(self, index: Index) -> Row | None:
        """The finding in that line; None for the head of a group."""
        if not index.isValid():
            return None
        if self.is_flat:
            return self.groups[0].rows[index.row()]
        group = index.internalId()
        return self.groups[group - 1].rows[index.row()] if group != _TOP else None

    @property
    def places(self) -> list[tuple[int, int]]:
        """The lines with findings from top to bottom, each by its group and its place there."""
        return [(group, at) for group, one in enumerate(self.groups) for at in range(len(one.rows))]

    def index_at(self, place: tuple[int, int]) -> QModelIndex:
        """The first cell of the line."""
        group, at = place
        return self.createIndex(at, 0, _TOP if self.is_flat else group + 1)

    def place_of(self, index: Index) -> tuple[int, int] | None:
        """The line by its group and its place there; None for a head."""
        if self.row_at(index) is None:
            return None
        return (0 if self.is_flat else index.internalId() - 1), index.row()

    # Qt's questions

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The line and column below a head."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < len(TITLES)):
            return QModelIndex()  # asked for thousands of times, so without Qt's own check
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt's other parent() has no index
        """The head of the line's group."""
        group = index.internalId() if index.isValid() else _TOP
        return self.createIndex(group - 1, 0, _TOP) if group != _TOP else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Groups or findings on the first level, findings below a head."""
        if not parent.isValid():
            return len(self.groups[0].rows) if self.is_flat else len(self.groups)
        if self.is_flat or parent.internalId() != _TOP or parent.column() > 0:
            return 0
        return len(self.groups[parent.row()].rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The same on both levels."""
        del parent
        return len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == SEVERITY and self.is_narrow else TITLES[section]
        return TITLES[section] if role == Qt.ItemDataRole.AccessibleTextRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """What a cell says and looks like."""
        row = self.row_at(index)
        if row is not None:
            return self._of_row(row, index.column(), role)
        return self._of_head(self.groups[index.row()], role) if index.isValid() else None

    def _of_row(self, row: Row, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's own
        shown: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = self._shown(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = _said(row, column)
            case Qt.ItemDataRole.DecorationRole if column == SEVERITY:
                severity = row.finding.severity
                shown = self._appearance.icon(severity, "faint" if row.answer else severity)
            case Qt.ItemDataRole.ForegroundRole if row.answer or column == RULE:
                shown = self._appearance.color("muted")
            case Qt.ItemDataRole.ToolTipRole:
                shown = _tip(row, column)
        return shown

    def _of_head(self, group: Group, role: int) -> Any:  # noqa: ANN401 - Qt's own
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{group.title}  ({len(group.rows):,})"
            case Qt.ItemDataRole.DecorationRole if group.severity:
                return self._appearance.icon(group.severity, group.severity)
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return None

    def _shown(self, row: Row, column: int) -> str:
        if self.is_narrow and column == SEVERITY:
            return ""
        if self.is_narrow and column == FIX:
            return "Fix" if row.fix else ""
        return _said(row, column)


def _said(row: Row, column: int) -> str:
    finding = row.finding
    match column:
        case 0:
            return WORDS[finding.severity]
        case 1:
            return f"Suppressed: {row.answer.reason}. {finding.message}" if row.answer else finding.message
        case 2:
            return row.where
        case 3:
            return finding.rule
    return row.fix


def _tip(row: Row, column: int) -> str:
    if column == FIX and row.fix:
        return tooltip(row.fix, "Click to make it; rest the pointer here to see what it does. Keys: F, P")
    if column == WHERE:
        return tooltip(row.where) if row.where else ""
    known = rules().get(row.finding.rule)
    if column in {RULE, SEVERITY}:
        return tooltip(f"{row.finding.rule} ({WORDS[row.finding.severity]})", known.title if known else "")
    return tooltip(row.finding.message, known.why if known else "") if column == WHAT else ""
