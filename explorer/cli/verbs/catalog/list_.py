"""``archex catalog list``."""

import click

from explorer.catalog import load_catalog
from explorer.cli.output import format_option, json_array, table_text, write_text


@click.command()
@format_option("table", "json")
@click.option("--kind", default="", help="Only entries of this kind.")
@click.option("--draggable", is_flag=True, help="Only what can stand on a canvas.")
def command(format_: str, kind: str, draggable: bool) -> int:
    """List everything in the graph: services, and what is around them."""
    found = [
        entry
        for entry in load_catalog().services.values()
        if (not kind or entry.kind == kind) and (entry.draggable or not draggable)
    ]
    if format_ == "json":
        rows = [
            {
                "id": entry.id,
                "name": entry.name,
                "kind": entry.kind,
                "layer": entry.layer,
                "draggable": entry.draggable,
                "lifecycle": entry.lifecycle.status,
                "aliases": entry.aliases,
            }
            for entry in found
        ]
        write_text(json_array(rows))
    else:
        table = [
            (entry.id, entry.name, entry.kind, entry.category, entry.lifecycle.status) for entry in found
        ]
        write_text(table_text(("id", "name", "kind", "category", "lifecycle"), table))
    return 0
