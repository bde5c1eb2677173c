"""How much of each limit a design uses, where the catalog ties a limit to a quantity or a setting."""

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Limit, Service
from explorer.design import Node
from explorer.flow.model import NOTHING_KNOWN, Spread
from explorer.rules.model import Finding, View
from explorer.rules.units import converted, is_size
from explorer.rules.words import measure, number, size

_SHARDS = {
    ("kinesis-data-streams", "peak_records_per_shard"),
    ("kinesis-data-streams", "peak_mb_per_shard"),
}
"""Limits of shards, which count in one mode only. W2109 says more when they are passed."""

_BY_THE_WAY = {("lambda", "payload_mb")}
"""Limits that depend on the way in which the node is called; E2101 looks at each arrow."""


class Use(Struct, frozen=True):
    """A limit at a node and what stands against it, in the limit's unit: a flow quantity or a setting."""

    node: Node
    limit: Limit
    title: str
    used: Spread

    @property
    def expected(self) -> float:
        """The expected value; 0 where only the high one is known."""
        return self.used.expected or 0.0

    @property
    def high(self) -> float | None:
        """The value with the high numbers."""
        return self.used.high

    @property
    def most(self) -> float:
        """The limit's number."""
        assert self.limit.value is not None  # noqa: S101 - only limits with numbers are measured
        return self.limit.value

    @property
    def is_over(self) -> bool:
        """Whether the expected value is above the limit."""
        return self.expected > self.most

    @property
    def is_of_size(self) -> bool:
        """Whether the limit says how large one item may be."""
        return is_size(self.limit.unit)


def uses(view: View) -> list[Use]:
    """Every limit that a known number of its node passes, as expected or with the high numbers.

    Those that a rule of its own is on are left to it.
    """
    return [
        Use(node, bound.limit, bound.title, used)
        for bound, node, used in _against(view, own_rules=False)
        if _is_passed(bound.limit.value or 0.0, used)
    ]


def measured(view: View) -> Iterator[Use]:
    """Every limit that something known stands against, be it near or far."""
    for bound, node, used in _against(view, own_rules=True):
        if used.expected is not None or used.high is not None:
            yield Use(node, bound.limit, bound.title, used)


def _is_passed(most: float, used: Spread) -> bool:
    _, expected, high = used
    return (expected is not None and expected > most) or (high is not None and high > most)


def _against(view: View, *, own_rules: bool) -> Iterator[tuple["_Bound", Node, Spread]]:
    """The nodes of each limit with what stands against it; ``own_rules``: also where a rule of its own tells."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        for bound in _bounds(view.catalog, service) if service else ():
            if own_rules or not bound.has_own_rule:
                for node in nodes:
                    yield bound, node, _used(view, node, bound)


def worst(found: Iterator[Use]) -> list[Use]:
    """Of each node the limit that is passed by most: the others follow from the same load."""
    by_node: dict[str, Use] = {}
    for use in found:
        before = by_node.get(use.node.id)
        if before is None or use.expected / use.most > before.expected / before.most:
            by_node[use.node.id] = use
    return list(by_node.values())


def told(view: View, use: Use, so: str) -> Finding:
    """The finding: what, where, this design's number and the limit's."""
    name = use.limit.name[:1].lower() + use.limit.name[1:]
    message = (
        f"{use.title} at {view.label(use.node)}: {shown(use.expected, use.limit.unit)}; "
        f"the limit is {shown(use.most, use.limit.unit)} ({name}). {so}"
    )
    return Finding(message.rstrip(), (use.node.id,), rests_on=use.limit)


def shown(value: float, unit: str) -> str:
    """A number in the limit's unit; a size in the unit in which it is short."""
    kb = converted(value, unit, "KB") if "/" not in unit and " per " not in unit else None
    if unit.startswith("per "):
        return f"{number(value)} {unit}"
    return measure(value, unit) if kb is None else size(kb)


class _Bound(NamedTuple):
    """A limit, the quantity or setting that it is on, and how much of the limit's unit one of that is."""

    limit: Limit
    title: str
    factor: float
    is_setting: bool
    has_own_rule: bool
    """Whether a rule of its own tells when the limit is passed."""
    only_when: tuple[str, str] | None
    """The setting and the value with which the limit counts."""


_BOUNDS: WeakKeyDictionary[Catalog, dict[str, tuple[_Bound, ...]]] = WeakKeyDictionary()
"""What `_bounds` has worked out, by catalog and service: a service is too large to be hashed each time."""


def _bounds(catalog: Catalog, service: Service) -> tuple[_Bound, ...]:
    known = _BOUNDS.setdefault(catalog, {})
    if service.id not in known:
        found = (_bound(service, limit) for limit in service.limits if limit.quantity and limit.value)
        known[service.id] = tuple(bound for bound in found if bound is not None)
    return known[service.id]


def _bound(service: Service, limit: Limit) -> _Bound | None:
    """None where the two cannot be compared, or not without looking at the arrows.

    Limits on a setting with bounds are left to E1006, which looks at the bounds.
    """
    quantity = next((one for one in service.flow.quantities if one.id == limit.quantity), None)
    setting = service.setting(limit.quantity)
    on = quantity or setting
    key = service.id, limit.quantity
    if on is None or key in _BY_THE_WAY:
        return None
    factor = converted(1.0, on.unit, limit.unit)
    if factor is None:
        return None
    is_bounded = quantity is None and setting is not None and setting.max is not None
    only_when = ("capacity_mode", "provisioned") if key in _SHARDS else None
    return _Bound(limit, on.title, factor, quantity is None, is_bounded or key in _SHARDS, only_when)


def _used(view: View, node: Node, bound: _Bound) -> Spread:
    """What stands against the limit, in its unit."""
    if bound.only_when and view.setting(node, bound.only_when[0]) != bound.only_when[1]:
        return NOTHING_KNOWN
    if bound.is_setting:
        value = view.number(node, bound.limit.quantity)
        used = Spread(value, value, value)
    else:
        used = view.flow.nodes[node.id].quantities.get(bound.limit.quantity, NOTHING_KNOWN)
    factor = bound.factor
    if factor == 1.0:
        return used
    low, expected, high = used
    return Spread(low and low * factor, expected and expected * factor, high and high * factor)
