"""Sections of statements as one list: titles that fold, rows that lead on, sources that open."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from explorer.drawing.theme import Theme
from explorer.ui.explore.details import Row, Section
from explorer.ui.explore.looks import font
from explorer.ui.explore.sources import can_open, open_source
from explorer.ui.plain import tooltip

FIRST = 8
"""Rows of a section that are shown before the user asks for all."""

UNFOLDED = frozenset(
    {"Can send to", "Can receive from", "Mechanisms", "Why not", "What works instead", "Ways that are known"}
)
PAD, GAP = 14, 3
TEXT_PX, NOTE_PX = 13, 12
ITEM = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class More:
    """The rows of a section that are not yet shown."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows


class Places:
    """Where the parts of a row are, in a row of that width, from its top left corner."""

    def __init__(self, row: Row, width: int) -> None:
        inner = width - 2 * PAD
        aside = text_width(row.aside, NOTE_PX)
        beside = aside <= inner * 0.45 and bool(row.aside)
        room = inner - aside - 12 if beside else inner
        y = 7
        self.text = QRect(PAD, y, room, text_height(row.text, TEXT_PX, room))
        y += self.text.height()
        if beside:
            self.aside = QRect(PAD + room + 12, self.text.y(), aside + 2, line_height(TEXT_PX))
        else:
            self.aside = QRect(PAD, y + 1, inner, text_height(row.aside, NOTE_PX, inner))
            y += self.aside.height() + 1 if row.aside else 0
        self.is_beside = beside
        self.note = QRect(PAD, y + GAP, inner, text_height(row.note, NOTE_PX, inner))
        y += self.note.height() + GAP if row.note else 0
        self.receipt = QRect(PAD, y + GAP, inner, line_height(NOTE_PX) if row.source or row.standing else 0)
        y += self.receipt.height() + GAP if self.receipt.height() else 0
        standing = text_width(row.standing, NOTE_PX)
        title = min(text_width(row.source_title, NOTE_PX), inner - standing - 12)
        self.source = QRect(PAD, self.receipt.y(), title, self.receipt.height())
        self.standing = QRect(PAD + inner - standing, self.receipt.y(), standing, self.receipt.height())
        self.height = y + 7


@lru_cache(maxsize=4096)
def places_of(row: Row, width: int) -> Places:
    """The places of a row's parts, worked out once per width."""
    return Places(row, width)


def text_width(text: str, size_px: int) -> int:
    """Of a line, pixels."""
    return QFontMetrics(font(size_px)).horizontalAdvance(text) + 1 if text else 0


def text_height(text: str, size_px: int, width: int) -> int:
    """Of a text wrapped to a width, pixels; none for no text."""
    if not text:
        return 0
    return QFontMetrics(font(size_px)).boundingRect(QRect(0, 0, width, 4000), _WRAPPED, text).height()


def line_height(size_px: int) -> int:
    """Of one line, pixels."""
    return QFontMetrics(font(size_px)).height()


