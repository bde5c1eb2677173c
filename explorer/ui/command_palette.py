"""The command palette: every action by a few letters of its name, with its keys, or why it cannot be done."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from explorer.ui.actions import ActionBook, WindowAction
from explorer.ui.pick import Entry


def finder(book: ActionBook, recent: list[str]) -> Callable[[str], list[Entry]]:
    """A function from typed text to actions: what was used last comes first, what cannot be done last."""

    def find(text: str) -> list[Entry]:
        scored = [(score_of(text, action), action) for action in book if action.id != "help.palette"]
        fitting = [(score, action) for score, action in scored if score > 0]
        rows = [(bool(book.why_disabled(action.id)), score, action) for score, action in fitting]
        rows.sort(key=lambda row: (row[0], -row[1], _recency(row[2].id, recent)))
        return [_entry(book, action) for _, _, action in rows]

    return find


def score_of(text: str, action: WindowAction) -> int:
    """How well a text fits: 3 the title's start, 2 a word of it or of the help, 1 letters in order, 0 not."""
    wanted, title = text.casefold(), action.title.casefold()
    if title.startswith(wanted):
        return 3
    if wanted in title or any(word.startswith(wanted) for word in action.help.casefold().split()):
        return 2
    letters = iter(f"{action.menu} {title}".casefold())
    return int(all(char in letters for char in wanted if char != " "))


def _recency(action_id: str, recent: list[str]) -> int:
    return recent.index(action_id) if action_id in recent else len(recent)


def _entry(book: ActionBook, action: WindowAction) -> Entry:
    keys = (
        QKeySequence(action.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
        if action.shortcuts
        else ""
    )
    icon = book[action.id].icon()
    return Entry(
        title=action.title,
        detail=action.help,
        value=action.id,
        icon=icon,
        hint=keys,
        disabled=book.why_disabled(action.id),
    )
