"""Answers that take a while on a large design are worked out beside the window; the last one asked for counts."""

from collections.abc import Callable
from typing import TypeVar

from explorer.app import Session
from explorer.design import Design
from explorer.flow import FlowResult

LARGE = 400
"""Nodes of a design up to which an answer is there at once."""
Answer = TypeVar("Answer")


class Later:
    """What one panel asks of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: object = None

    def ask(self, work: Callable[[Design, FlowResult], Answer], finish: Callable[[Answer], None]) -> None:
        """Finish with what the work makes of the design and its flow as they are now.

        The work must not touch the session: on a large design it gets a copy, in another thread. A later question
        takes the place of one that is still open, and an answer about a design that has changed since is dropped.
        """
        asked = self._last = object()
        design, flow = self._session.design, self._session.flow
        if len(design.nodes) <= LARGE:
            finish(work(design, flow))
            return
        copy, mark = design.copy(), self._session.history.mark()

        def begin() -> tuple[Answer, ...]:
            return (work(copy, flow),) if asked is self._last else ()

        def end(found: tuple[Answer, ...]) -> None:
            is_same = self._session.design is design and self._session.history.mark() == mark
            if found and asked is self._last and is_same:
                finish(found[0])

        self._session.aside(begin, end)
