"""The canvas page: the view, a hint while there is nothing on it, and the legend of arrows."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.catalog.vocabulary import FAMILIES, MECHANISMS, Family
from explorer.design import Change
from explorer.drawing.arrows import legend_sample
from explorer.ui.canvas.paint import Prepared, font
from explorer.ui.canvas.view import CanvasView
from explorer.ui.plain import EmptyState
from explorer.ui.theme import Appearance

_LEGEND_ROW = 20
_SAMPLE = 34
_ANSWERS_AFTER_MS = 120


class CanvasPage(QWidget):
    """Holds the view; keeps badges up to date a moment after the last change."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self.view = CanvasView(session, appearance)
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._insert = QToolButton()
        self._insert.setText("Insert a service")
        self._insert.setProperty("role", "primary")
        self._insert.clicked.connect(lambda: self.view.insert_wanted.emit(self.view.middle(), None))
        self.hint = EmptyState(
            "Nothing here yet",
            "Drag a service from the left, double-click the canvas, or press Space and type its name.",
            self._insert,
        )
        self.hint.setParent(self)
        self.legend = Legend(self, session, appearance)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_ANSWERS_AFTER_MS)
        self._later.timeout.connect(self._show_answers)
        self.view.canvas.touched.connect(self._on_touched)
        self._on_touched(None)

    def _on_touched(self, change: Change | None) -> None:
        self.hint.setVisible(not self._session.design.nodes and not self._session.design.notes)
        if change is None or any(key.startswith("connections/") for key in change.after):
            self.legend.refresh()
        self._place()
        self._later.start()

    def _show_answers(self) -> None:
        if self.view.pointer.tool is None:
            self.view.canvas.show_answers()
        else:
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint in the middle and the legend in its corner."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = self.size()
        wide = min(420, room.width())
        self.hint.setGeometry((room.width() - wide) // 2, (room.height() - 180) // 2, wide, 180)
        self.legend.move(12, room.height() - self.legend.height() - 12)


class Legend(QFrame):
    """A sample of each family of mechanisms that the design has."""

    def __init__(self, parent: QWidget, session: Session, appearance: Appearance) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._families: list[Family] = []
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Legend of arrows")
        self.is_wanted = True

    def refresh(self) -> None:
        """Show the families that occur now."""
        present = {_family(link.mechanism) for link in self._session.design.connections.values()}
        families = [family for family in FAMILIES if family in present]
        self.setVisible(bool(families) and self.is_wanted)
        if families != self._families:
            self._families = families
            metrics = self.fontMetrics()
            wide = max((metrics.horizontalAdvance(FAMILIES[family]) for family in families), default=0)
            self.setFixedSize(QSize(wide + _SAMPLE + 40, len(families) * _LEGEND_ROW + 14))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        for row, family in enumerate(self._families):
            y = 7 + row * _LEGEND_ROW + _LEGEND_ROW / 2
            style = theme.arrows[family]
            Prepared(legend_sample(style, theme, 12, y, _SAMPLE)).paint(painter)
            painter.setFont(font(12, 400))
            painter.setPen(self._appearance.color("muted"))
            painter.drawText(_SAMPLE + 24, round(y + 4.4), FAMILIES[family])
        painter.end()


def _family(mechanism: str) -> Family:
    words = MECHANISMS.get(mechanism)
    return words.family if words else "request"
