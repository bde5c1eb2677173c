"""Undo and redo without limit: a list of labelled changes and a place in it."""

from dataclasses import dataclass

from explorer.design.change import Change
from explorer.design.design import Design
from explorer.signal import Signal


@dataclass(frozen=True)
class Step:
    """One undo step: what a person would call it, and the change."""

    label: str
    change: Change


class History:
    """The steps made to a design. Everything it does goes through `Design.apply`."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._saved_at: Step | None = None
        self.changed: Signal[None] = Signal()

    @property
    def done(self) -> tuple[Step, ...]:
        """Steps that stand, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """Steps that can be redone, the next one first."""
        return tuple(reversed(self._undone))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return bool(self._undone)

    @property
    def is_saved(self) -> bool:
        """Whether the design stands as it did at the last `mark_saved` (or at the start)."""
        return (self._done[-1] if self._done else None) is self._saved_at

    def mark_saved(self) -> None:
        """Remember that the present state is on disk."""
        self._saved_at = self._done[-1] if self._done else None
        self.changed.emit(None)

    def do(self, label: str, change: Change) -> None:
        """Apply a change and remember it; what was undone is forgotten. An empty change leaves no step."""
        if not change:
            return
        self._design.apply(change)
        self._done.append(Step(label, change))
        self._undone.clear()
        self.changed.emit(None)

    def undo(self) -> None:
        """Take the last step back; nothing happens where there is none."""
        if self._done:
            self._design.apply(self._done[-1].change.inverted())
            self._undone.append(self._done.pop())
            self.changed.emit(None)

    def redo(self) -> None:
        """Make the step last taken back again; nothing happens where there is none."""
        if self._undone:
            self._design.apply(self._undone[-1].change)
            self._done.append(self._undone.pop())
            self.changed.emit(None)

    def mark(self) -> int:
        """A place in the history, for `rewind_to` and `squash_to`."""
        return len(self._done)

    def rewind_to(self, mark: int) -> None:
        """Take back all steps since the mark, for good: they cannot be redone."""
        while len(self._done) > mark:
            self._design.apply(self._done[-1].change.inverted())
            self._done.pop()
        self.changed.emit(None)

    def squash_to(self, mark: int, label: str) -> None:
        """Make all steps since the mark one step; none at all if they cancel out."""
        steps = self._done[mark:]
        if not steps:
            return
        change = steps[0].change
        for step in steps[1:]:
            change = change.then(step.change)
        del self._done[mark:]
        if change:
            self._done.append(Step(label, change))
        self.changed.emit(None)
