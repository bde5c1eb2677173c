"""JSON with a schema version; fields are only ever added."""

from explorer.cli.output import json_text
from explorer.cli.reports import Checkup, Report
from explorer.rules import Finding


def _text(checkup: Checkup) -> str:
    return json_text({"findings": [_record(file.name, finding) for file, finding in checkup.found]})


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


REPORT: Report = _text
