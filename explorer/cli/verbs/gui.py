"""``archex gui``: the window."""

import os
import sys
from pathlib import Path

import click

from explorer.errors import UsageError


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(files: tuple[Path, ...]) -> int:
    """Open the window, with these designs. It needs a display."""
    if not has_display():
        raise UsageError(
            "there is no display for the window; the other verbs work without one (archex --help)"
        )
    from explorer.ui.main import run  # noqa: PLC0415 - the toolkit is for this verb only

    return run(files)


def has_display() -> bool:
    """Whether a window could be shown."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in {"win32", "darwin"} or bool(wanted) or shown
