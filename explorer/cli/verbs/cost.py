"""``archex cost``: what a month of a design costs."""

from decimal import Decimal

import click

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import (
    csv_text,
    format_option,
    json_text,
    markdown_table,
    money,
    output_option,
    table_text,
    write_text,
)
from explorer.cost import CostItem, Estimate, estimate

PEOPLE = ("node", "for", "quantity", "unit", "unit price", "USD/month", "low", "high", "as of")
MACHINES = (
    *("node", "dimension", "quantity", "unit", "unit_price", "per", "usd", "low", "high", "region"),
    *("estimated_from", "as_of", "source", "confidence"),
)
RIGHT = (2, 4, 5, 6, 7)
SMALL = 0.01
FINE = Decimal("0.000001")


@click.command()
@click.argument("file")
@from_option
@format_option("table", "json", "csv", "markdown")
@output_option
@click.option(
    "--free-tier", is_flag=True, help="Take off the amounts that are free for every account, always."
)
def command(file: str, from_: str, format_: str, output: str, free_tier: bool) -> int:
    """Price a design: quantities from its workload, tier by tier, low, expected and high.

    What has no price, or no known quantity, is listed and never counted as zero; the total then says 'at least'.
    """
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    bill = estimate(session.design, catalog, session.flow, free_tier=free_tier)
    write_text(_text(session, bill, format_), output)
    return 0


def _text(session: Session, bill: Estimate, format_: str) -> str:
    if format_ == "json":
        return json_text(_record(bill))
    if format_ == "csv":
        return csv_text(MACHINES, [_machine_row(item) for item in bill.items])
    names = {
        key: node.label or session.catalog.name(node.service) for key, node in session.design.nodes.items()
    }
    rows = [_row(item, names) for item in bill.items]
    table = (
        markdown_table(PEOPLE, rows, right=RIGHT)
        if format_ == "markdown"
        else table_text(PEOPLE, rows, right=RIGHT)
    )
    heading = f"# {session.title}: cost a month in {bill.region}\n\n" if format_ == "markdown" else ""
    return heading + table + _closing(bill, names, bullet="- " if format_ == "markdown" else "  ")


def _row(item: CostItem, names: dict[str, str]) -> tuple[str, ...]:
    price = (
        f"{item.unit_price:.10f}".rstrip("0").rstrip(".")
        if item.unit_price >= FINE
        else f"{item.unit_price:.3g}"
    )
    per = f"{price} / {item.per:,}" if item.per != 1 else price
    mark = "~" if item.is_rough else ""
    mark += "*" if item.estimated_from else ""
    return (
        names[item.node],
        item.title,
        _number(item.quantity.expected),
        item.unit,
        per + mark,
        money(item.usd),
        money(item.low),
        money(item.high),
        item.as_of,
    )


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return (
        f"{value:,.0f}"
        if value >= 1000 or value == int(value)
        else f"{value:,.2f}"
        if value >= SMALL
        else f"{value:.2g}"
    )


def _closing(bill: Estimate, names: dict[str, str], *, bullet: str) -> str:
    least = "at least " if bill.is_at_least else ""
    total = f"Total: {least}{money(bill.total)} USD a month (low {money(bill.low)}, high {money(bill.high)})"
    lines = ["", f"{total}, {bill.region}, 730 hours, on demand, without free tier and tax."]
    if any(item.is_rough for item in bill.items):
        lines.append("~ a rough price: from memory or of low confidence.")
    if bill.estimated:
        where = sorted({item.estimated_from for item in bill.items if item.estimated_from})
        lines.append(f"* {money(bill.estimated)} USD of this rests on prices of {', '.join(where)}.")
    lines += [f"! {notice}" for notice in bill.notices]
    if bill.unpriced:
        lines += ["", f"Not in the total ({len(bill.unpriced)}):", ""]
        lines += [f"{bullet}{names[one.node]}, {one.title}: {one.reason}" for one in bill.unpriced]
    return "\n".join(lines) + "\n"


def _machine_row(item: CostItem) -> tuple[str | Decimal | float | None, ...]:
    return (
        *(item.node, item.dimension, item.quantity.expected, item.unit, item.unit_price, item.per),
        *(
            item.usd,
            item.low,
            item.high,
            item.region,
            item.estimated_from,
            item.as_of,
            item.source,
            item.confidence,
        ),
    )


def _record(bill: Estimate) -> dict[str, object]:
    return {
        "region": bill.region,
        "currency": "USD",
        "lines": [dict(zip(MACHINES, _machine_row(item), strict=True)) for item in bill.items],
        "total": bill.total,
        "low": bill.low,
        "high": bill.high,
        "at_least": bill.is_at_least,
        "notices": bill.notices,
        "unpriced": [
            {
                "node": one.node,
                "dimension": one.dimension,
                "title": one.title,
                "reason": one.reason,
                "kind": one.kind,
            }
            for one in bill.unpriced
        ],
    }
