"""A table in Markdown, for a comment or a summary."""

from explorer.cli.output import markdown_table
from explorer.cli.reports import Checkup, Report
from explorer.cli.reports.csv_ import header_and_rows


def _text(checkup: Checkup) -> str:
    header, rows = header_and_rows(checkup)
    return markdown_table(header, rows) if rows else "No findings.\n"


REPORT: Report = _text
