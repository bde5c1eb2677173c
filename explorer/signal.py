"""A plain Python signal, so that nothing below the window needs Qt to tell that something changed."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Signal(Generic[T]):
    """Calls its subscribers, in the order they came, each time something is emitted."""

    def __init__(self) -> None:
        self._slots: list[Callable[[T], object]] = []

    def connect(self, slot: Callable[[T], object]) -> Callable[[], None]:
        """Subscribe; the returned function ends the subscription."""
        self._slots.append(slot)

        def disconnect() -> None:
            if slot in self._slots:
                self._slots.remove(slot)

        return disconnect

    def emit(self, value: T) -> None:
        """Tell all subscribers. One that subscribes or leaves meanwhile counts from the next time."""
        for slot in tuple(self._slots):
            slot(value)
