"""``archex catalog lint``."""

from datetime import date
from pathlib import Path

import click
import msgspec

from explorer.catalog import load_catalog
from explorer.catalog.lint import lint
from explorer.cli.output import format_option, json_array, table_text, write_text


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@format_option("table", "json")
def command(folder: Path | None, format_: str) -> int:
    """Look the catalog through: sources, dates, units, names that lead nowhere, contradictions, what is missing."""
    catalog = load_catalog(folder, cache=False)
    faults = lint(catalog, today=date.today())  # noqa: DTZ011 - the reader's own day
    if format_ == "json":
        write_text(json_array([msgspec.to_builtins(fault) for fault in faults]))
    elif faults:
        write_text(
            table_text(("entry", "kind", "what"), [(one.entry, one.kind, one.message) for one in faults])
        )
    click.echo(f"{len(catalog.services)} entries, {len(faults)} faults", err=True)
    return int(bool(faults))
