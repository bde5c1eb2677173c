"""The canvas by keys alone: walk, nudge, connect, edit."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.app import Session
from explorer.design import edits
from explorer.ui.canvas.bubble import RefusalBubble, VerdictChip
from explorer.ui.canvas.camera import Camera
from explorer.ui.canvas.pointer import Pointer
from explorer.ui.canvas.snapping import GRID
from explorer.ui.canvas.walking import Direction, along, next_node

_ARROWS: dict[int, tuple[float, float, Direction]] = {
    Qt.Key.Key_Left: (-1, 0, "left"),
    Qt.Key.Key_Right: (1, 0, "right"),
    Qt.Key.Key_Up: (0, -1, "up"),
    Qt.Key.Key_Down: (0, 1, "down"),
}
_LARGE = 5


class Board(Protocol):
    """What keys act on: the view, to those who cannot know it."""

    session: Session
    camera: Camera
    pointer: Pointer
    chip: VerdictChip
    panning: bool

    @property
    def bubble(self) -> RefusalBubble | None:
        """The refusal that is open."""

    def dismiss_bubble(self) -> None:
        """Close it."""

    def show_camera(self) -> None:
        """Bring the view to where the camera looks."""

    def go_to(self, key: str) -> None:
        """Select a record and bring it into view."""

    def edit_label(self, key: str) -> None:
        """Let the record's text be edited."""

    def viewport(self) -> QWidget:
        """What is painted."""


class Keyboard:
    """Handles keys that are no actions of a menu."""

    def __init__(self, view: Board) -> None:
        self._view = view
        self._nudge_mark = -1
        self.shows_ring = False
        """Whether the focus is shown: only after it was moved by keys."""

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS:
            return self._arrow(_ARROWS[key], held, repeats=event.isAutoRepeat())
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return self._tab(back=key == Qt.Key.Key_Backtab)
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            return self._edit()
        return False

    def _arrow(
        self, arrow: tuple[float, float, Direction], held: Qt.KeyboardModifier, *, repeats: bool
    ) -> bool:
        dx, dy, direction = arrow
        view = self._view
        if held == Qt.KeyboardModifier.AltModifier:
            return self._walk(direction)
        if not view.session.selection.keys:
            view.camera.pan(-dx * 60, -dy * 60)
            view.show_camera()
            return True
        step = GRID * (_LARGE if held & Qt.KeyboardModifier.ShiftModifier else 1)
        history = view.session.history
        if not repeats:
            self._nudge_mark = history.mark()
        change = edits.move(view.session.design, view.session.selection.keys, dx=dx * step, dy=dy * step)
        view.session.do("Nudge", change)
        history.squash_to(min(self._nudge_mark, history.mark()), "Nudge")
        return True

    def _walk(self, direction: Direction) -> bool:
        chosen = self._view.session.selection.ids("nodes")
        design = self._view.session.design
        found = along(design, chosen[0], direction) if chosen else next_node(design, "")
        return self._choose(found)

    def _tab(self, *, back: bool) -> bool:
        chosen = self._view.session.selection.ids("nodes")
        return self._choose(next_node(self._view.session.design, chosen[0] if chosen else "", back=back))

    def _choose(self, node_id: str) -> bool:
        if node_id:
            self.shows_ring = True
            self._view.go_to(f"nodes/{node_id}")
        return True

    def _escape(self) -> bool:
        view = self._view
        if view.pointer.cancel():
            view.chip.hide()
        elif view.bubble is not None:
            view.dismiss_bubble()
        elif view.panning:
            view.panning = False
        else:
            view.session.selection.clear()
        view.viewport().update()
        return True

    def _edit(self) -> bool:
        keys = self._view.session.selection.keys
        if len(keys) == 1:
            self._view.edit_label(next(iter(keys)))
        return True
