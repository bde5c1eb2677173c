"""``archex check``: findings about designs."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

import click

from explorer.app import Session
from explorer.catalog import Catalog, load_catalog
from explorer.cli.config import LEVELS, NAME, CheckConfig, check_config
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import format_option, output_option, write_text
from explorer.cli.reports import Checked, Checkup, lines_in, report, report_names
from explorer.errors import InputError, UsageError
from explorer.rules import Finding, Rule, rules
from explorer.rules.model import SEVERITIES

_EXPLAINING = ("table", "json")


@click.command()
@click.argument("files", nargs=-1, required=True)
@from_option
@format_option(*report_names())
@output_option
@click.option("--select", multiple=True, metavar="RULE…", help="Only these rules: ids or how they begin.")
@click.option("--ignore", multiple=True, metavar="RULE…", help="All but these; stronger than --select.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="Least severity for exit code 1.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit code 0 in spite of findings.")
@click.option(
    "--explain", is_flag=True, help="Tell the reason, this design's numbers, the source and the fix of each."
)
@click.option(
    "--no-suppressed", is_flag=True, help="Leave what is suppressed out of json, junit and sarif too."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
def command(
    files: tuple[str, ...],
    from_: str,
    format_: str,
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    explain: bool,
    no_suppressed: bool,
    quiet: bool,
) -> int:
    """Check designs against the rules: connections, load, limits, lifecycle, regions, security, cost.

    FILES are designs in any format that can be read; '-' is standard input. RULES are parted by commas, or the
    option is repeated. What is not given as an option is taken from [check] in the nearest .archex.toml.
    """
    if explain and format_ not in _EXPLAINING:
        raise UsageError(f"--explain goes with the formats {' and '.join(_EXPLAINING)}")
    config = check_config(files[0])
    chosen = _chosen(_listed(select), _listed(ignore), config)
    catalog = load_catalog()
    checked = tuple(_checked(name, catalog, chosen, from_=from_, explain=explain) for name in files)
    if no_suppressed:
        checked = tuple(replace(one, answered=()) for one in checked)
    checkup = Checkup(checked, tuple(chosen.values()))
    findings = [finding for _, finding in checkup.found]
    write_text(report(format_)(checkup), output)
    if not quiet:
        answered = sum(len(file.answered) for file in checked)
        click.echo(_summary(findings, config, answered), err=True)
    return int(not exit_zero and _fails(findings, fail_on or config.fail_on or "error"))


def _listed(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...], config: CheckConfig) -> dict[str, Rule]:
    """The rules to run, by id: an option replaces what the project's file says under its name."""
    try:
        selected = _matching(config.select) if config.select is not None and not select else None
        ignored = _matching(config.ignore or ()) if not ignore else set()
    except UsageError as error:
        raise InputError(str(error), file=config.path or NAME) from error
    if select:
        selected = _matching(select)
    ignored |= _matching(ignore)
    wanted = set(rules()) if selected is None else selected
    return {id_: one for id_, one in rules().items() if id_ in wanted - ignored}


def _matching(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        begun = {id_ for id_ in rules() if name and id_.startswith(name.upper())}
        if not begun:
            near = get_close_matches(name.upper(), rules(), n=1, cutoff=0.0)[0]
            raise UsageError(f"there is no rule '{name}'; did you mean {near}?")
        found |= begun
    return found


def _checked(name: str, catalog: Catalog, chosen: dict[str, Rule], *, from_: str, explain: bool) -> Checked:
    session = Session(catalog)
    session.use(read_input(name, catalog, from_=from_).design)
    findings = tuple(finding for finding in session.findings if finding.rule in chosen)
    answered = tuple(one for one in session.answered if one.finding.rule in chosen)
    return Checked(
        name,
        findings,
        lines_in(name, from_=from_) if findings or answered else {},
        answered,
        tuple(session.explained(*findings)) if explain else (),
    )


def _fails(findings: list[Finding], fail_on: str) -> bool:
    return any(
        LEVELS.index(finding.severity) <= LEVELS.index(fail_on) for finding in findings if fail_on != "never"
    )


def _summary(findings: list[Finding], config: CheckConfig, answered: int) -> str:
    counts = [sum(finding.severity == severity for finding in findings) for severity in SEVERITIES]
    words = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for count, severity in zip(counts, SEVERITIES, strict=True)
    ]
    told = ", ".join(words).replace("advices", "pieces of advice").replace("1 advice", "1 piece of advice")
    told += f"; {answered} suppressed" if answered else ""
    return f"{told} (settings of {config.path})" if config.path else told
