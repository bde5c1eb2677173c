"""What passes each node and each connection, a line for each stream, with the numbers that people ask for."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from explorer.catalog.model import Quantity
from explorer.design import Design
from explorer.flow import FlowResult, Load, NodeFlow, Spread

_CALLS = ("request", "call", "query", "job", "run", "execution", "message", "task", "event", "prediction")
_AT_ONCE = ("invocation", "execution", "job", "stream", "call", "session", "request", "instance")
_STORED = ("GB-month",)
_NO_LOADS: Mapping[str, Load] = {}
MB_PER_GB = 1024.0
CALLS = "calls"
"""The kind of stream that is a command rather than content."""


class Measured(Struct, frozen=True):
    """A quantity of a node: what it is, and how much."""

    title: str
    unit: str
    amount: Spread


class Traffic(Struct, frozen=True):
    """What of one kind passes a place, the record of that key; no kind and no load where nothing does.

    ``calls`` a month, what goes on at once, and what is stored are those of the node as a whole, at its first kind.
    """

    key: str
    kind: str = ""
    load: Load | None = None
    calls: Measured | None = None
    at_once: Measured | None = None
    stored: Measured | None = None

    @property
    def peak_mb_per_s(self) -> Spread | None:
        """MB a second in the busiest hour, each item as large as the mean."""
        if self.load is None:
            return None
        triples = zip(self.load.gb, self.load.items, self.load.peak_per_s, strict=True)
        return Spread(*(_mb_per_s(*triple) for triple in triples))


def traffic_of(design: Design, flow: FlowResult) -> Iterator[Traffic]:
    """Nodes first, then connections, in the order of the design."""
    for node_id in design.nodes:
        yield from _of_node(node_id, flow.nodes[node_id])
    for link_id in design.connections:
        yield from _of_connection(link_id, flow.connections.get(link_id, _NO_LOADS))


def _of_node(node_id: str, node: NodeFlow) -> Iterator[Traffic]:
    key = f"nodes/{node_id}"
    calls, at_once, stored = (
        _first(node, units) for units in ([f"{word}/month" for word in _CALLS], _AT_ONCE, _STORED)
    )
    kinds = list(node.inputs)
    first = kinds[0] if kinds else ""
    yield Traffic(key, first, node.inputs.get(first), calls, at_once, stored)
    for kind in kinds[1:]:
        yield Traffic(key, kind, node.inputs[kind])


def _of_connection(link_id: str, loads: Mapping[str, Load]) -> Iterator[Traffic]:
    key = f"connections/{link_id}"
    for kind, load in loads.items():
        calls = Measured("Calls", "call/month", load.items) if kind == CALLS else None
        yield Traffic(key, kind, load, calls)
    if not loads:
        yield Traffic(key)


def _first(node: NodeFlow, units: list[str] | tuple[str, ...]) -> Measured | None:
    """The first quantity in one of these units of which there is any; the catalog names the main one first."""
    for quantity_id, words in node.definitions.items():
        if words.unit in units and _is_whole(words) and node.quantities[quantity_id].high != 0:
            return Measured(words.title, words.unit, node.quantities[quantity_id])
    return None


def _is_whole(words: Quantity) -> bool:
    """Whether it is of the node as a whole, not of one job or one task in it."""
    return "_per_" not in words.id


def _mb_per_s(gb: float | None, items: float | None, peak_per_s: float | None) -> float | None:
    if gb is None or items is None or peak_per_s is None:
        return None
    return gb * MB_PER_GB / items * peak_per_s if items else 0.0
