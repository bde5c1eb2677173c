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
from explorer.rules.places import account_of
from explorer.rules.regions import region_of
from explorer.rules.units import converted, is_size
from explorer.rules.words import measure, number, size, some

_SHARDS = {
    ("kinesis-data-streams", "peak_records_per_shard"),
    ("kinesis-data-streams", "peak_mb_per_shard"),
}
"""Limits of shards. W2109 says more when they are passed."""

_PROVISIONED = {*_SHARDS, ("kinesis-data-streams", "shards")}
"""Limits that count in one mode only."""

_BY_THE_WAY = {("lambda", "payload_mb")}
"""Limits that depend on the way in which the node is called; E2101 looks at each arrow."""


class Use(Struct, frozen=True):
    """A limit at a node and what stands against it, in the limit's unit: a flow quantity or a setting.

    What nodes use up together is summed: ``node`` uses most of it, ``beside`` are the others.
    """

    node: Node
    limit: Limit
    title: str
    used: Spread
    beside: tuple[Node, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All that use it up, the one that uses most first."""
        return (self.node, *self.beside)

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
        for bound, nodes in _limited(view)
        if not bound.has_own_rule
        for node in nodes
        if _is_passed(bound.limit.value or 0.0, used := _used(view, node, bound))
    ]


def shared_uses(view: View) -> list[Use]:
    """Every limit that the nodes of an account share and pass, as expected or with the high numbers.

    The view must be of all nodes.
    """
    return [use for service_id in view.by_service for use in view.while_same(service_id, _shared_by_all)]


def _shared_by_all(view: View, service_id: str) -> list[Use]:
    service = view.catalog.service(service_id)
    shared = [bound for bound in _bounds(view.catalog, service) if bound.limit.is_shared] if service else []
    found = (use for bound in shared for use in _together(view, bound, view.by_service[service_id]))
    return [use for use in found if _is_passed(use.most, use.used)]


def measured(view: View) -> Iterator[Use]:
    """Every limit that something known stands against, be it near or far. The view must be of all nodes."""
    for bound, nodes in _limited(view):
        if bound.limit.is_shared:
            yield from _together(view, bound, nodes)
        else:
            known = ((node, used) for node in nodes if _is_known(used := _used(view, node, bound)))
            yield from (Use(node, bound.limit, bound.title, used) for node, used in known)


def _is_known(used: Spread) -> bool:
    return used.expected is not None or used.high is not None


def _is_passed(most: float, used: Spread) -> bool:
    _, expected, high = used
    return (expected is not None and expected > most) or (high is not None and high > most)


def _limited(view: View) -> Iterator[tuple["_Bound", list[Node]]]:
    """Each limit with the nodes that it is on."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        for bound in _bounds(view.catalog, service) if service else ():
            yield bound, nodes


def _together(view: View, bound: "_Bound", nodes: list[Node]) -> Iterator[Use]:
    """What the nodes of each account, or of each of its regions, use of the limit.

    Nodes that use nothing are left out; what is not known of one is no part of the sum.
    """
    sharing: dict[tuple[str, str], list[tuple[Node, Spread]]] = {}
    for node in nodes:
        used = _used(view, node, bound)
        if _is_known(used):
            sharing.setdefault(_shared_by(view, bound.limit, node), []).append((node, used))
    for group in sharing.values():
        users = sorted(group, key=lambda one: -(one[1].expected or 0.0))
        first, *beside = [node for node, used in users if used.expected or used.high] or [users[0][0]]
        yield Use(first, bound.limit, bound.title, _summed([used for _, used in users]), tuple(beside))


def _shared_by(view: View, limit: Limit, node: Node) -> tuple[str, str]:
    """The account, and the region where each region of it has its own; empty is the one that is not drawn."""
    account = account_of(view, node)
    region = region_of(view, node) if limit.scope == "account-region" else ""
    return account.id if account else "", region


def _summed(spreads: list[Spread]) -> Spread:
    parts = ([value for value in part if value is not None] for part in zip(*spreads, strict=True))
    return Spread(*(sum(known) if known else None for known in parts))


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
        f"{use.title} at {where(view, use)}: {shown(use.expected, use.limit.unit)}; "
        f"the limit is {shown(use.most, use.limit.unit)} ({name}). {so}"
    )
    return Finding(message.rstrip(), tuple(node.id for node in use.nodes), rests_on=use.limit)


def where(view: View, use: Use) -> str:
    """The nodes that use the limit up, by name."""
    names = some([view.label(node) for node in use.nodes])
    return f"{names} together" if use.beside else names


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
    has_own_rule = is_bounded or key in _SHARDS or limit.is_shared
    only_when = ("capacity_mode", "provisioned") if key in _PROVISIONED else None
    return _Bound(limit, on.title, factor, quantity is None, has_own_rule, only_when)


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
