"""Where a verb that edits a design puts the result: a new file, the same file when asked for, or nowhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from explorer.app import Session
from explorer.app.session import written
from explorer.cli.inputs import STDIN
from explorer.cli.output import write_bytes
from explorer.errors import UsageError
from explorer.formats import codec_for

Command = TypeVar("Command", bound=Callable[..., Any])

NOWHERE = ""


def target_options(command: Command) -> Command:
    """``-o``, ``--in-place`` and ``--dry-run``."""
    options = (
        click.option("-o", "--output", default="", help="File to write, '-' for standard output."),
        click.option("--in-place", is_flag=True, help="Write over the file that was read."),
        click.option("--dry-run", is_flag=True, help="Only tell; write nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def target_of(file: str, output: str, *, in_place: bool, dry_run: bool, from_: str = "") -> str:
    """The file to write, ``-`` for standard output, or `NOWHERE`.

    Raises UsageError unless just one of the three was asked for, for the input's own name without ``--in-place``, and
    for a name that is not that of a design.
    """
    if [bool(output), in_place, dry_run].count(True) != 1:
        raise UsageError("say where the result goes: one of -o FILE, --in-place and --dry-run")
    if dry_run:
        return NOWHERE
    if in_place and file == STDIN:
        raise UsageError("standard input cannot be written in place; say -o FILE")
    target = file if in_place else output
    if not in_place and STDIN not in {target, file} and _is_same(file, target):
        raise UsageError(f"{target} is the file that is read; say --in-place to write over it")
    if target != STDIN and codec_for(target, format_id=from_ if in_place else "").id != "archex":
        raise UsageError(f"{target} is no design of ours; write *.archex.yaml, then 'archex convert' it")
    return target


def _is_same(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()


def write_design(session: Session, target: str) -> None:
    """The session's design to the target, whole or not at all."""
    if target == STDIN:
        write_bytes(written(session.design, session.catalog, STDIN, format_id="archex"), STDIN)
    elif target != NOWHERE:
        session.save(Path(target))
