"""``archex flow``: what the load does at every node and on every connection."""

from collections.abc import Mapping

import click

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import Row, csv_text, format_option, json_text, output_option, table_text, write_text
from explorer.flow import Load, Spread
from explorer.flow.latency import Latencies, Path, latency_of
from explorer.flow.model import MEASURES
from explorer.rules.capacity import Headroom, headroom
from explorer.rules.quotas import shown
from explorer.rules.words import listed, span, times

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
LIMITS_HEADER = ("at", "first to break", "used", "allowed", "breaks at", "can be raised")
PATH_HEADER = ("slowest path", "holds at least", "at most", "reached after at least", "at most")
MAX_LIMITS = 5
"""Limits in the table for people; JSON has all."""


@click.command()
@click.argument("file")
@from_option
@format_option("table", "json", "csv")
@output_option
def command(file: str, from_: str, format_: str, output: str) -> int:
    """Carry the workload through a design: quantities per node and connection, low, expected and high.

    Then the limits that break first when the load grows, and the slowest path. What is not known stays empty.
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
        cells = [(*row[:4], *(_shown(value) for value in row[4:])) for row in rows]
        text = table_text(HEADER, cells, right=(4, 5, 6))
        text += _limits_text(_limits(session)) + _path_text(_latencies(session).slowest_path())
    write_text(text, output)
    return 0


def _limits(session: Session) -> list[Headroom]:
    return headroom(session.design, session.catalog, session.flow)


def _latencies(session: Session) -> Latencies:
    return latency_of(session.design, session.catalog, session.flow)


def _limits_text(limits: list[Headroom]) -> str:
    rows: list[Row] = [
        (
            one.node,
            one.limit.name,
            shown(one.used.expected or 0.0, one.limit.unit),
            shown(one.allowed, one.limit.unit),
            f"{times(one.multiple)} of today's load",
            "yes" if one.limit.adjustable else "no",
        )
        for one in limits
        if one.multiple is not None
    ]
    return table_text(LIMITS_HEADER, rows[:MAX_LIMITS], right=(2, 3, 4)) if rows else ""


def _path_text(path: Path | None) -> str:
    if path is None:
        return ""
    rows: list[Row] = [
        (step.node, *map(_span, step.hold), _span(step.after_low_s), _span(step.after_high_s))
        for step in path.steps
    ]
    low, high = map(_span, path.at_least)
    unknown = f", and what is not known of {listed(path.unknown)}" if path.unknown else ""
    table = table_text(PATH_HEADER, rows, right=(1, 2, 3, 4))
    return f"{table}\nThe slowest path takes {low} to {high}{unknown}.\n"


def _span(seconds: float | None) -> str:
    return "" if seconds is None else span(seconds)


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
        "latency": _latency_record(_latencies(session)),
        **_limits_record(_limits(session)),
    }


def _latency_record(latencies: Latencies) -> dict[str, object]:
    slowest, fastest = latencies.slowest_path(), latencies.fastest_path()
    return {
        "nodes": {key: hold._asdict() for key, hold in latencies.nodes.items()},
        "slowest_path": _path_record(slowest) if slowest else None,
        "fastest_path": _path_record(fastest) if fastest else None,
    }


def _path_record(path: Path) -> dict[str, object]:
    steps = [
        {
            "node": step.node,
            **step.hold._asdict(),
            "after_low_s": step.after_low_s,
            "after_high_s": step.after_high_s,
        }
        for step in path.steps
    ]
    return {
        **path.total._asdict(),
        "at_least": path.at_least._asdict(),
        "unknown": path.unknown,
        "steps": steps,
    }


def _limits_record(limits: list[Headroom]) -> dict[str, object]:
    """Limits that come nearer as the load grows, the first to break first; then the others, the fullest first."""
    return {
        "limits": [_limit_record(one) for one in limits if one.grows],
        "load_independent_limits": [_limit_record(one) for one in limits if not one.grows],
    }


def _limit_record(one: Headroom) -> dict[str, object]:
    return {
        "node": one.node,
        "limit": one.limit.id,
        "name": one.limit.name,
        "quantity": one.limit.quantity,
        "unit": one.limit.unit,
        "used": _spread(one.used),
        "allowed": one.allowed,
        "breaks_at_multiple": one.multiple,
        "adjustable": one.limit.adjustable,
        "source": one.limit.source,
        "as_of": one.limit.as_of,
    }


def _streams(loads: Mapping[str, Load]) -> dict[str, object]:
    return {kind: {UNITS[m]: _spread(getattr(load, m)) for m in MEASURES} for kind, load in loads.items()}


def _spread(spread: Spread) -> dict[str, float | None]:
    return spread._asdict()
