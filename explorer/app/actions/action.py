"""What an action is."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.app.session import Session


def always(session: Session) -> str:
    """Never disabled."""
    del session
    return ""


@dataclass(frozen=True)
class Action:
    """Something a user can do. ``why_disabled`` gives a reason for people, or nothing where it can be done.

    ``shortcuts`` are in Qt's portable spelling. What needs a file or an answer first is a shell's own action.
    """

    id: str
    title: str
    help: str
    menu: str
    run: Callable[[Session], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    why_disabled: Callable[[Session], str] = always
    starts_section: bool = False
