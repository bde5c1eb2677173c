"""A search field over a list: what quick insert, the command palette and the small choosers have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.plain import PlainLabel
from explorer.ui.theme import Appearance

ROW_HEIGHT = 42
VISIBLE_ROWS = 8


class Entry(Struct, frozen=True):
    """One line to pick. ``hint`` stands at the right in the colour of ``tone``; ``disabled`` says why not."""

    title: str
    value: Any
    detail: str = ""
    icon: QIcon | None = None
    hint: str = ""
    tone: str = "muted"
    disabled: str = ""


class Entries(QAbstractListModel):
    """The entries as a list for a view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Put other entries in."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """An entry's title for the view and for screen readers; the entry itself under the user role."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (entry.title, entry.hint, entry.disabled or entry.detail) if part
            )
        return entry if role == Qt.ItemDataRole.UserRole else None


class EntryPainter(QStyledItemDelegate):
    """Paints an entry: icon, title over detail, hint at the right."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        del index
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the entry."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        color = self._appearance.color
        box = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(box, 5, 5)
        left = box.left() + 10
        if entry.icon is not None:
            mode = QIcon.Mode.Disabled if entry.disabled else QIcon.Mode.Normal
            entry.icon.paint(
                painter, QRect(left, box.center().y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, mode
            )
            left += 32
        right = self._paint_hint(painter, entry, box)
        room = QRect(left, box.top() + 4, right - left - 8, box.height() - 8)
        detail = entry.disabled or entry.detail
        self._line(
            painter,
            room,
            entry.title,
            color("faint" if entry.disabled else "text"),
            bold=True,
            top=bool(detail),
        )
        if detail:
            self._line(painter, room, detail, color("muted"), bold=False, top=False)
        painter.restore()

    def _paint_hint(self, painter: QPainter, entry: Entry, box: QRect) -> int:
        if not entry.hint:
            return box.right() - 6
        painter.setFont(_font(painter, bold=False))
        width = painter.fontMetrics().horizontalAdvance(entry.hint)
        place = QRect(box.right() - width - 10, box.top(), width + 2, box.height())
        painter.setPen(self._appearance.color(entry.tone))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.hint)
        return place.left()

    @staticmethod
    def _line(painter: QPainter, room: QRect, text: str, color: Any, *, bold: bool, top: bool) -> None:  # noqa: ANN401 - QColor
        painter.setFont(_font(painter, bold=bold))
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        across = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        if bold and not top:
            across = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, across | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)


def _font(painter: QPainter, *, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(13 if bold else 12)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


class PickPopup(QFrame):
    """A popup: type to narrow, arrows to move, Enter to take, Escape to leave.

    ``find`` gives the entries for a text, ``take`` gets the one that was picked.
    """

    def __init__(self, parent: QWidget, appearance: Appearance, *, width: int = 460) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setFixedWidth(width)
        self._find: Callable[[str], Sequence[Entry]] = lambda _text: ()
        self._take: Callable[[Any], None] = lambda _value: None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        self.field = QLineEdit()
        self.field.addAction(appearance.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Choices")
        self.model = Entries(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryPainter(appearance, self))
        self.nothing = PlainLabel("Nothing fits. Try another word.", role="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(ROW_HEIGHT)
        for widget in (self.field, self.list, self.nothing):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._pick(index.row()))

    def ask(
        self, prompt: str, at: QPoint, find: Callable[[str], Sequence[Entry]], take: Callable[[Any], None]
    ) -> None:
        """Show the popup with its top left at a point of the screen."""
        self._find, self._take = find, take
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.clear()
        self._on_text_changed("")
        self.move(self._on_screen(at))
        self.show()
        self.field.setFocus()

    def _on_text_changed(self, text: str) -> None:
        entries = list(self._find(text.strip()))
        self.model.show(entries)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.list.setFixedHeight(min(len(entries), VISIBLE_ROWS) * ROW_HEIGHT + 4)
        self.adjustSize()
        if entries:
            self.list.setCurrentIndex(self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the field act on the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._pick(self.list.currentIndex().row())
                return True
            if key == Qt.Key.Key_Escape:
                self.hide()
                return True
        return False

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + by, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(row))

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self.model.entries) and not self.model.entries[row].disabled:
            value = self.model.entries[row].value
            self.hide()
            self._take(value)

    def _on_screen(self, at: QPoint) -> QPoint:
        screen = self.screen().availableGeometry()
        x = max(screen.left() + 4, min(at.x(), screen.right() - self.width() - 4))
        y = max(screen.top() + 4, min(at.y(), screen.bottom() - self.height() - 4))
        return QPoint(x, y)
