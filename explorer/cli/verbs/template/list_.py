"""``archex template list``."""

import click

from explorer.app.templates import templates
from explorer.cli.output import format_option, json_array, table_text, write_text


@click.command()
@format_option("table", "json")
def command(format_: str) -> int:
    """List the templates."""
    found = templates().values()
    if format_ == "json":
        rows = [{"id": t.id, "title": t.title, "nodes": t.nodes, "connections": t.connections} for t in found]
        write_text(json_array(rows))
    else:
        write_text(
            table_text(
                ("id", "title", "nodes", "arrows"),
                [(t.id, t.title, t.nodes, t.connections) for t in found],
                right=(2, 3),
            )
        )
    return 0
