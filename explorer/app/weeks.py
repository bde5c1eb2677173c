"""Whose load has to say when in the week it comes, before the hours of a node or a connection can be told."""

from explorer.catalog import Catalog
from explorer.design import Design
from explorer.design.shapes import curve_of


def sources_without_week(design: Design, catalog: Catalog, key: str) -> list[str]:
    """The nodes upstream of that record, itself included, whose workload says nothing of when; the nearest first."""
    collection, _, record_id = key.partition("/")
    link = design.connections.get(record_id) if collection == "connections" else None
    passed: dict[str, None] = {}
    waiting = [link.source if link else record_id]
    while waiting:
        node = waiting.pop(0)
        if node in design.nodes and node not in passed:
            passed[node] = None
            waiting += [one.source for one in design.entering(node)]
    return [node for node in passed if _says_nothing(design, catalog, node)]


def _says_nothing(design: Design, catalog: Catalog, node: str) -> bool:
    workload = design.workloads.get(node)
    return workload is not None and curve_of(workload, catalog.shapes) is None
