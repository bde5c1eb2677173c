"""``archex fix``: apply the fixes that findings offer."""

from collections.abc import Iterable
from typing import Any

import click

from explorer.app import Session
from explorer.app.mending import Attempt, mend
from explorer.app.preview import as_values
from explorer.catalog import load_catalog
from explorer.cli.edited import NOWHERE, target_of, target_options, write_design
from explorer.cli.inputs import STDIN, from_option, read_input
from explorer.cli.output import format_option, json_text, money, table_text
from explorer.errors import UsageError
from explorer.rules import Finding, rules

_BY_DEFAULT = ("E", "W")
_HEADER = ("rule", "at", "fix", "result", "findings", "USD a month")


@click.command()
@click.argument("file")
@click.argument("wanted", metavar="[RULE]...", nargs=-1)
@from_option
@target_options
@format_option("table", "json")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
def command(
    file: str,
    wanted: tuple[str, ...],
    from_: str,
    output: str,
    in_place: bool,
    dry_run: bool,
    format_: str,
    quiet: bool,
) -> int:
    """Apply the fixes that findings offer, and tell what each did to the findings and the cost.

    RULES are ids or how they begin. Without any, errors and warnings are mended; advice is taken only where it is
    named ('I' for all of it). A fix that would bring a new error is left out and told. The file that was read is
    written over only with --in-place.

    \b
    Examples:
      archex fix calls.archex.yaml --dry-run
      archex fix calls.archex.yaml W2105 -o better.archex.yaml
    """  # noqa: D301 - click reads the \b as a character
    target = target_of(file, output, in_place=in_place, dry_run=dry_run, from_=from_)
    begins = _begins(wanted)
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    attempts = mend(session, lambda finding: finding.rule.startswith(begins))
    write_design(session, target)
    text = _json(attempts) if format_ == "json" else _table(attempts)
    click.echo(text, nl=False, err=target == STDIN)
    if not quiet:
        click.echo(_summary(attempts, target), err=True)
    return 0


def _begins(wanted: Iterable[str]) -> tuple[str, ...]:
    found = tuple(word.strip().upper() for one in wanted for word in one.split(",") if word.strip())
    for begin in found:
        if not any(rule.startswith(begin) for rule in rules()):
            raise UsageError(f"there is no rule '{begin}'; 'archex rules list' names them")
    return found or _BY_DEFAULT


def _table(attempts: list[Attempt]) -> str:
    if not attempts:
        return "Nothing to fix.\n"
    return table_text(_HEADER, [_row(one) for one in attempts], right=(4, 5))


def _row(one: Attempt) -> tuple[str, ...]:
    seen, finding = one.preview, one.finding
    result = f"left out: {one.refused}" if one.refused else "applied"
    before, after = money(seen.before.total), money(seen.after.total)
    cost = before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}"
    at = ", ".join((*finding.nodes, *finding.connections)[:2])
    return finding.rule, at, _title(finding), result, f"-{len(seen.gone)} +{len(seen.come)}", cost


def _title(finding: Finding) -> str:
    return finding.fix.title if finding.fix else ""


def _json(attempts: list[Attempt]) -> str:
    return json_text({"fixes": [_record(one) for one in attempts]})


def _record(one: Attempt) -> dict[str, Any]:
    finding = one.finding
    return {
        **finding.as_values(),
        "fix": _title(finding),
        "applied": not one.refused,
        "left_out": one.refused,
        **as_values(one.preview),
    }


def _summary(attempts: list[Attempt], target: str) -> str:
    applied = [one for one in attempts if not one.refused]
    words = f"{len(applied)} fix{'' if len(applied) == 1 else 'es'} applied"
    if len(applied) < len(attempts):
        words += f", {len(attempts) - len(applied)} left out"
    if applied:
        before, after = applied[0].preview.before.total, applied[-1].preview.after.total
        words += f"; {money(before)} \N{RIGHTWARDS ARROW} {money(after)} USD a month"
    return f"{words}; nothing was written" if target == NOWHERE else words
