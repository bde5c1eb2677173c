"""How often items are tried: what fails at the end of an arrow comes again, by the rule of the arrow's mechanism.

Each attempt fails with the same chance, whatever became of the one before. The node at the end works for every
attempt; what it sends on is for the items that succeeded.
"""

from collections.abc import Mapping
from math import inf, isnan
from typing import Any, NamedTuple

from explorer.catalog import Catalog
from explorer.catalog.model import Retry
from explorer.design import Connection, Design
from explorer.flow.model import FlowResult, Load, Spread, spread
from explorer.flow.plan import LinkPlans, plan_of
from explorer.flow.streams import at
from explorer.formula import UNKNOWN, formula


class Tries(NamedTuple):
    """What becomes of an item along an arrow: how often it is tried, and the part that fails in the end."""

    attempts: float
    failed: float


ONCE = Tries(1.0, 0.0)
HAS_ARROW = "source.has_failure_arrow"
"""What a rule's formula can ask beside settings: whether an arrow for failures leaves the source."""

_EITHER = frozenset({"source", "target"})


class Retried(NamedTuple):
    """Along a connection with failures: attempts an item, attempts beyond the first, and items that fail in the end.

    The last two are a month's. Without a ``rule``, and without attempts stated, nothing is known.
    """

    rule: Retry | None
    attempts: Spread
    extra: Spread
    failed: Spread


def rule_of(link: Connection, design: Design, catalog: Catalog) -> Retry | None:
    """The catalog's rule for the arrow: the first that fits."""
    source, target = design.nodes[link.source].service, design.nodes[link.target].service
    return next((rule for rule in catalog.retries if _fits(rule, source, target, link.mechanism)), None)


def tries_of(link: Connection, design: Design, catalog: Catalog, scenario: int) -> Tries:
    """What becomes of an item, in one of the three scenarios."""
    fails = at(link.fails, scenario)
    if fails <= 0:
        return ONCE
    limit = _attempts(link, design, catalog, scenario)
    if isnan(limit) or (fails >= 1 and limit == inf):
        return Tries(UNKNOWN, UNKNOWN)
    if fails >= 1:
        return Tries(limit, 1.0)
    failed = fails**limit
    return Tries((1 - failed) / (1 - fails), failed)


def ends_left_with(link: Connection, design: Design, catalog: Catalog) -> frozenset[str]:
    """Of the two ends, ``source`` and ``target``, those whose arrows for failures take what fails in the end.

    Without a rule it may be either.
    """
    rule = rule_of(link, design, catalog)
    return _EITHER if rule is None else frozenset({rule.left_to})


def takes_failures(link: Connection, design: Design, catalog: Catalog) -> bool:
    """Whether the arrow is for what fails in the end, as one to a dead-letter queue is."""
    source, target = design.nodes[link.source].service, design.nodes[link.target].service
    return LinkPlans(catalog).between(source, target, link.mechanism).takes_failures(link)


def retries_of(design: Design, catalog: Catalog, flow: FlowResult) -> Mapping[str, Retried]:
    """What comes again, and what fails in the end, by the id of the connection; only those with failures."""
    return {
        link.id: _retried(link, design, catalog, flow.connections.get(link.id, {}))
        for link in design.connections.values()
        if link.fails != 0.0
    }


def _retried(link: Connection, design: Design, catalog: Catalog, loads: Mapping[str, Load]) -> Retried:
    rows: list[tuple[float, float, float]] = []
    for scenario in range(3):
        tries = tries_of(link, design, catalog, scenario)
        items = [load.items[scenario] for load in loads.values()]
        tried = sum(UNKNOWN if one is None else one for one in items) if items else UNKNOWN
        first = tried / tries.attempts
        rows.append((tries.attempts, tried - first, first * tries.failed))
    attempts, extra, failed = (spread(*column) for column in zip(*rows, strict=True))
    return Retried(rule_of(link, design, catalog), attempts, extra, failed)


def _fits(rule: Retry, source: str, target: str, mechanism: str) -> bool:
    return (
        mechanism in rule.mechanisms
        and (not rule.sources or source in rule.sources)
        and (not rule.targets or target in rule.targets)
    )


def _attempts(link: Connection, design: Design, catalog: Catalog, scenario: int) -> float:
    if link.attempts is not None:
        return max(1.0, at(link.attempts, scenario))
    return attempts_by_rule(link, design, catalog, scenario)


def attempts_by_rule(link: Connection, design: Design, catalog: Catalog, scenario: int = 1) -> float:
    """How often an item is tried at most, whatever the arrow states; infinite until it succeeds."""
    rule = rule_of(link, design, catalog)
    if rule is None:
        return UNKNOWN
    if not rule.attempts:
        return inf
    ends = {"source": link.source, "target": link.target}
    values = {
        f"{end}.{name}": value
        for end, node_id in ends.items()
        for name, value in _settings(node_id, design, catalog, scenario).items()
    }
    compiled = formula(rule.attempts)
    if HAS_ARROW in compiled.names:
        leaving = design.leaving(link.source)
        values[HAS_ARROW] = float(any(takes_failures(one, design, catalog) for one in leaving))
    return max(1.0, compiled(values)) if compiled.names <= values.keys() else UNKNOWN


def _settings(node_id: str, design: Design, catalog: Catalog, scenario: int) -> dict[str, Any]:
    node = design.nodes[node_id]
    service = catalog.service(node.service)
    defaults = plan_of(service).defaults[scenario] if service else {}
    return defaults | {name: value for name, value in node.settings.items() if value is not None}
