"""JUnit's XML: a suite per file, a case per rule that ran. It holds no times, so equal runs give equal bytes.

A rule of which all findings are suppressed is a skipped case, with the reasons.
"""

from explorer.cli.reports import Checked, Checkup, Report
from explorer.formats.xml_writer import xml_attribute, xml_text
from explorer.rules import Answered, Finding, Rule
from explorer.rules.words import listed


def _text(checkup: Checkup) -> str:
    suites = "".join(_suite(file, checkup.rules) for file in checkup.files)
    failures = sum(_failing(file) for file in checkup.files)
    tests = len(checkup.files) * len(checkup.rules)
    root = f'<testsuites name="archex" tests="{tests}" failures="{failures}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n{suites}</testsuites>\n'


def _failing(file: Checked) -> int:
    return len({finding.rule for finding in file.findings})


def _suite(file: Checked, rules: tuple[Rule, ...]) -> str:
    by_rule: dict[str, list[Finding]] = {}
    for finding in file.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    answered: dict[str, list[Answered]] = {}
    for one in file.answered:
        if one.finding.rule not in by_rule:
            answered.setdefault(one.finding.rule, []).append(one)
    counts = f'tests="{len(rules)}" failures="{len(by_rule)}" errors="0" skipped="{len(answered)}"'
    cases = "".join(_case(file, one, by_rule.get(one.id, []), answered.get(one.id, [])) for one in rules)
    return f"  <testsuite name={_attribute(file.uri)} {counts}>\n{cases}  </testsuite>\n"


def _case(file: Checked, one: Rule, findings: list[Finding], answered: list[Answered]) -> str:
    title = _attribute(f"{one.id} {one.title}")
    head = f"    <testcase classname={_attribute(file.uri)} name={title}"
    if not findings and answered:
        reasons = dict.fromkeys(pair.answer.reason or "no reason given" for pair in answered)
        skipped = f"<skipped message={_attribute(f'Suppressed: {listed(reasons)}')}/>"
        return f"{head}>\n      {skipped}\n    </testcase>\n"
    if not findings:
        return f"{head}/>\n"
    return f"{head}>\n{_failure(file, findings)}    </testcase>\n"


def _failure(file: Checked, findings: list[Finding]) -> str:
    """One for all findings of the rule: many readers take only the first."""
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    message = _attribute(findings[0].message + more)
    said = "\n".join(_said(file, finding) for finding in findings)
    return f'      <failure type="{findings[0].severity}" message={message}>{said}</failure>\n'


def _said(file: Checked, finding: Finding) -> str:
    line = file.line(finding)
    at = f"{file.uri}:{line}" if line else file.uri
    return xml_text(f"{at}: {finding.message} Source: {finding.source}")


def _attribute(text: str) -> str:
    return xml_attribute(" ".join(text.split()))


REPORT: Report = _text
