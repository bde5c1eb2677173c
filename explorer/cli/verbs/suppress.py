"""``archex suppress``: answer a finding, with a reason that is kept in the design."""

import click

from explorer.app import Session
from explorer.app.answering import answer, answer_at, take_back
from explorer.catalog import load_catalog
from explorer.cli.edited import target_of, target_options, write_design
from explorer.cli.inputs import from_option, read_input
from explorer.errors import UsageError


@click.command()
@click.argument("file")
@click.argument("rule")
@from_option
@click.option("--at", default="", metavar="ID", help="Node or connection.  [default: everywhere]")
@click.option("--reason", default="", help="Why it is all right here.")
@click.option("--source", default="", metavar="URL", help="Address of a page that says so.")
@click.option("--take-back", "takes_back", is_flag=True, help="Remove the answer instead.")
@target_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
def command(
    file: str,
    rule: str,
    from_: str,
    at: str,
    reason: str,
    source: str,
    takes_back: bool,
    output: str,
    in_place: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Answer a finding: the rule is silent there, for the reason given, and reports list it as suppressed.

    An answer for the same place is replaced. The file that was read is written over only with --in-place.

    \b
    Example:
      archex suppress calls.archex.yaml I1002 --at a-to-b --reason "ran it" --source https://… --in-place
    """  # noqa: D301 - click reads the \b as a character
    target = target_of(file, output, in_place=in_place, dry_run=dry_run, from_=from_)
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    before = len(session.findings)
    if takes_back:
        _take_back(session, rule.upper(), at)
    else:
        answer(session, rule.upper(), at=at, reason=reason, source=source)
    write_design(session, target)
    if not quiet:
        click.echo(_told(before - len(session.findings)), err=True)
    return 0


def _take_back(session: Session, rule: str, at: str) -> None:
    given = answer_at(session, rule, at)
    if given is None:
        where = f"at '{at}'" if at else "for the whole design"
        raise UsageError(f"{rule} is not suppressed {where}; 'archex check --format json' lists what is")
    take_back(session, given)


def _told(silenced: int) -> str:
    if not silenced:
        return "no finding is silenced by it today"
    count = abs(silenced)
    words = f"{count} finding" if count == 1 else f"{count} findings"
    return f"{words} suppressed" if silenced > 0 else f"{words} told again"
