"""``archex flow``: what the load does at every node and on every connection."""

import click

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.cli.flow_record import flow_record
from explorer.cli.flow_tables import MACHINES, flow_tables, machine_rows
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import (
    csv_text,
    format_option,
    json_text,
    markdown_table,
    output_option,
    table_text,
    write_text,
)


@click.command()
@click.argument("file")
@from_option
@format_option("table", "json", "csv", "markdown")
@output_option
def command(file: str, from_: str, format_: str, output: str) -> int:
    """Carry the workload through a design: quantities per node and connection, low, expected and high.

    Then the hours of a usual week, what fails and is tried again, the limits that break first when the load grows,
    and the slowest path with what its services promise. What is not known stays empty.
    """
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    write_text(_text(session, format_), output)
    return 0


def _text(session: Session, format_: str) -> str:
    if format_ == "json":
        return json_text(flow_record(session))
    if format_ == "csv":
        return csv_text(MACHINES, machine_rows(session))
    if format_ == "markdown":
        return flow_tables(session, markdown_table, gap="\n")
    return flow_tables(session, table_text)
