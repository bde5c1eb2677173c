"""The table of what passes where: sorted and filtered here, since a large design has many thousand lines."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.app import Session
from explorer.app.traffic import Measured, Traffic
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection, Node
from explorer.drawing.text import showable
from explorer.flow import Spread
from explorer.ui.plain import tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import UNKNOWN, number

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROLE = Qt.ItemDataRole


class Cell(NamedTuple):
    """A number in the table, and what its tip adds."""

    amount: Spread
    title: str
    unit: str


class Column(NamedTuple):
    """A column of numbers: its heading, and its cell for a line, if it has one."""

    title: str
    cell: Callable[[Traffic], Cell | None]


def _of_load(title: str, unit: str, name: str) -> Column:
    def cell(line: Traffic) -> Cell | None:
        return None if line.load is None else Cell(getattr(line.load, name), title, unit)

    return Column(title, cell)


def _of_node(title: str, name: str) -> Column:
    def cell(line: Traffic) -> Cell | None:
        found: Measured | None = getattr(line, name)
        return None if found is None else Cell(found.amount, found.title, found.unit)

    return Column(title, cell)


def _peak_mb(line: Traffic) -> Cell | None:
    return None if line.peak_mb_per_s is None else Cell(line.peak_mb_per_s, "Peak MB/s", "MB/s")


NUMBERS = (
    _of_load("Items/s", "items/s, mean of the month", "mean_per_s"),
    _of_load("Peak/s", "items/s in the busiest hour", "peak_per_s"),
    _of_load("Items/month", "items/month", "items"),
    _of_load("GB/month", "GB/month", "gb"),
    Column("Peak MB/s", _peak_mb),
    _of_node("Calls/month", "calls"),
    _of_node("At once", "at_once"),
    _of_node("Stored GB", "stored"),
)
WHERE, CARRIES, FIRST_NUMBER = range(3)
TITLES = ("Where", "Carries", *(column.title for column in NUMBERS))
WIDTHS = (200, 112, 76, 70, 98, 84, 86, 98, 74, 84)


class TrafficModel(QAbstractTableModel):
    """Lines of traffic; a click on a heading sorts, unknown and empty last."""

    def __init__(self, session: Session, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._all: tuple[Traffic, ...] = ()
        self._nodes: dict[str, Node] = {}  # as they were when the lines were made: some may be gone by now
        self._connections: dict[str, Connection] = {}
        self.lines: list[Traffic] = []
        self._filter: tuple[str, str] = ("", "")
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_lines(self, lines: Iterable[Traffic]) -> None:
        """Show these, in the order and through the filter that were chosen."""
        self._all = tuple(lines)
        design = self._session.design
        self._nodes, self._connections = dict(design.nodes), dict(design.connections)
        self._arrange()

    def filter(self, text: str, collection: str) -> None:
        """Only lines that have every word of the text, of ``nodes``, ``connections`` or, empty, of both."""
        self._filter = text.casefold(), collection
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; below 0 in the order of the design."""
        self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        text, collection = self._filter
        words = text.split()
        self.lines = [
            line for line in self._all if line.key.startswith(collection) and self._has(line, words)
        ]
        column, order = self._order
        if column >= 0:
            self._sort(column, is_falling=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _has(self, line: Traffic, words: Sequence[str]) -> bool:
        text = f"{self.name(line.key)} {line.kind} {self.about(line.key)}".casefold() if words else ""
        return all(word in text for word in words)

    def _sort(self, column: int, *, is_falling: bool) -> None:
        if column < FIRST_NUMBER:
            self.lines.sort(key=lambda line: self._text(line, column).casefold(), reverse=is_falling)
            return
        known = {id(line): _expected(NUMBERS[column - FIRST_NUMBER], line) for line in self.lines}
        sign = -1.0 if is_falling else 1.0
        self.lines.sort(key=lambda line: (known[id(line)] is None, sign * (known[id(line)] or 0.0)))

    def name(self, key: str) -> str:
        """The node's name; of a connection the names of its ends."""
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            node = self._nodes[record_id]
            return showable(node.label) or self._session.catalog.name(node.service)
        link = self._connections[record_id]
        ends = (self.name(f"nodes/{end}") for end in (link.source, link.target))
        return " \N{RIGHTWARDS ARROW} ".join(ends)

    def about(self, key: str) -> str:
        """The node's service, or the connection's mechanism."""
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            return self._session.catalog.name(self._nodes[record_id].service)
        mechanism = self._connections[record_id].mechanism
        return MECHANISMS[mechanism].title if mechanism in MECHANISMS else mechanism

    def row_of(self, key: str) -> int:
        """The first line of a record; -1 where none is shown."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """All columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return TITLES[section]
        if (
            orientation == Qt.Orientation.Horizontal
            and role == _ROLE.TextAlignmentRole
            and section >= FIRST_NUMBER
        ):
            return _TO_THE_RIGHT
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Texts, alignment, tips, icons and what is muted."""
        line, column = self.lines[index.row()], index.column()
        if role == _ROLE.DisplayRole:
            return self._text(line, column)
        if role == _ROLE.TextAlignmentRole:
            return _TO_THE_RIGHT if column >= FIRST_NUMBER else None
        if role == _ROLE.ToolTipRole:
            return self._tip(line, column)
        if role == _ROLE.DecorationRole and column == WHERE:
            return self._icon(line.key)
        if role == _ROLE.ForegroundRole and self._text(line, column) in {UNKNOWN, _NOTHING}:
            return self._appearance.color("muted")
        return None

    def _text(self, line: Traffic, column: int) -> str:
        if column == WHERE:
            return self.name(line.key)
        if column == CARRIES:
            return line.kind or _NOTHING
        cell = NUMBERS[column - FIRST_NUMBER].cell(line)
        return "" if cell is None else number(cell.amount.expected)

    def _tip(self, line: Traffic, column: int) -> str:
        if column < FIRST_NUMBER:
            return tooltip(self.name(line.key), self.about(line.key))
        cell = NUMBERS[column - FIRST_NUMBER].cell(line)
        if cell is None:
            return ""
        three = zip(("Low", "Expected", "High"), cell.amount, strict=True)
        return tooltip(f"{cell.title} ({cell.unit})", *(f"{word}: {number(value)}" for word, value in three))

    def _icon(self, key: str) -> Any:  # noqa: ANN401 - Qt's variant
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            service = self._nodes[record_id].service
            return self._appearance.service_icon(self._session.catalog, service)
        return self._appearance.icon("arrow-right", "muted")


_NOTHING = "nothing stated"


def _expected(column: Column, line: Traffic) -> float | None:
    cell = column.cell(line)
    return cell.amount.expected if cell else None
