"""A table for people."""

from explorer.cli.output import table_text
from explorer.cli.reports import Checkup, Report
from explorer.cli.reports.csv_ import header_and_rows


def _text(checkup: Checkup) -> str:
    header, rows = header_and_rows(checkup)
    return table_text(header[:-1], [row[:-1] for row in rows]) if rows else "No findings.\n"


REPORT: Report = _text
