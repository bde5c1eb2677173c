"""How much of each limit a design uses, where the catalog ties a limit to a quantity or a setting."""

from collections.abc import Iterator

from msgspec import Struct

from explorer.catalog.model import Limit, Service
from explorer.design import Node
from explorer.flow.model import NodeFlow, Spread
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
    """Every limit that can be compared with a known number of its node."""
    return [use for node in view.nodes() for use in _of_node(view, node)]


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
        f"{use.title} at {view.label(use.node)} is {_shown(use.expected, use.limit.unit)}; "
        f"the limit is {_shown(use.most, use.limit.unit)} ({name}). {so}"
    )
    return Finding(message.rstrip(), (use.node.id,), source=use.limit.source)


def _shown(value: float, unit: str) -> str:
    kb = converted(value, unit, "KB") if "/" not in unit and " per " not in unit else None
    if unit.startswith("per "):
        return f"{number(value)} {unit}"
    return measure(value, unit) if kb is None else size(kb)


def _of_node(view: View, node: Node) -> Iterator[Use]:
    service = view.service(node)
    if service is None:
        return
    for limit in view.once(_bound).get(service.id, ()):
        use = _use(view, node, service, limit)
        if use is not None:
            yield use


def _bound(view: View) -> dict[str, list[Limit]]:
    """Limits tied to a quantity or setting, of the services in the design."""
    used = {node.service: view.service(node) for node in view.nodes()}
    return {
        service.id: found
        for service in used.values()
        if service and (found := [one for one in service.limits if _is_measured(service, one)])
    }


def _is_measured(service: Service, limit: Limit) -> bool:
    """Limits on a setting with bounds are left to E1006, which looks at the bounds."""
    if not limit.quantity or not limit.value or (service.id, limit.quantity) in TOLD_ELSEWHERE:
        return False
    setting = service.setting(limit.quantity)
    return setting is None or setting.max is None


def _use(view: View, node: Node, service: Service, limit: Limit) -> Use | None:
    title, unit, spread = _against(view, node, service, limit)
    if spread.expected is None or limit.value is None:
        return None
    expected = converted(spread.expected, unit, limit.unit)
    high = converted(spread.high, unit, limit.unit) if spread.high is not None else None
    return None if expected is None else Use(node, limit, title, expected, high)


def _against(view: View, node: Node, service: Service, limit: Limit) -> tuple[str, str, Spread]:
    """(title, unit, number) of the quantity that the limit names, or of the setting."""
    flow: NodeFlow = view.flow.nodes[node.id]
    quantity = flow.definitions.get(limit.quantity)
    if quantity is not None:
        return quantity.title, quantity.unit, flow.quantities[limit.quantity]
    setting = service.setting(limit.quantity)
    value = view.number(node, limit.quantity)
    if setting is None:
        return limit.quantity, limit.unit, Spread(None, None, None)
    return setting.title, setting.unit, Spread(value, value, value)
