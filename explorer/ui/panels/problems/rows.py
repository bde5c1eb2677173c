"""What the list shows: findings as rows, chosen by words and severity, sorted, and put in groups. No Qt here."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from explorer.app import Session
from explorer.design.records import Suppression
from explorer.rules import Finding, rules
from explorer.rules.model import SEVERITIES

WORDS = {"error": "Error", "warning": "Warning", "advice": "Advice"}
PLURALS = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
GROUPINGS = {
    "none": "No groups",
    "severity": "By severity",
    "rule": "By rule",
    "node": "By node",
    "pillar": "By pillar",
}
"""How rows can be put in groups, with the words for people."""

SEVERITY, WHAT, WHERE, RULE, FIX = range(5)
"""The columns."""

EVERYWHERE = "The whole design"
_NO_PILLAR = "No pillar"


class Row(NamedTuple):
    """A finding, where it is in words, and the user's answer to it, if there is one."""

    finding: Finding
    where: str
    node: str
    """The name of the first node; empty where there is none."""
    answer: Suppression | None = None

    @property
    def fix(self) -> str:
        """The words of the fix; empty where there is none to offer."""
        return self.finding.fix.title if self.finding.fix and self.answer is None else ""

    @property
    def identity(self) -> tuple[object, ...]:
        """The same for the same finding after an edit, whatever numbers it tells then."""
        return self.finding.rule, self.finding.nodes, self.finding.connections, self.answer is not None


class Group(NamedTuple):
    """Rows under a head. ``severity`` is given where the head is one."""

    title: str
    rows: tuple[Row, ...]
    severity: str = ""


class Choice(NamedTuple):
    """What is shown of all rows, in which order. ``column`` below 0 keeps the order of the checks: worst first."""

    text: str = ""
    severities: Collection[str] = SEVERITIES
    grouping: str = "none"
    column: int = -1
    is_descending: bool = False


def rows_of(session: Session, *, with_answered: bool) -> list[Row]:
    """The findings of the design as it stands, worst first; with those that are answered after them."""
    names = _Names(session)
    found = [names.row(finding) for finding in session.findings]
    if with_answered:
        found += [names.row(one.finding, one.answer) for one in session.answered]
    return found


def chosen(rows: Iterable[Row], choice: Choice) -> list[Group]:
    """The rows that are wanted, in groups; without grouping one group without a title."""
    words = choice.text.casefold().split()
    left = [row for row in rows if row.finding.severity in choice.severities and _has(row, words)]
    if choice.column >= 0:
        left.sort(key=_SORTS[choice.column], reverse=choice.is_descending)
    if choice.grouping == "none":
        return [Group("", tuple(left))]
    return _grouped(left, choice.grouping)


class _Names:
    """Nodes by the names that people see, each worked out once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, str] = {}

    def row(self, finding: Finding, answer: Suppression | None = None) -> Row:
        names = [name for node in finding.nodes[:2] if (name := self._name(node))]
        more = len(finding.nodes) - 2
        where = ", ".join(names) + (f" and {more} more" if more > 0 else "")
        return Row(finding, where, names[0] if names else "", answer)

    def _name(self, node_id: str) -> str:
        if node_id not in self._known:
            node = self._session.design.nodes.get(node_id)
            name = (node.label or self._session.catalog.name(node.service)) if node else ""
            self._known[node_id] = name
        return self._known[node_id]


def _has(row: Row, words: list[str]) -> bool:
    if not words:
        return True
    finding = row.finding
    said = f"{finding.message} {row.where} {finding.rule} {row.fix} {WORDS[finding.severity]}".casefold()
    return all(word in said for word in words)


_SORTS: dict[int, Callable[[Row], Any]] = {
    SEVERITY: lambda row: SEVERITIES.index(row.finding.severity),
    WHAT: lambda row: row.finding.message.casefold(),
    WHERE: lambda row: row.where.casefold(),
    RULE: lambda row: row.finding.rule,
    FIX: lambda row: (not row.fix, row.fix.casefold()),
}


def _grouped(rows: list[Row], grouping: str) -> list[Group]:
    """Groups in the order of their worst finding."""
    by_title: dict[str, list[Row]] = {}
    for row in rows:
        by_title.setdefault(_TITLES[grouping](row), []).append(row)
    groups = [
        Group(title, tuple(members), members[0].finding.severity if grouping == "severity" else "")
        for title, members in by_title.items()
    ]
    return sorted(groups, key=lambda group: min(SEVERITIES.index(row.finding.severity) for row in group.rows))


def _rule_title(row: Row) -> str:
    known = rules().get(row.finding.rule)
    return f"{row.finding.rule}  {known.title}" if known else row.finding.rule


def _pillar(row: Row) -> str:
    known = rules().get(row.finding.rule)
    return known.pillars[0].capitalize() if known and known.pillars else _NO_PILLAR


_TITLES: dict[str, Callable[[Row], str]] = {
    "severity": lambda row: PLURALS[row.finding.severity],
    "rule": _rule_title,
    "node": lambda row: row.node or EVERYWHERE,
    "pillar": _pillar,
}
