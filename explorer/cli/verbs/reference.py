"""``archex reference``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.catalog import load_catalog
from explorer.cli.output import write_text

if TYPE_CHECKING:
    from explorer.reference.folder import Differences

STALE = 1


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="docs/reference",
    show_default=True,
    help="Folder of the reference.",
)
@click.option(
    "--check", "is_check", is_flag=True, help="Write nothing; name what is out of date, and exit 1."
)
def command(folder: Path, is_check: bool) -> int:
    """Write a page for every service, and the terms, mechanisms and rules, with pictures.

    Only what has changed is written; pages of services that are gone are removed.
    """
    from explorer.reference import reference_files  # noqa: PLC0415 - the list of verbs imports this one too
    from explorer.reference.folder import bring_up_to_date, differences  # noqa: PLC0415

    files = reference_files(load_catalog())
    found = differences(folder, files) if is_check else bring_up_to_date(folder, files)
    write_text("".join(f"{line}\n" for line in _told(found)))
    if is_check and found:
        click.echo(f"archex: out of date; run 'archex reference -o {folder}'", err=True)
        return STALE
    if not is_check:
        click.echo(f"archex: {len(files):,} files in {folder}", err=True)
    return 0


def _told(found: "Differences") -> list[str]:
    return [
        *(f"changed\t{name}" for name in found.changed),
        *(f"new\t{name}" for name in found.missing),
        *(f"gone\t{name}" for name in found.superfluous),
    ]
