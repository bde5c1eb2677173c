"""The limits of a node that its busiest hour comes up against, as items a second."""

import re
from collections.abc import Mapping, Sequence
from math import isclose

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Limit, Quantity
from explorer.design import Design
from explorer.flow import FlowResult, NodeFlow
from explorer.rules.model import View
from explorer.rules.quotas import measured

_NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)?")
_PEAK = "peak_per_s"


class RateLimit(Struct, frozen=True):
    """A limit and the items a second at which it is reached, each item being as today.

    Where other nodes share the limit, they grow alike.
    """

    limit: Limit
    title: str
    items_per_s: float


def rate_limits(
    design: Design, catalog: Catalog, flow: FlowResult, node_id: str, rates: Sequence[float]
) -> list[RateLimit]:
    """The limits of the node that rise with its rate, the first to be reached first.

    ``rates`` are the items a second that reach it, hour by hour.
    """
    service = design.nodes[node_id].service
    alike = (node for node in design.nodes.values() if node.service == service)
    part = Design([design.header, *design.groups.values(), *alike])
    definitions = flow.nodes[node_id].definitions
    busiest_per_s = _busiest(flow.nodes[node_id], rates)
    found = [
        RateLimit(use.limit, use.title, busiest_per_s * use.most / use.expected)
        for use in measured(View(part, catalog, flow))
        if node_id in [node.id for node in use.nodes]
        and use.expected > 0
        and _rises(use.limit.quantity, definitions)
    ]
    return sorted(found, key=lambda one: one.items_per_s)


def _busiest(node: NodeFlow, rates: Sequence[float]) -> float:
    """The rate for which the flow gives the node's quantities: a peak that is stated may not be that of the hours."""
    mean = sum(rates) / len(rates)
    for load in node.inputs.values():
        if load.peak_per_s.expected and isclose(load.mean_per_s.expected or 0.0, mean, rel_tol=1e-6):
            return load.peak_per_s.expected
    return max(rates)


def _rises(quantity_id: str, definitions: Mapping[str, Quantity]) -> bool:
    """Whether the quantity is worked out from the rate of the busiest hour, by itself or by way of others."""
    names, seen = [quantity_id], set[str]()
    while names:
        name = names.pop()
        if name in seen or name not in definitions:
            continue
        seen.add(name)
        used = _NAME.findall(definitions[name].formula)
        if any(one.endswith(f".{_PEAK}") for one in used):
            return True
        names += used
    return False
