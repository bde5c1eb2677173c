"""How notes look: a paper with a folded corner and as much of the text as fits."""

from collections.abc import Iterator

from explorer.design import Note
from explorer.drawing.geometry import Box
from explorer.drawing.shapes import Path, Segment, Shape, Text, mixed
from explorer.drawing.text import ELLIPSIS, elided, showable, wrapped
from explorer.drawing.theme import Theme
from explorer.drawing.tile import State

_PAD = 12.0
_SIZE = 12.0
_LEADING = 17.0
_FOLD = 14.0
_CORNER = 4.0
_DIMMED = 0.68


def note_box(note: Note) -> Box:
    """The note's paper."""
    return Box(note.x, note.y, note.width, note.height)


def note_shapes(note: Note, theme: Theme, *, state: State = "plain") -> tuple[Shape, ...]:
    """The note, relative to its top left corner."""
    colors = dict(theme.colors)
    if state == "dimmed":
        colors = {role: mixed(color, theme.colors["canvas"], _DIMMED) for role, color in colors.items()}
    stroke = colors["accent"] if state == "selected" else colors["note_border"]
    line_width = 2.0 if state == "selected" else 1.0
    paper = Path(
        segments=_outline(note.width, note.height), fill=colors["note"], stroke=stroke, line_width=line_width
    )
    fold = Path(segments=_fold(note.width), fill=mixed(colors["note"], stroke, 0.35), stroke=stroke)
    return (paper, fold, *_text(note, colors["text"]))


def _text(note: Note, color: str) -> Iterator[Text]:
    room = note.width - _PAD - _FOLD - 2
    count = max(1, int((note.height - 2 * _PAD + _LEADING - _SIZE) // _LEADING))
    lines = [
        line
        for paragraph in note.text.strip("\n").splitlines()
        for line in wrapped(showable(paragraph), room, _SIZE, 400, count) or ("",)
    ]
    if len(lines) > count:
        lines = [*lines[: count - 1], elided(lines[count - 1] + ELLIPSIS, room, _SIZE)]
    for at, line in enumerate(lines):
        if line:
            y = _PAD + _SIZE * 0.82 + at * _LEADING
            yield Text(x=_PAD, y=y, text=line, size=_SIZE, color=color)


def _outline(wide: float, high: float) -> tuple[Segment, ...]:
    r, k, fold = _CORNER, _CORNER * 0.45, min(_FOLD, wide / 2, high / 2)
    return (
        ("M", 0, r),
        ("C", 0, k, k, 0, r, 0),
        ("L", wide - fold, 0),
        ("L", wide, fold),
        ("L", wide, high - r),
        ("C", wide, high - k, wide - k, high, wide - r, high),
        ("L", r, high),
        ("C", k, high, 0, high - k, 0, high - r),
        ("Z",),
    )


def _fold(wide: float) -> tuple[Segment, ...]:
    return (("M", wide - _FOLD, 0), ("L", wide - _FOLD, _FOLD), ("L", wide, _FOLD), ("Z",))
