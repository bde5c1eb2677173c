"""Actions of the Edit menu."""

from explorer.app.actions.action import Action
from explorer.app.session import Session


def _no_undo(session: Session) -> str:
    return "" if session.history.can_undo else "Nothing has been done yet"


def _no_redo(session: Session) -> str:
    return "" if session.history.can_redo else "Nothing has been undone"


def _nothing_chosen(session: Session) -> str:
    return "" if session.selection.keys else "Nothing is selected"


def _empty(session: Session) -> str:
    return "" if session.design.nodes else "The design is empty"


def _no_clipboard(session: Session) -> str:
    return "" if session.clipboard else "Nothing has been copied"


ACTIONS = (
    Action(
        id="edit.undo",
        title="Undo",
        help="Take the last step back",
        menu="Edit",
        icon="undo",
        shortcuts=("Ctrl+Z",),
        why_disabled=_no_undo,
        run=Session.undo,
    ),
    Action(
        id="edit.redo",
        title="Redo",
        help="Make the step last taken back again",
        menu="Edit",
        icon="redo",
        shortcuts=("Ctrl+Shift+Z", "Ctrl+Y"),
        why_disabled=_no_redo,
        run=Session.redo,
    ),
    Action(
        id="edit.cut",
        title="Cut",
        help="Copy the selection, then delete it",
        menu="Edit",
        icon="cut",
        shortcuts=("Ctrl+X",),
        why_disabled=_nothing_chosen,
        run=Session.cut,
        starts_section=True,
    ),
    Action(
        id="edit.copy",
        title="Copy",
        help="Copy the selection with the connections inside it",
        menu="Edit",
        icon="copy",
        shortcuts=("Ctrl+C",),
        why_disabled=_nothing_chosen,
        run=Session.copy,
    ),
    Action(
        id="edit.paste",
        title="Paste",
        help="Put in what was copied",
        menu="Edit",
        icon="paste",
        shortcuts=("Ctrl+V",),
        why_disabled=_no_clipboard,
        run=Session.paste,
    ),
    Action(
        id="edit.duplicate",
        title="Duplicate",
        help="Copies of the selection beside it",
        menu="Edit",
        icon="duplicate",
        shortcuts=("Ctrl+D",),
        why_disabled=_nothing_chosen,
        run=Session.duplicate,
    ),
    Action(
        id="edit.delete",
        title="Delete",
        help="Remove the selection and the connections of removed nodes",
        menu="Edit",
        icon="delete",
        shortcuts=("Del", "Backspace"),
        why_disabled=_nothing_chosen,
        run=Session.delete_selection,
    ),
    Action(
        id="edit.select-all",
        title="Select all",
        help="Select every node, frame and note",
        menu="Edit",
        shortcuts=("Ctrl+A",),
        why_disabled=_empty,
        run=Session.select_all,
        starts_section=True,
    ),
    Action(
        id="edit.arrange",
        title="Arrange",
        help="Lay out the selection, or everything, along the flow",
        menu="Edit",
        icon="layout",
        shortcuts=("Ctrl+Shift+L",),
        why_disabled=_empty,
        run=Session.arrange,
        starts_section=True,
    ),
)
