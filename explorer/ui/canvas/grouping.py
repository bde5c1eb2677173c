"""Frames around what is selected, and notes."""

from explorer.app import Session
from explorer.design import edits
from explorer.drawing.geometry import Point, around
from explorer.drawing.routes import box_of as tile_box
from explorer.ui.canvas.snapping import GRID

_PAD = 24.0
_TITLE = 40.0


def group_selection(session: Session, kind: str, middle: Point) -> str:
    """A frame around the selected nodes, or an empty one at ``middle``; returns its key."""
    nodes = session.selection.ids("nodes")
    box = (middle[0] - 160, middle[1] - 100, 320.0, 200.0)
    if nodes:
        held = around([tile_box(session.design.nodes[node]) for node in nodes])
        box = (held.x - _PAD, held.y - _TITLE, held.width + 2 * _PAD, held.height + _TITLE + _PAD)
    snapped = tuple(round(value / GRID) * GRID for value in box)
    change = edits.add_group(session.design, nodes, kind=kind, box=snapped)
    session.do("Add frame", change)
    key = next(key for key in change.after if key.startswith("groups/"))
    session.selection.set({key})
    return key


def ungroup_selection(session: Session) -> None:
    """Remove the selected frames and leave their members where they are."""
    keys = {key for key in session.selection.keys if key.startswith("groups/")}
    session.do("Ungroup", edits.delete(session.design, keys))


def add_note(session: Session, middle: Point) -> str:
    """An empty note with its middle there; returns its key."""
    x, y = round((middle[0] - 100) / GRID) * GRID, round((middle[1] - 40) / GRID) * GRID
    change = edits.add_note(session.design, "", x=x, y=y)
    session.do("Add note", change)
    key = next(iter(change.after))
    session.selection.set({key})
    return key
