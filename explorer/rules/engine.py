"""Runs the rules. One that raises becomes a finding with its id, and the others go on."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from explorer.catalog import Catalog
from explorer.design import Change, Connection, Design, Node
from explorer.design.records import Record, Suppression
from explorer.flow import FlowResult, NodeFlow
from explorer.flow.undisturbed import undisturbed
from explorer.rules.model import SEVERITIES, Finding, Neighbours, Rule, View


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id. Raises ValueError where two files claim one id."""
    import explorer.rules.checks as package  # noqa: PLC0415 - a registry is read when first asked for

    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            if isinstance(value, Rule):
                if value.id in found:
                    raise ValueError(f"two rules have the id {value.id}")
                found[value.id] = value
    return dict(sorted(found.items()))


@undisturbed()
def check(
    design: Design, catalog: Catalog, flow: FlowResult, *, only: Iterable[Rule] | None = None
) -> list[Finding]:
    """Findings of all rules (or of those given), worst first; suppressed ones are left out."""
    view = View(design, catalog, flow)
    chosen = _in_order() if only is None else sorted(only, key=_rank)
    return _parted((finding for one in chosen for finding in _run(one, view)), design)[0]


class Answered(NamedTuple):
    """A finding that the user answers for, and the answer."""

    finding: Finding
    answer: Suppression


class Checks:
    """The findings of one design, kept up to date: after an edit only what it can have changed is looked at.

    ``answered`` are those that the last call of `findings` left out.
    """

    def __init__(self, design: Design, catalog: Catalog) -> None:
        self.answered: list[Answered] = []
        self._design = design
        self._catalog = catalog
        self._found: dict[str, list[Finding]] = {}
        self._flows: Mapping[str, NodeFlow] = {}
        self._touched: set[str] | None = None
        self._is_rewired = False
        self._neighbours = Neighbours(design)

    def update(self, change: Change) -> None:
        """Take note of a change of the design, already made."""
        for key in change.after:
            collection, _, record_id = key.partition("/")
            if collection in {"header", "groups"}:
                self._touched = None
            if self._touched is None:
                return
            before, after = change.before.get(key), change.after[key]
            self._is_rewired |= _wires(before) != _wires(after)
            if collection in {"nodes", "workloads"}:
                self._touched.add(record_id)
            for link in (before, after):
                if isinstance(link, Connection):
                    self._touched |= {link.source, link.target}

    @undisturbed()
    def findings(self, flow: FlowResult) -> list[Finding]:
        """What `check` finds in the design as it stands, with the flow as it is now."""
        stale = self._stale(flow)
        if stale is None:
            self._neighbours = Neighbours(self._design)
        else:
            self._neighbours.forget(stale, is_rewired=self._is_rewired)
        whole = self._view(flow)
        near = whole if stale is None else self._view(flow, self._around(stale))
        for one in rules().values():
            near_by = None if stale is None or one.is_wide else self._patched(one, near, stale)
            self._found[one.id] = _run(one, whole) if near_by is None else near_by
        self._flows, self._touched, self._is_rewired = flow.nodes, set(), False
        every = chain.from_iterable(self._found[one.id] for one in _in_order())
        unanswered, self.answered = _parted(every, self._design)
        return unanswered

    def _patched(self, one: Rule, near: View, stale: frozenset[str]) -> list[Finding] | None:
        """The rule's findings with those at the nodes found anew; None where one is at no node, as when it raises."""
        old, new = self._found[one.id], _run(one, near)
        if not all(finding.nodes for finding in (*old, *new)):
            return None
        kept = [finding for finding in old if stale.isdisjoint(finding.nodes)]
        found = [finding for finding in new if not stale.isdisjoint(finding.nodes)]
        return sorted(kept + found, key=_place) if found else kept

    def _view(self, flow: FlowResult, focus: frozenset[str] | None = None) -> View:
        return View(self._design, self._catalog, flow, focus, self._neighbours)

    def _stale(self, flow: FlowResult) -> frozenset[str] | None:
        """Nodes of which something may be told otherwise now; None for all."""
        if self._touched is None:
            return None
        old = self._flows
        touched = self._touched | {key for key, value in flow.nodes.items() if old.get(key) is not value}
        return frozenset(touched) | self._around(touched)

    def _around(self, nodes: Iterable[str]) -> frozenset[str]:
        """Those of the nodes that are in the design, and their neighbours."""
        here = {key for key in nodes if key in self._design.nodes}
        links = [link for key in here for link in self._design.touching(key)]
        return frozenset(here | {link.source for link in links} | {link.target for link in links})


def _wires(record: Record | None) -> tuple[str, ...]:
    """What `Neighbours` knows of it: when that is another, its lists are made anew."""
    if isinstance(record, Connection):
        return record.source, record.target, record.mechanism
    return (record.service,) if isinstance(record, Node) else ()


@cache
def _in_order() -> tuple[Rule, ...]:
    """All rules, the worst first."""
    return tuple(sorted(rules().values(), key=_rank))


def _rank(one: Rule) -> tuple[int, str]:
    return SEVERITIES.index(one.severity), one.id


def _place(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return finding.nodes, finding.connections


def _parted(found: Iterable[Finding], design: Design) -> tuple[list[Finding], list[Answered]]:
    """Those that stand, and those that the user has answered."""
    if not design.suppressions:
        return list(found), []
    unanswered: list[Finding] = []
    answered: list[Answered] = []
    for finding in found:
        answer = _answer(finding, design)
        if answer is None:
            unanswered.append(finding)
        else:
            answered.append(Answered(finding, answer))
    return unanswered, answered


def _run(one: Rule, view: View) -> list[Finding]:
    try:
        return sorted((_signed(finding, one) for finding in one.find(view)), key=_place)
    except Exception as error:  # noqa: BLE001 - a broken rule must not hide what the others find
        message = f"this rule could not be run ({type(error).__name__}: {error}); the others were"
        return [Finding(message, rule=one.id, severity="warning", source=one.source)]


def _signed(finding: Finding, one: Rule) -> Finding:
    basis = finding.rests_on
    source = finding.source or (basis.source if basis else "") or one.source
    places = (finding.nodes, finding.connections)
    return Finding(finding.message, *places, finding.fix, one.id, one.severity, source, basis)


def _answer(finding: Finding, design: Design) -> Suppression | None:
    """The user's answer to the finding: that for the place before that for the whole design."""
    answers = [answer for answer in design.suppressions.values() if answer.rule == finding.rule]
    places = {*finding.nodes, *finding.connections}
    here = next((answer for answer in answers if answer.at in places), None)
    return here or next((answer for answer in answers if not answer.at), None)
