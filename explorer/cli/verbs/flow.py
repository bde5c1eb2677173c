"""``archex flow``: what the load does at every node and on every connection."""

from collections.abc import Mapping

import click

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import Row, csv_text, format_option, json_text, output_option, table_text, write_text
from explorer.flow import Load, Spread
from explorer.flow.model import MEASURES

UNITS = {
    "items": "items_per_month",
    "gb": "gb_per_month",
    "seconds": "seconds_per_month",
    "characters": "characters_per_month",
    "pages": "pages_per_month",
    "stock_gb": "stored_gb",
    "peak_per_s": "peak_items_per_s",
}
HEADER = ("at", "what", "quantity", "unit", "low", "expected", "high")


@click.command()
@click.argument("file")
@from_option
@format_option("table", "json", "csv")
@output_option
def command(file: str, from_: str, format_: str, output: str) -> int:
    """Carry the workload through a design: quantities per node and connection, low, expected and high.

    What is not known stays empty.
    """
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    rows = _rows(session)
    if format_ == "json":
        text = json_text(_record(session))
    elif format_ == "csv":
        text = csv_text(HEADER, rows)
    else:
        shown = [(*row[:4], *(_shown(value) for value in row[4:])) for row in rows]
        text = table_text(HEADER, shown, right=(4, 5, 6))
    write_text(text, output)
    return 0


def _rows(session: Session) -> list[Row]:
    rows: list[Row] = []
    for node_id, node in session.flow.nodes.items():
        for quantity_id, spread in node.quantities.items():
            known = node.definitions[quantity_id]
            rows.append((node_id, "node", known.title, known.unit, *spread))
    for link_id, loads in session.flow.connections.items():
        for kind, load in loads.items():
            named = ((measure, getattr(load, measure)) for measure in MEASURES)
            rows += [(link_id, kind, UNITS[m], "", *spread) for m, spread in named if any(spread)]
    return rows


def _shown(value: object) -> str:
    return (
        f"{value:,.4g}"
        if isinstance(value, float) and value < 1000
        else f"{value:,.0f}"
        if isinstance(value, float)
        else ""
    )


def _record(session: Session) -> dict[str, object]:
    flow = session.flow
    return {
        "nodes": {
            node_id: {
                "inputs": _streams(node.inputs),
                "quantities": {
                    key: {"unit": node.definitions[key].unit, **_spread(spread)}
                    for key, spread in node.quantities.items()
                },
            }
            for node_id, node in flow.nodes.items()
        },
        "connections": {link_id: _streams(loads) for link_id, loads in flow.connections.items()},
        "diverging": flow.diverging,
    }


def _streams(loads: Mapping[str, Load]) -> dict[str, object]:
    return {kind: {UNITS[m]: _spread(getattr(load, m)) for m in MEASURES} for kind, load in loads.items()}


def _spread(spread: Spread) -> dict[str, float | None]:
    return spread._asdict()
