"""A table for people; with explanations a paragraph for each finding instead."""

from explorer.cli.output import table_text
from explorer.cli.reports import Checked, Checkup, Report
from explorer.cli.reports.csv_ import header_and_rows


def _text(checkup: Checkup) -> str:
    header, rows = header_and_rows(checkup)
    if not rows:
        return "No findings.\n"
    told = [block for file in checkup.files for block in _explained(file)]
    return "\n".join(told) if told else table_text(header[:-1], [row[:-1] for row in rows])


def _explained(file: Checked) -> list[str]:
    if not file.explanations:
        return []
    from explorer.cli.explaining import explanation_text  # noqa: PLC0415 - only who asks why

    return [
        explanation_text(
            explanation,
            where=", ".join((*finding.nodes, *finding.connections)[:3]),
            severity=finding.severity,
        )
        for finding, explanation in zip(file.findings, file.explanations, strict=False)
    ]


REPORT: Report = _text
