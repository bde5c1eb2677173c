"""``archex check``: findings about designs."""

import click

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import (
    csv_text,
    format_option,
    json_text,
    markdown_table,
    output_option,
    plain,
    table_text,
    write_text,
)
from explorer.rules import Finding
from explorer.rules.model import SEVERITIES

LEVELS = (*SEVERITIES, "never")
HEADER = ("severity", "rule", "message", "at", "source")


@click.command()
@click.argument("files", nargs=-1, required=True)
@from_option
@format_option("table", "json", "csv", "markdown", "github")
@output_option
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Least severity for exit code 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
def command(files: tuple[str, ...], from_: str, format_: str, output: str, fail_on: str, quiet: bool) -> int:
    """Check designs against the rules: connections, load, limits, lifecycle, regions, security, cost.

    FILES are designs in any format that can be read; '-' is standard input.
    """
    catalog = load_catalog()
    found: list[tuple[str, Finding]] = []
    for name in files:
        session = Session(catalog)
        session.use(read_input(name, catalog, from_=from_).design)
        found += [(name, finding) for finding in session.findings]
    write_text(_text(found, format_, many=len(files) > 1), output)
    if not quiet:
        click.echo(_summary(found), err=True)
    return int(_fails([finding for _, finding in found], fail_on))


def _fails(findings: list[Finding], fail_on: str) -> bool:
    return any(
        LEVELS.index(finding.severity) <= LEVELS.index(fail_on) for finding in findings if fail_on != "never"
    )


def _summary(found: list[tuple[str, Finding]]) -> str:
    counts = [sum(finding.severity == severity for _, finding in found) for severity in SEVERITIES]
    words = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for count, severity in zip(counts, SEVERITIES, strict=True)
    ]
    return ", ".join(words).replace("advices", "pieces of advice").replace("1 advice", "1 piece of advice")


def _text(found: list[tuple[str, Finding]], format_: str, *, many: bool) -> str:
    if format_ == "json":
        return json_text({"findings": [_record(name, finding) for name, finding in found]})
    if format_ == "github":
        return "".join(_annotation(name, finding) for name, finding in found)
    header = ("file", *HEADER) if many else HEADER
    rows = [((name,) if many else ()) + _row(finding) for name, finding in found]
    if format_ == "csv":
        return csv_text(header, rows)
    if format_ == "markdown":
        return markdown_table(header, rows) if rows else "No findings.\n"
    shown = [row[:-1] for row in rows]
    return table_text(header[:-1], shown) if rows else "No findings.\n"


def _row(finding: Finding) -> tuple[str, ...]:
    at = ", ".join((*finding.nodes, *finding.connections))
    return finding.severity, finding.rule, finding.message, at, finding.source


def _record(name: str, finding: Finding) -> dict[str, object]:
    record: dict[str, object] = {
        "file": name,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "nodes": finding.nodes,
        "connections": finding.connections,
        "source": finding.source,
    }
    return record | ({"fix": finding.fix.title} if finding.fix else {})


_GITHUB = {"error": "error", "warning": "warning", "advice": "notice"}


def _annotation(name: str, finding: Finding) -> str:
    """A workflow command for GitHub; the text is escaped so that a design cannot give commands of its own."""
    level, title = _GITHUB[finding.severity], f"{finding.rule}"
    return f"::{level} file={_property(name)},title={_property(title)}::{_escaped(finding.message)}\n"


def _escaped(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
