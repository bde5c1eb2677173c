"""The session's clipboard and the system's: what is copied here can be pasted in another window or a text file."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from explorer.app import Session

_START = "archex:"
"""How a design's text begins."""


class SharedClipboard(QObject):
    """Hands copies on to the system as plain text, and takes designs that were copied elsewhere."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shared = session.clipboard
        self._system = QGuiApplication.clipboard()
        self._system.dataChanged.connect(self._on_system_changed)

    def share(self) -> None:
        """Put what was copied last on the system's clipboard."""
        if self._session.clipboard != self._shared:
            self._shared = self._session.clipboard
            self._system.setText(self._shared)

    def release(self) -> None:
        """No longer listen, as when the window is gone."""
        self._system.dataChanged.disconnect(self._on_system_changed)

    def _on_system_changed(self) -> None:
        text = self._system.text()
        if text.startswith(_START) and text != self._shared:
            self._shared = self._session.clipboard = text
