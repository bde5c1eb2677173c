"""The column of fixes: words painted like a button, without a widget in each row."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.theme import Appearance

_PAD = 8
_RADIUS = 4.0


class FixColumn(QStyledItemDelegate):
    """Paints the title of a fix so that it is seen to be something to click."""

    def __init__(self, parent: QObject, appearance: Appearance) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's ground as everywhere, then the button over it."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        super().paint(painter, option, index)
        if not text:
            return
        metrics = option.fontMetrics
        box = option.rect.adjusted(2, 3, -4, -3)
        box.setWidth(min(box.width(), metrics.horizontalAdvance(text) + 2 * _PAD))
        state = option.state
        is_hot = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._appearance.color("accent" if is_hot else "border_strong"))
        painter.setBrush(self._appearance.color("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(self._appearance.color("accent"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * _PAD)
        painter.drawText(box.adjusted(_PAD, 0, -_PAD + 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Without the text, which is painted on the button."""
        super().initStyleOption(option, index)
        option.text = ""
