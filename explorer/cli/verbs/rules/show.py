"""``archex rules show``."""

from textwrap import indent

import click

from explorer.catalog.model import split_source
from explorer.cli.output import format_option, json_text, write_text
from explorer.errors import UsageError
from explorer.rules import Rule, rules

_IN = "  "


@click.command()
@click.argument("rule_id")
@format_option("text", "json")
def command(rule_id: str, format_: str) -> int:
    """Tell what a rule looks for, why, where that is said, how to suppress it, and two examples."""
    found = rules().get(rule_id.upper())
    if found is None:
        raise UsageError(f"there is no rule '{rule_id}'; 'archex rules list' names them")
    write_text(json_text(_record(found)) if format_ == "json" else _text(found))
    return 0


def _text(one: Rule) -> str:
    title, url = split_source(one.source)
    pillars = f"Pillars:   {', '.join(one.pillars)}\n" if one.pillars else ""
    return (
        f"{one.id} ({one.severity}): {one.title}\n\n{one.why}\n\n{pillars}"
        f"Source:    {title} {url}\n"
        f"Page:      {_page(one)} of 'archex reference'\n"
        f'Suppress:  archex suppress FILE {one.id} --at ID --reason "…" --in-place\n'
        f"\nFinds something here:\n{indent(one.fails, _IN)}\n"
        f"\nFinds nothing here:\n{indent(one.passes, _IN)}\n"
    )


def _record(one: Rule) -> dict[str, object]:
    title, url = split_source(one.source)
    return {
        "id": one.id,
        "severity": one.severity,
        "title": one.title,
        "why": one.why,
        "pillars": one.pillars,
        "source_title": title,
        "source_url": url,
        "page": _page(one),
        "fails": one.fails,
        "passes": one.passes,
    }


def _page(one: Rule) -> str:
    return f"rules.md#{one.id.lower()}"
