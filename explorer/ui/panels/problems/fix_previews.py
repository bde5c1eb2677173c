"""When a fix is shown on the canvas: at once when it is asked for, soon when the pointer or the keys rest on it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from explorer.app import Session
from explorer.app.preview import Preview, previewing
from explorer.ui.canvas.preview import CanvasPreview
from explorer.ui.panels.problems.rows import Row

_REST_MS = 250
_FEW = 250
"""Nodes of a design for which a preview is worked out at once; for more it is done aside."""


class FixPreviews(QObject):
    """Works out what fixes would do, and drops what comes too late."""

    def __init__(
        self,
        parent: QObject,
        session: Session,
        shown: CanvasPreview,
        mend: Callable[[Row], None],
        fresh: Callable[[Row], Row | None],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = shown
        self._mend = mend
        self._fresh = fresh
        self._rested_on: Row | None = None
        self._asked = 0
        """Counts what was asked for."""
        self._is_glance = False
        """Whether the last that was asked for is a glance."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rested)

    def show(self, row: Row) -> None:
        """Show what the fix would do, until it is applied or cancelled."""
        self._ask(row, stays=True)

    def rest_on(self, row: Row | None) -> None:
        """The pointer or the keys have come to a row's fix; None: to something else."""
        self._rested_on = row if row is not None and row.fix else None
        if self._rested_on is not None:
            self._rest.start()
            return
        self._rest.stop()
        if self._is_glance:
            self._asked += 1
        self._shown.end_glance()

    def _on_rested(self) -> None:
        if self._rested_on is not None:
            self._ask(self._rested_on, stays=False)

    def _ask(self, row: Row, *, stays: bool) -> None:
        fresh = self._fresh(row)
        fix = fresh.finding.fix if fresh is not None and fresh.fix else None
        if fix is None:
            return
        self._asked += 1
        self._is_glance = not stays
        session, asked = self._session, self._asked
        work = previewing(session, fix.change)
        design, done = session.design, session.history.mark()

        def finish(found: Preview) -> None:
            is_same = session.design is design and session.history.mark() == done
            if asked == self._asked and is_same:
                self._shown.show(
                    fix.title,
                    found,
                    stays=stays,
                    near=row.finding.nodes,
                    apply=lambda: self._mend(row),
                )

        if len(design.nodes) <= _FEW:
            finish(work())
        else:
            session.aside(work, finish)