_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class RowPainter(QStyledItemDelegate):
    """Paints titles, rows and the line that shows more."""

    def __init__(self, view: "RowsView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped texts need."""
        del option
        item = index.data(ITEM)
        width = self._view.viewport().width()
        if isinstance(item, Row):
            return QSize(width, places_of(item, width).height)
        return QSize(width, 36 if isinstance(item, Section) else 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the item."""
        item = index.data(ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(0, option.rect.y(), self._view.viewport().width(), option.rect.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if not isinstance(item, Section) and (selected or option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("accent_soft"))
            painter.drawRoundedRect(box.adjusted(5, 1, -5, -1), 6, 6)
        if isinstance(item, Section):
            self._paint_title(painter, box, item, is_open=self._view.isExpanded(index), lit=selected)
        elif isinstance(item, Row):
            self._paint_row(painter, box, item)
        else:
            painter.setFont(font(NOTE_PX, 600))
            painter.setPen(self._color("accent"))
            painter.drawText(box.adjusted(PAD, 0, -PAD, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()

    def _color(self, role: str) -> QColor:
        return QColor(self._view.theme.colors[role])

    def _tone(self, tone: str) -> QColor:
        colors = self._view.theme.colors
        return QColor(colors[tone] if tone in colors else self._view.theme.arrow(tone).color)

    def _paint_title(
        self, painter: QPainter, box: QRect, section: Section, *, is_open: bool, lit: bool
    ) -> None:
        painter.setPen(QPen(self._color("border"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("accent" if lit else "muted"))
        x, y = PAD + 3.0, box.center().y() + 1.0
        sign = ((-3, -2), (3, -2), (0, 3)) if is_open else ((-2, -3.5), (-2, 3.5), (3, 0))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in sign]))
        painter.setFont(font(TEXT_PX, 600))
        painter.setPen(self._color("accent" if lit else "text"))
        room = box.adjusted(PAD + 14, 0, -PAD, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, section.title)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(section.title) + 8)
        painter.setFont(font(NOTE_PX))
        painter.setPen(self._color("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"{len(section.rows):,}")

    def _paint_row(self, painter: QPainter, box: QRect, row: Row) -> None:
        at = places_of(row, box.width())
        top = box.topLeft()
        painter.setFont(font(TEXT_PX, 600 if row.target else 400))
        painter.setPen(self._color("text"))
        painter.drawText(at.text.translated(top), _WRAPPED, row.text)
        painter.setFont(font(NOTE_PX))
        painter.setPen(self._tone(row.tone))
        side = Qt.AlignmentFlag.AlignRight if at.is_beside else Qt.AlignmentFlag.AlignLeft
        painter.drawText(at.aside.translated(top), int(side) | int(Qt.TextFlag.TextWordWrap), row.aside)
        painter.setPen(self._color("muted"))
        painter.drawText(at.note.translated(top), _WRAPPED, row.note)
        painter.setPen(self._color("faint"))
        painter.drawText(at.standing.translated(top), Qt.AlignmentFlag.AlignRight, row.standing)
        painter.setPen(self._color("accent" if can_open(row.url) else "muted"))
        source = at.source.translated(top)
        shown = painter.fontMetrics().elidedText(
            row.source_title, Qt.TextElideMode.ElideRight, source.width()
        )
        painter.drawText(source, Qt.AlignmentFlag.AlignLeft, shown)


class RowsView(QTreeView):
    """The sections. Enter or a click follows a row; the source line opens its address, also by Shift+Enter."""

    followed = Signal(str)
    """The entry that the user wants to see."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.viewport().update()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show other sections, the long ones in part, the less asked for folded."""
        self._rows.clear()
        for section in sections:
            title = _item(section, f"{section.title}, {len(section.rows)}")
            title.appendRows(_items(section.rows))
            self._rows.appendRow(title)
            if section.title in UNFOLDED or len(sections) < 3:
                self.setExpanded(title.index(), True)
        self.scrollToTop()

    def sections(self) -> list[Section]:
        """The sections that are shown."""
        return [self._rows.item(at).data(ITEM) for at in range(self._rows.rowCount())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a title folds, on a source opens it, elsewhere on a row follows it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            row = index.data(ITEM)
            if isinstance(row, Row) and self._is_on_source(index, event.position().toPoint()):
                open_source(row.url)
            else:
                self._use(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        item = index.data(ITEM) if index.isValid() else None
        leads = not isinstance(item, Row) or bool(item.target)
        leads = index.isValid() and (leads or self._is_on_source(index, event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows, Shift+Enter opens the source; the arrows fold and move."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            row = index.data(ITEM)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and isinstance(row, Row):
                open_source(row.url)
            else:
                self._use(index)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Over a source: its whole title and address."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            row = index.data(ITEM) if index.isValid() else None
            if isinstance(row, Row) and self._is_on_source(index, event.pos()):
                QToolTip.showText(event.globalPos(), tooltip(row.source_title, row.standing, row.url), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row."""
        row = self.indexAt(event.pos()).data(ITEM)
        if not isinstance(row, Row):
            return
        menu = QMenu(self)
        for title, enabled, action in (
            ("Go there", bool(row.target), lambda: self.followed.emit(row.target)),
            ("Open source", can_open(row.url), lambda: open_source(row.url)),
            ("Copy address of source", bool(row.url), lambda: QGuiApplication.clipboard().setText(row.url)),
        ):
            entry = QAction(title, menu)
            entry.setEnabled(enabled)
            entry.triggered.connect(action)
            menu.addAction(entry)
        menu.exec(event.globalPos())

    def _use(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, Row):
            if item.target:
                self.followed.emit(item.target)
        elif isinstance(item, Section):
            self.setExpanded(index, not self.isExpanded(index))
        elif isinstance(item, More):
            title = self._rows.itemFromIndex(index.parent())
            title.removeRow(index.row())
            title.appendRows([_row_item(row) for row in item.rows])

    def _is_on_source(self, index: QModelIndex, at: QPoint) -> bool:
        row = index.data(ITEM)
        if not isinstance(row, Row) or not can_open(row.url):
            return False
        box = self.visualRect(index)
        place = places_of(row, self.viewport().width()).source.translated(0, box.y())
        return place.contains(at)


def in_words(row: Row) -> str:
    """A row in words, for a screen reader."""
    return ". ".join(part for part in (row.text, row.aside, row.note, row.source_title, row.standing) if part)


def _items(rows: Sequence[Row]) -> list[QStandardItem]:
    if len(rows) <= FIRST + 2:
        return [_row_item(row) for row in rows]
    more = More(rows[FIRST:])
    return [*(_row_item(row) for row in rows[:FIRST]), _item(more, f"Show {len(more.rows)} more")]


def _row_item(row: Row) -> QStandardItem:
    return _item(row, in_words(row))


def _item(value: object, words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(value, ITEM)
    item.setAccessibleText(words)
    return item
