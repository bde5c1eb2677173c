"""``archex rules show``."""

import click

from explorer.cli.output import write_text
from explorer.errors import UsageError
from explorer.rules import rules


@click.command()
@click.argument("rule_id")
def command(rule_id: str) -> int:
    """Tell what a rule looks for, why, and where that is said."""
    found = rules().get(rule_id.upper())
    if found is None:
        raise UsageError(f"there is no rule '{rule_id}'; 'archex rules list' names them")
    pillars = f"Pillars:  {', '.join(found.pillars)}\n" if found.pillars else ""
    head = f"{found.id} ({found.severity}): {found.title}\n\n"
    write_text(f"{head}{found.why}\n\n{pillars}Source:   {found.source}\n")
    return 0
