"""Short messages in the lower right corner: nothing to click away, nothing that repeats itself without end."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from explorer.ui.plain import PlainLabel, set_tip
from explorer.ui.theme import Appearance

SHOWN_MS = 6000
MAX_SHOWN = 3
WIDTH = 380


class Notices(QObject):
    """Shows up to three messages over a widget; the same text is shown once at a time."""

    def __init__(self, over: QWidget, appearance: Appearance) -> None:
        super().__init__(over)
        self._over = over
        self._appearance = appearance
        self._shown: list[_Notice] = []
        over.installEventFilter(self)

    @property
    def texts(self) -> list[str]:
        """What is shown now."""
        return [notice.text for notice in self._shown]

    def tell(self, text: str, severity: str = "info") -> None:
        """Show a message. Errors stay until they are closed; others leave after six seconds."""
        if text in self.texts:
            return
        while len(self._shown) >= MAX_SHOWN:
            self.close(self._shown[0])
        notice = _Notice(self, self._over, self._appearance, text, severity)
        self._shown.append(notice)
        if severity != "error":
            QTimer.singleShot(SHOWN_MS, notice, lambda: self.close(notice))
        self._place()
        notice.show()

    def close(self, notice: "_Notice") -> None:
        """Take a message away."""
        if notice in self._shown:
            self._shown.remove(notice)
            notice.hide()
            notice.deleteLater()
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        y = self._over.height() - 16
        for notice in reversed(self._shown):
            y -= notice.height()
            notice.move(self._over.width() - notice.width() - 16, y)
            notice.raise_()
            y -= 8


class _Notice(QFrame):
    def __init__(
        self, notices: Notices, over: QWidget, appearance: Appearance, text: str, severity: str
    ) -> None:
        super().__init__(over)
        self.text = text
        self.setProperty("role", f"notice-{severity}" if severity in {"error", "warning"} else "notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 8, 10)
        layout.setSpacing(10)
        icon = PlainLabel()
        role = severity if severity in {"error", "warning", "ok"} else "muted"
        icon.setPixmap(appearance.icon(severity if role == severity else "info", role).pixmap(18, 18))
        words = PlainLabel(text, wrap=True, selectable=True)
        close = QToolButton()
        close.setIcon(appearance.icon("close", "muted"))
        set_tip(close, "Close")
        close.clicked.connect(lambda: notices.close(self))
        layout.addWidget(icon)
        layout.addWidget(words, 1)
        layout.addWidget(close)
        self.setFixedWidth(WIDTH)
        layout.activate()
        self.setFixedHeight(max(layout.heightForWidth(WIDTH), 40))
