"""Workflow commands that GitHub shows as annotations.

GitHub keeps ten of each level per step and drops the others without a word, so the worst are chosen here and the
last line tells how many there are besides.
"""

from explorer.cli.output import plain
from explorer.cli.reports import Checked, Checkup, Report
from explorer.rules import Finding
from explorer.rules.model import SEVERITIES

MAX_PER_LEVEL = 10
_LEVEL = {"error": "error", "warning": "warning", "advice": "notice"}


def _text(checkup: Checkup) -> str:
    by_level = {
        severity: [pair for pair in checkup.found if pair[1].severity == severity] for severity in SEVERITIES
    }
    is_cut = any(len(found) > MAX_PER_LEVEL for found in by_level.values())
    room = dict.fromkeys(SEVERITIES, MAX_PER_LEVEL)
    room["advice"] -= is_cut  # the last line is a notice too
    shown = [pair for severity, found in by_level.items() for pair in found[: room[severity]]]
    lines = [_annotation(file, finding) for file, finding in shown]
    if is_cut:
        lines.append(_rest(len(checkup.found) - len(shown)))
    return "".join(lines)


def _annotation(file: Checked, finding: Finding) -> str:
    """A workflow command for GitHub; the text is escaped so that a design cannot give commands of its own."""
    line = file.line(finding)
    at = f"file={_property(file.uri)}" + (f",line={line}" if line else "")
    return f"::{_LEVEL[finding.severity]} {at},title={_property(finding.rule)}::{_escaped(finding.message)}\n"


def _rest(count: int) -> str:
    return f"::notice title=archex::… and {count} more; another format of 'archex check' lists all\n"


def _escaped(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


REPORT: Report = _text
