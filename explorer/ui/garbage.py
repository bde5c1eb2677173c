"""Garbage is collected while the hands rest: going through all that a large design holds takes several frames."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from explorer.app import Session

_NEVER = 1_000_000_000
_REST_MS = 4000


class IdleCollector(QObject):
    """Collects some seconds after the last change of the session, and never in a gesture.

    What there is at the start, such as the catalog, stays until the end and is not looked at again.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        session.changed.connect(lambda _change: self._rest.start())
        session.document_replaced.connect(lambda _none: self._rest.start())

    def _on_rest(self) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            gc.collect()
        else:
            self._rest.start()
