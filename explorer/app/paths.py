"""Which paths through a design there are to look at, for what is selected."""

from itertools import pairwise

from explorer.design import Design
from explorer.flow.latency import Latencies, Path


def paths_through(latencies: Latencies, design: Design, key: str = "") -> tuple[Path, ...]:
    """The listed paths, the slowest first; with the key of a node or connection those that pass it.

    The slowest and the fastest of all are among them, where they pass, even if there are too many paths to list.
    """
    ends = latencies.slowest_path() if not key else _slowest(latencies, design, key), latencies.fastest_path()
    found = [path for path in (ends[0], *latencies.paths, ends[1]) if path and _passes(path, design, key)]
    return tuple({path.nodes: path for path in found}.values())


def _slowest(latencies: Latencies, design: Design, key: str) -> Path | None:
    collection, _, record_id = key.partition("/")
    link = design.connections.get(record_id)
    if collection == "connections" and link is not None:
        return latencies.slowest_through(link.source, link.target)
    return latencies.slowest_through(record_id) if record_id in design.nodes else None


def _passes(path: Path, design: Design, key: str) -> bool:
    collection, _, record_id = key.partition("/")
    link = design.connections.get(record_id)
    if collection == "connections" and link is not None:
        return (link.source, link.target) in pairwise(path.nodes)
    return not key or record_id in path.nodes
