"""``archex catalog search``."""

import click

from explorer.catalog import load_catalog
from explorer.catalog.search import search
from explorer.cli.output import format_option, json_array, table_text, write_text


@click.command()
@click.argument("text", nargs=-1, required=True)
@format_option("table", "json")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
def command(text: tuple[str, ...], format_: str, limit: int) -> int:
    """Find entries by name, alias or initials; typing errors are forgiven."""
    found = search(load_catalog(), " ".join(text), limit=limit)
    if format_ == "json":
        write_text(
            json_array([{"id": h.id, "name": h.name, "score": h.score, "matched": h.matched} for h in found])
        )
    elif found:
        write_text(table_text(("id", "name", "matched"), [(hit.id, hit.name, hit.matched) for hit in found]))
    else:
        click.echo("archex: nothing found", err=True)
    return 0
