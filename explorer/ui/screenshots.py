"""Pictures of the real window without a display, for documentation and for looking at changes.

The caller chooses the platform (``QT_QPA_PLATFORM=offscreen``) and the scale (``QT_SCALE_FACTOR``) before Qt
starts; a picture has as many pixels per point as the screen has.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from explorer.catalog import load_catalog
from explorer.ui.main import log_messages, make_application, make_window
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow

WIDTH, HEIGHT = 1440, 900
_SETTLE_MS = 400


def take(
    design: Path, folder: Path, *, theme: Literal["light", "dark"] = "light", scale: float = 1.0
) -> list[Path]:
    """Open ``design`` and write pictures of its pages and panels to ``folder``; returns the files.

    ``scale`` is only a part of the file names. Raises InputError where the design cannot be read.
    """
    application = make_application()
    log_messages()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        settings = Settings(Path(kept) / "window.ini")
        window = make_window(application, load_catalog(), settings, theme=theme)
        try:
            window.resize(WIDTH, HEIGHT)
            window.show()
            return [
                _picture(window, folder / f"{name}-{theme}@{scale:g}x.png", prepare)
                for name, prepare in _scenes(window, design)
            ]
        finally:
            window.session.history.mark_saved()
            window.close()
            window.appearance.release()
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _scenes(window: MainWindow, design: Path) -> list[tuple[str, Callable[[], None]]]:
    def canvas() -> None:
        window.documents.open_path(design)
        window.docks.open("cost")

    return [
        ("welcome", lambda: window.show_page("welcome")),
        ("canvas", canvas),
        *((panel, partial(window.docks.open, panel)) for panel in ("flow", "limits", "latency")),
        ("problems", lambda: _select_first(window)),
        ("explore", lambda: window.show_page("explore")),
    ]


def _select_first(window: MainWindow) -> None:
    window.docks.open("problems")
    if window.session.design.nodes:
        window.session.selection.set({f"nodes/{next(iter(window.session.design.nodes))}"})
        window.canvas.zoom_to(0.8)


def _picture(window: MainWindow, file: Path, prepare: Callable[[], None]) -> Path:
    prepare()
    _settle()
    window.refresh_answers()
    _settle()
    window.grab().save(str(file))
    return file


def _settle() -> None:
    """Let timers, layouts and background work come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()
