"""What passes each node and each connection, a line for each stream, with the numbers that people ask for."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from explorer.catalog.model import Quantity
from explorer.design import Design
from explorer.flow import FlowResult, Load, NodeFlow, Spread

_CALLS = frozenset(
    f"{word}/month"
    for word in (
        "request",
        "call",
        "query",
        "job",
        "run",
        "execution",
        "message",
        "task",
        "event",
        "prediction",
    )
)
_AT_ONCE = frozenset({"invocation", "execution", "job", "stream", "call", "session", "request", "instance"})
_STORED = frozenset({"GB-month"})
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

    A node's first kind stands for the node as a whole too: for its calls, what goes on at once, what is stored.
    """

    key: str
    kind: str = ""
    load: Load | None = None
    node: NodeFlow | None = None

    @property
    def calls(self) -> Measured | None:
        """Requests, jobs or runs a month."""
        if self.kind == CALLS and self.load is not None:
            return Measured("Calls", "call/month", self.load.items)
        return _first(self.node, _CALLS)

    @property
    def at_once(self) -> Measured | None:
        """What goes on at the same time in the busiest hour."""
        return _first(self.node, _AT_ONCE)

    @property
    def stored(self) -> Measured | None:
        """GB that are kept."""
        return _first(self.node, _STORED)

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
        node = flow.nodes[node_id]
        yield from _lines(f"nodes/{node_id}", node.inputs, node)
    for link_id in design.connections:
        yield from _lines(f"connections/{link_id}", flow.connections.get(link_id, _NO_LOADS), None)


def _lines(key: str, loads: Mapping[str, Load], node: NodeFlow | None) -> Iterator[Traffic]:
    kinds = list(loads)
    first = kinds[0] if kinds else ""
    yield Traffic(key, first, loads.get(first), node)
    for kind in kinds[1:]:
        yield Traffic(key, kind, loads[kind])


def _first(node: NodeFlow | None, units: frozenset[str]) -> Measured | None:
    """The first quantity in one of these units of which there is any; the catalog names the main one first."""
    if node is None:
        return None
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
