"""Small panes over the canvas: the verdict beside the cursor, and a refusal with the ways that work."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from explorer.ui.plain import PlainLabel, set_tip
from explorer.ui.theme import Appearance

WIDTH = 320
MAX_WAYS = 3


class VerdictChip(QFrame):
    """Says beside the cursor what dropping the arrow here would do."""

    _LOOKS: ClassVar = {
        "possible": ("ok", "Possible"),
        "not-possible": ("error", "Not possible"),
        "not-known": ("unknown", "Not known"),
    }

    def __init__(self, parent: QWidget, appearance: Appearance) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("role", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 12, 8)
        layout.setSpacing(8)
        self._icon = PlainLabel()
        self._text = PlainLabel(wrap=True)
        self._text.setMaximumWidth(WIDTH - 50)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_verdict(self, verdict: str, sentence: str, at: QPoint) -> None:
        """Show verdict and reason near a pixel of the parent."""
        icon, word = self._LOOKS[verdict]
        role = {"ok": "ok", "error": "error"}.get(icon, "muted")
        self._icon.setPixmap(self._appearance.icon(icon, role).pixmap(16, 16))
        self._text.setText(f"{word}. {sentence}")
        metrics = self._text.fontMetrics()
        self._text.setFixedWidth(min(WIDTH - 50, metrics.horizontalAdvance(self._text.text()) + 4))
        self.adjustSize()
        self.move(inside(self, at + QPoint(18, 20)))
        self.show()
        self.raise_()


class RefusalBubble(QFrame):
    """Why an arrow was not drawn, with a button for each service that would make the connection work."""

    def __init__(
        self,
        parent: QWidget,
        appearance: Appearance,
        sentence: str,
        ways: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.sentence = sentence
        self.buttons: list[QPushButton] = []
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(8)
        head = QHBoxLayout()
        icon = PlainLabel()
        icon.setPixmap(appearance.icon("error", "error").pixmap(18, 18))
        text = PlainLabel(sentence, wrap=True)
        close = QToolButton()
        close.setIcon(appearance.icon("close", "muted"))
        set_tip(close, "Close")
        close.clicked.connect(self.dismiss)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(text, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for title, act in ways[:MAX_WAYS]:
            button = QPushButton(appearance.icon("add"), title)
            button.clicked.connect(lambda _=False, act=act: self._choose(act))
            layout.addWidget(button)
            self.buttons.append(button)
        self.setFixedWidth(WIDTH)

    def show_at(self, at: QPoint) -> None:
        """Show it near a pixel of the parent, with the first way ready for Enter."""
        self._layout.activate()
        self.setFixedHeight(self._layout.heightForWidth(WIDTH))
        self.move(inside(self, at + QPoint(12, 12)))
        self.show()
        self.raise_()
        if self.buttons:
            self.buttons[0].setFocus()

    def dismiss(self) -> None:
        """Go away."""
        parent = self.parentWidget()
        self.hide()
        self.deleteLater()
        if parent is not None:
            parent.setFocus()

    def _choose(self, act: Callable[[], None]) -> None:
        self.dismiss()
        act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def inside(widget: QWidget, at: QPoint) -> QPoint:
    """The place nearest to ``at`` where the widget lies within its parent."""
    parent = widget.parentWidget()
    if parent is None:
        return at
    x = max(8, min(at.x(), parent.width() - widget.width() - 8))
    y = max(8, min(at.y(), parent.height() - widget.height() - 8))
    return QPoint(x, y)
