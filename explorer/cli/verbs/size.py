"""``archex size``: what to set otherwise for the load, and which quotas to have raised."""

from decimal import Decimal

import click

from explorer.app import Session
from explorer.app.sizing import Sized, sizes
from explorer.catalog import load_catalog
from explorer.cli.edited import target_of, write_design
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import (
    Row,
    csv_text,
    format_option,
    json_text,
    markdown_table,
    money,
    output_option,
    table_text,
    write_text,
)
from explorer.rules.sizing import all_at_once
from explorer.rules.words import measure, number, times

PEOPLE = ("node", "setting", "now", "needed", "why", "USD/month more", "by request")
RIGHT = (2, 3, 5)
MACHINES = (
    *("node", "setting", "title", "unit", "now", "proposed", "needed", "needed_if_high", "why", "quota"),
    *("quota_value", "usd_before", "usd_after", "usd_more", "source", "as_of"),
)


@click.command()
@click.argument("file")
@from_option
@format_option("table", "json", "csv", "markdown")
@output_option
@click.option(
    "--growth", type=click.FloatRange(0, min_open=True), default=1.0, help="Times today's load.  [default: 1]"
)
@click.option(
    "--apply", "apply_", is_flag=True, help="Write the design with all of it set; the list goes to stderr."
)
def command(file: str, from_: str, format_: str, output: str, growth: float, apply_: bool) -> int:
    """Fit settings to the load: shards, instances, workers, capacity, with what each costs a month.

    A setting is named where the load needs more of it, or half of it would do. Quotas that the load comes near are
    named too: AWS raises them on request. What is not known asks for nothing.

    \b
    Examples:
      archex size calls.archex.yaml --growth 3
      archex size calls.archex.yaml --apply -o sized.archex.yaml
    """  # noqa: D301 - click reads the \b as a character
    target = target_of(file, output, in_place=False, dry_run=False) if apply_ else ""
    session = Session(load_catalog())
    session.use(read_input(file, session.catalog, from_=from_).design)
    found = sizes(session, growth=growth)
    text = _text(session, found, format_, growth)
    if not apply_:
        write_text(text, output)
        return 0
    session.do("Fit settings to the load", all_at_once(session.design, (one.proposal for one in found)))
    write_design(session, target)
    click.echo(text, nl=False, err=True)
    return 0


def _text(session: Session, found: list[Sized], format_: str, growth: float) -> str:
    if format_ == "json":
        return json_text({"growth": growth, "proposals": [_record(one) for one in found]})
    if format_ == "csv":
        return csv_text(MACHINES, [tuple(_record(one).values()) for one in found])
    names = {
        key: node.label or session.catalog.name(node.service) for key, node in session.design.nodes.items()
    }
    rows = [_row(one, names[one.proposal.node]) for one in found]
    load = "the load" if growth == 1.0 else f"{times(growth)} of today's load"
    if not rows:
        return f"Every setting fits {load}.\n"
    make = markdown_table if format_ == "markdown" else table_text
    return make(PEOPLE, rows, right=RIGHT) + f"\n{_sum(found, load)}\n"


def _row(one: Sized, name: str) -> Row:
    it = one.proposal
    return (
        name,
        it.title,
        "" if it.now is None else measure(it.now, it.unit),
        measure(it.needed, it.unit),
        it.why if it.is_enough else f"{it.why}; no more than {measure(it.proposed, it.unit)} can be set",
        _signed(one.usd_more) if it.change else "",
        f"quota of {number(it.quota.value or 0.0)}" if it.quota else "",
    )


def _signed(usd: Decimal | None) -> str:
    if usd is None:
        return "not known"
    return f"{'-' if usd < 0 else '+'}{money(abs(usd))}"


def _sum(found: list[Sized], load: str) -> str:
    """What all of it does to the bill; what is not known is told, not counted."""
    changes = [one.usd_more for one in found if one.proposal.change]
    if not changes:
        return f"For {load}; no setting has to change."
    total = sum((usd for usd in changes if usd is not None), Decimal(0))
    unknown = sum(usd is None for usd in changes)
    words = f"For {load}; it changes a month's bill by {_signed(total)} USD"
    return f"{words}, and by what is not known of {unknown}." if unknown else f"{words}."


def _record(one: Sized) -> dict[str, str | float | Decimal | None]:
    it = one.proposal
    return {
        "node": it.node,
        "setting": it.setting,
        "title": it.title,
        "unit": it.unit,
        "now": it.now,
        "proposed": it.proposed,
        "needed": it.needed,
        "needed_if_high": it.needed_if_high,
        "why": it.why,
        "quota": it.quota.id if it.quota else "",
        "quota_value": it.quota.value if it.quota else None,
        "usd_before": one.usd_before,
        "usd_after": one.usd_after,
        "usd_more": one.usd_more,
        "source": it.source,
        "as_of": it.as_of,
    }
