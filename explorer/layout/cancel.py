"""How a caller stops a layout that runs in another thread."""

from collections.abc import Callable

Cancelled = Callable[[], bool]


class LayoutCancelled(Exception):  # noqa: N818 - not an error: the caller asked for it
    """The caller's ``cancelled`` returned true, so there are no positions."""


def stop_if(cancelled: Cancelled | None) -> None:
    """Raise LayoutCancelled once the caller wants no more."""
    if cancelled is not None and cancelled():
        raise LayoutCancelled
