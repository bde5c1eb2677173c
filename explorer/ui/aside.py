"""Slow work beside the window: in a thread, with the result handed over in the window's own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Aside(QObject):
    """One worker. Call it with the work and what is to be done with its result."""

    _came = Signal(object, object)

    def __init__(self, parent: QObject, guarded: Callable[[Callable[[], object]], None]) -> None:
        super().__init__(parent)
        self._guarded = guarded
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def __call__(self, work: Callable[[], Result], finish: Callable[[Result], None]) -> None:
        """Do the work aside; what it raises is raised again where it is finished, for the window to tell."""
        self._workers.submit(work).add_done_callback(lambda done: self._came.emit(done, finish))

    def stop(self) -> None:
        """Start no more work; what runs may end."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _on_came(self, done: "Future[Any]", finish: Callable[[Any], None]) -> None:
        if not done.cancelled():
            self._guarded(lambda: finish(done.result()))
