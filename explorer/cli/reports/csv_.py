"""Comma-separated values; the other tables show the same rows."""

from explorer.cli.output import csv_text
from explorer.cli.reports import Checkup, Report
from explorer.rules import Finding

_HEADER = ("severity", "rule", "message", "at", "source")


def header_and_rows(checkup: Checkup) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """One row per finding, with the file where there is more than one."""
    if len(checkup.files) > 1:
        return ("file", *_HEADER), [(file.name, *_row(finding)) for file, finding in checkup.found]
    return _HEADER, [_row(finding) for _, finding in checkup.found]


def _row(finding: Finding) -> tuple[str, ...]:
    at = ", ".join((*finding.nodes, *finding.connections))
    return finding.severity, finding.rule, finding.message, at, finding.source


def _text(checkup: Checkup) -> str:
    return csv_text(*header_and_rows(checkup))


REPORT: Report = _text
