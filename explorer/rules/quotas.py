"""How much of each limit a design uses, where the catalog ties a limit to a quantity or a setting."""

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Limit, Service
from explorer.design import Node
from explorer.flow.model import NOTHING_KNOWN
from explorer.rules.model import Finding, View
from explorer.rules.units import converted, is_size
from explorer.rules.words import measure, number, size

TOLD_ELSEWHERE = {
    ("kinesis-data-streams", "peak_records_per_shard"),
    ("kinesis-data-streams", "peak_mb_per_shard"),
    ("lambda", "payload_mb"),
}
"""W2109 and E2101 say more: shards count in one mode only, and a poller keeps its batches small enough."""


class Use(Struct, frozen=True):
    """A limit at a node and what stands against it, in the limit's unit. ``high`` may be unknown."""

    node: Node
    limit: Limit
    title: str
    expected: float
    high: float | None

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
    """Every limit that a known number of its node passes, as expected or with the high numbers."""
    return [
        use for service_id, nodes in view.by_service.items() for use in _of_service(view, service_id, nodes)
    ]


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
        f"{use.title} at {view.label(use.node)}: {_shown(use.expected, use.limit.unit)}; "
        f"the limit is {_shown(use.most, use.limit.unit)} ({name}). {so}"
    )
    return Finding(message.rstrip(), (use.node.id,), source=use.limit.source)


def _shown(value: float, unit: str) -> str:
    kb = converted(value, unit, "KB") if "/" not in unit and " per " not in unit else None
    if unit.startswith("per "):
        return f"{number(value)} {unit}"
    return measure(value, unit) if kb is None else size(kb)


def _of_service(view: View, service_id: str, nodes: list[Node]) -> Iterator[Use]:
    service = view.catalog.service(service_id)
    for bound in _bounds(view.catalog, service) if service else ():
        most = bound.limit.value or 0.0
        for node in nodes:
            expected, high = _against(view, node, bound)
            if (expected or 0.0) > most or (high or 0.0) > most:
                yield Use(node, bound.limit, bound.title, expected or 0.0, high)


class _Bound(NamedTuple):
    """A limit, the quantity or setting that it is on, and how much of the limit's unit one of that is."""

    limit: Limit
    title: str
    factor: float
    is_setting: bool


_BOUNDS: WeakKeyDictionary[Catalog, dict[str, tuple[_Bound, ...]]] = WeakKeyDictionary()
"""What `_bounds` has worked out, by catalog and service: a service is too large to be hashed each time."""


def _bounds(catalog: Catalog, service: Service) -> tuple[_Bound, ...]:
    known = _BOUNDS.setdefault(catalog, {})
    if service.id not in known:
        found = (_bound(service, limit) for limit in service.limits if limit.quantity and limit.value)
        known[service.id] = tuple(bound for bound in found if bound is not None)
    return known[service.id]


def _bound(service: Service, limit: Limit) -> _Bound | None:
    """None where the two cannot be compared, and where another rule does so.

    Limits on a setting with bounds are left to E1006, which looks at the bounds.
    """
    quantity = next((one for one in service.flow.quantities if one.id == limit.quantity), None)
    setting = service.setting(limit.quantity)
    on = quantity or setting
    if on is None or (service.id, limit.quantity) in TOLD_ELSEWHERE:
        return None
    if quantity is None and setting is not None and setting.max is not None:
        return None
    factor = converted(1.0, on.unit, limit.unit)
    return None if factor is None else _Bound(limit, on.title, factor, quantity is None)


def _against(view: View, node: Node, bound: _Bound) -> tuple[float | None, float | None]:
    """(expected, high) in the limit's unit."""
    if bound.is_setting:
        value = view.number(node, bound.limit.quantity)
        return (value and value * bound.factor, None)
    known = view.flow.nodes[node.id].quantities.get(bound.limit.quantity, NOTHING_KNOWN)
    return known.expected and known.expected * bound.factor, known.high and known.high * bound.factor
