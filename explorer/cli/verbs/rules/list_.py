"""``archex rules list``."""

import click

from explorer.cli.output import format_option, json_array, table_text, write_text
from explorer.rules import rules


@click.command()
@format_option("table", "json")
def command(format_: str) -> int:
    """List the rules."""
    found = rules().values()
    if format_ == "json":
        write_text(
            json_array(
                [{"id": r.id, "title": r.title, "severity": r.severity, "source": r.source} for r in found]
            )
        )
    else:
        write_text(table_text(("id", "severity", "title"), [(r.id, r.severity, r.title) for r in found]))
    return 0
