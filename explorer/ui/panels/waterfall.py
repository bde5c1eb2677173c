"""The waterfall in the column of a tree: each step where it begins, as long as it lasts."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.flow.latency import Step
from explorer.ui.panels.time_axis import TimeAxis
from explorer.ui.theme import Appearance
from explorer.ui.words import UNKNOWN

FONT_SIZE = 11
_LEFT, _RIGHT = 10, 30
_BAR, _LEAST_BAR, _STUB = 12.0, 2.0, 24.0


class Waterfall(QStyledItemDelegate):
    """Paints ``steps``, one in each row: what it takes at least in full colour, up to at most as a breath of it.

    The last step is the sum. In powers of ten each begins at the left: after a long one nothing short could be seen.
    """

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.steps: Sequence[Step] = ()
        self.axis = TimeAxis(0.0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as in the other columns, lines at the ticks, then the bar."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._paint_lines(painter, rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() < len(self.steps):
            is_sum = index.row() == len(self.steps) - 1
            self._paint_step(painter, rect, self.steps[index.row()], "text" if is_sum else "accent")
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(_pen(self._appearance.color("border")))
        for place, _ in self.axis.ticks():
            x = round(place_in(rect, place))
            painter.drawLine(x, rect.top(), x, rect.bottom())

    def _paint_step(self, painter: QPainter, rect: QRect, step: Step, role: str) -> None:
        after_low_s, after_high_s = (0.0, 0.0) if self.axis.in_powers else step[2:]
        if step.hold.low_s is None or step.hold.high_s is None:
            self._paint_unknown(painter, rect, place_in(rect, self.axis.place(after_low_s)))
            return
        color = self._appearance.color(role)
        least = self._bar(rect, after_low_s, step.hold.low_s)
        most = self._bar(rect, after_high_s, step.hold.high_s)
        if most.left() > least.right():
            painter.setPen(_pen(color, Qt.PenStyle.DotLine))
            middle = least.center().y()
            painter.drawLine(QPointF(least.right(), middle), QPointF(most.left(), middle))
        painter.setPen(_pen(_breath(color, 0.7)))
        painter.setBrush(_breath(color, 0.22))
        painter.drawRect(most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRect(least)

    def _bar(self, rect: QRect, start_s: float, length_s: float) -> QRectF:
        left = place_in(rect, self.axis.place(start_s))
        right = place_in(rect, self.axis.place(start_s + length_s))
        top = rect.center().y() - _BAR / 2
        return QRectF(left, top, max(right - left, _LEAST_BAR), _BAR)

    def _paint_unknown(self, painter: QPainter, rect: QRect, left: float) -> None:
        """A hatched stub with the words beside it, on the side where there is room."""
        muted = self._appearance.color("muted")
        font = QFont(painter.font())
        font.setPixelSize(FONT_SIZE)
        painter.setFont(font)
        words = float(painter.fontMetrics().horizontalAdvance(UNKNOWN))
        fits = left + _STUB + 8 + words <= rect.right()
        stub = QRectF(left if fits else rect.right() - _STUB, rect.center().y() - _BAR / 2, _STUB, _BAR)
        painter.setPen(_pen(muted, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(muted, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(stub)
        painter.setPen(muted)
        at = stub.right() + 6 if fits else stub.left() - 6 - words
        room = QRectF(at, rect.top(), words + 2, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, UNKNOWN)


class TimeHeader(QHeaderView):
    """A header whose last section is marked with times."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._appearance = appearance
        self.axis = TimeAxis(0.0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """The section, and in the last one the words at the ticks."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex != self.count() - 1:
            return
        painter.save()
        font = QFont(self.font())
        font.setPixelSize(FONT_SIZE)
        painter.setFont(font)
        painter.setPen(self._appearance.color("muted"))
        taken = float(rect.left())
        for place, words in self.axis.ticks():
            width = float(painter.fontMetrics().horizontalAdvance(words))
            left = max(place_in(rect, place) - width / 2, rect.left() + 2.0)
            if left >= taken and left + width <= rect.right():
                room = QRectF(left, rect.top(), width + 2, rect.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
                taken = left + width + 8
        painter.restore()


def place_in(rect: QRect, place: float) -> float:
    """The x in a cell or section of a place along the axis, from 0 to 1."""
    return rect.left() + _LEFT + place * max(rect.width() - _LEFT - _RIGHT, 1)


def _pen(color: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(color, 1.0, style)
    pen.setCosmetic(True)
    return pen


def _breath(color: QColor, opacity: float) -> QColor:
    faint = QColor(color)
    faint.setAlphaF(opacity)
    return faint
