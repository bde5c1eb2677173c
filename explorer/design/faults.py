"""What is wrong with the values of a design that was read, beyond what their types say."""

from collections.abc import Iterator
from typing import NamedTuple

from explorer.design.design import Design
from explorer.design.records import MOST, Connection, Workload
from explorer.design.shapes import Shapes, fault_of

_RANGES: dict[type[Workload | Connection], tuple[str, ...]] = {
    Connection: ("share", "item_kb", "attempts"),
    Workload: ("items_per_month", "items_per_s", "item_kb", "seconds", "characters", "pages", "peak_ratio"),
}
"""Fields of each kind of record that are numbers or ranges of them."""


class Fault(NamedTuple):
    """Where it is, by the keys of a file, what is wrong, and the remedy."""

    place: tuple[str, str, str]
    problem: str
    remedy: str


def faults_of(design: Design, shapes: Shapes) -> Iterator[Fault]:
    """Weeks of workloads that are none, numbers beyond all bounds, and shares of failures beyond none and all."""
    records: list[Workload | Connection] = [*design.workloads.values(), *design.connections.values()]
    for record in records:
        yield from _beyond_bounds(record)
    for node_id, workload in design.workloads.items():
        if found := fault_of(workload, shapes):
            key, problem, remedy = found
            yield Fault(("workloads", node_id, key), f"workload '{node_id}': {problem}", remedy)
    for link_id, link in design.connections.items():
        parts = link.fails if isinstance(link.fails, tuple) else (link.fails,)
        if not all(0 <= part <= 1 for part in parts):
            problem = f"connection '{link_id}': 'fails' is not between 0 and 1"
            yield Fault(("connections", link_id, "fails"), problem, "write 0.02 for one attempt in fifty")


def _beyond_bounds(record: Workload | Connection) -> Iterator[Fault]:
    for key in _RANGES[type(record)]:
        value = getattr(record, key)
        parts = value if isinstance(value, tuple) else (value,)
        if any(part is not None and not 0 <= part <= MOST for part in parts):
            problem = f"'{key}' of '{record.id}' is below zero or above {MOST:,.0f}"
            yield Fault((record.collection, record.id, key), problem, "give another number")
