"""Starting the window: toolkit, fonts, look, and what catches a mistake of ours."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyleFactory

from explorer import __version__
from explorer.app import Session
from explorer.catalog import Catalog, load_catalog
from explorer.data import data_folder
from explorer.ui.canvas import access
from explorer.ui.garbage import IdleCollector
from explorer.ui.settings import Settings
from explorer.ui.theme import Appearance, Choice
from explorer.ui.window import MainWindow

_log = logging.getLogger("archex")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_IDLE = {"This plugin does not support propagateSizeHints()"}
"""What the platform without a screen says of each window, and nobody can change."""
TILE_CACHE_KB = 160 * 1024


def run(paths: Sequence[Path] = (), *, catalog: Catalog | None = None) -> int:
    """Show the window, open the first of the files, and return the exit code when it is closed."""
    application = make_application()
    log_messages()
    settings = Settings()
    window = make_window(application, catalog or load_catalog(), settings)
    IdleCollector(window.session, window)
    hook = _Hook(window)
    sys.excepthook = hook
    if paths:
        window.guarded(lambda: window.documents.open_path(paths[0]))
    window.show()
    return application.exec()


def make_application(arguments: Sequence[str] = ("archex",)) -> QApplication:
    """The application with its name, style and fonts; the running one, if there is one."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(list(arguments))
    application.setApplicationName("archex")
    application.setApplicationDisplayName("Architecture Explorer")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("archex")
    application.setStyle(QStyleFactory.create("Fusion"))
    for file in sorted((data_folder("resources") / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont("Inter")
    font.setPixelSize(13)
    application.setFont(font)
    QPixmapCache.setCacheLimit(TILE_CACHE_KB)
    access.install()
    return application


def make_window(
    application: QApplication, catalog: Catalog, settings: Settings, *, theme: Choice | None = None
) -> MainWindow:
    """A window over a new session, not yet shown."""
    appearance = Appearance(application, theme or settings.theme)
    return MainWindow(Session(catalog), appearance, settings)


def log_messages() -> None:
    """Let what the toolkit says go to the log."""
    qInstallMessageHandler(_log_message)


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.DEBUG if message in _IDLE else _LEVELS.get(kind, logging.WARNING)
    _log.log(level, "Qt: %s (%s)", message, context.category)


class _Hook:
    """Tells of a mistake of ours once, logs it each time, and keeps the window alive to save from."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What `sys.excepthook` calls."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if not self._is_telling:
            self._is_telling = True
            try:
                text = (
                    f"Something went wrong here ({kind.__name__}: {error}). Your design is unharmed; save it."
                )
                self._window.notices.tell(text, "error")
            finally:
                self._is_telling = False
