"""``archex gui``: the window."""

import os
import sys
from pathlib import Path

import click

from explorer.errors import UsageError


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--screenshots",
    type=click.Path(path_type=Path, file_okay=False),
    help="Instead: take pictures of the window with the first design, in this folder. Needs no display.",
)
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), default="light", help="Colours of the pictures."
)
def command(files: tuple[Path, ...], screenshots: Path | None, theme: str) -> int:
    """Open the window, with these designs. It needs a display."""
    if screenshots is not None:
        return _take_pictures(files, screenshots, theme)
    if not has_display():
        raise UsageError(
            "there is no display for the window; the other verbs work without one (archex --help)"
        )
    from explorer.ui.main import run  # noqa: PLC0415 - the toolkit is for this verb only

    return run(files)


def _take_pictures(files: tuple[Path, ...], folder: Path, theme: str) -> int:
    if not files:
        raise click.UsageError("name the design to show in the pictures")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from explorer.ui.screenshots import take  # noqa: PLC0415 - the toolkit is for this verb only

    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    for picture in take(files[0], folder, theme=theme, scale=scale):  # type: ignore[arg-type]
        click.echo(str(picture), err=True)
    return 0


def has_display() -> bool:
    """Whether a window could be shown."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in {"win32", "darwin"} or bool(wanted) or shown
