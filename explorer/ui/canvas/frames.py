"""Frames and notes on the canvas: as they are drawn everywhere, with a grip to resize while under the pointer."""

from explorer.design import Design, Group, Note
from explorer.drawing.groups import group_shapes
from explorer.drawing.notes import note_shapes
from explorer.drawing.shapes import Path, Shape
from explorer.drawing.theme import Theme
from explorer.drawing.tile import State


def frame_shapes(record: Group | Note, design: Design, theme: Theme, state: State) -> tuple[Shape, ...]:
    """The display list of a frame or a note, relative to its corner."""
    if isinstance(record, Note):
        shapes = note_shapes(record, theme, state=state)
    else:
        shapes = group_shapes(record, design, theme, state=state)
    return (*shapes, *_grip(record, theme)) if state in {"selected", "hover"} else shapes


def _grip(record: Group | Note, theme: Theme) -> tuple[Shape, ...]:
    """Two short lines in the corner that can be dragged."""
    x, y = record.width - 4, record.height - 4
    return tuple(
        Path(segments=(("M", x - by, y), ("L", x, y - by)), stroke=theme.colors["muted"], line_width=1.4)
        for by in (5.0, 10.0)
    )
