"""JSON with a schema version; fields are only ever added."""

from itertools import zip_longest
from typing import TYPE_CHECKING

from explorer.cli.output import json_text
from explorer.cli.reports import Checked, Checkup, Report
from explorer.rules import Answered, Finding

if TYPE_CHECKING:
    from explorer.rules.explain import Explanation


def _text(checkup: Checkup) -> str:
    findings = [record for file in checkup.files for record in _records(file)]
    suppressed = [_answered(file.name, one) for file in checkup.files for one in file.answered]
    return json_text({"findings": findings, "suppressed": suppressed})


def _records(file: Checked) -> list[dict[str, object]]:
    pairs = zip_longest(file.findings, file.explanations)
    return [_record(file.name, finding) | _explained(explanation) for finding, explanation in pairs]


def _record(name: str, finding: Finding) -> dict[str, object]:
    record: dict[str, object] = {
        "file": name,
        **finding.as_values(),
        "source": finding.source,
    }
    return record | ({"fix": finding.fix.title} if finding.fix else {})


def _answered(name: str, one: Answered) -> dict[str, object]:
    answer = one.answer
    return _record(name, one.finding) | {
        "suppression": {"id": answer.id, "at": answer.at, "reason": answer.reason, "source": answer.source}
    }


def _explained(explanation: "Explanation | None") -> dict[str, object]:
    if explanation is None:
        return {}
    return {
        "explanation": {
            "title": explanation.title,
            "why": explanation.why,
            "numbers": explanation.numbers,
            "source_title": explanation.source.title,
            "source_url": explanation.source.url,
            "as_of": explanation.source.as_of,
            "changes": explanation.changes,
            "suppress_with": explanation.command,
            "page": explanation.page,
        }
    }


REPORT: Report = _text
