"""How long an item is on its way: what each node holds it for, and the paths from where it enters to where it ends.

A path follows the arrows along which load goes. Logs and audit trails that end where they are written are
by-products, not ends of a path; what fails leaves it.
"""

from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import count, islice
from math import isfinite
from typing import Any, NamedTuple

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.design import Connection, Design
from explorer.flow.model import FlowResult, NodeFlow
from explorer.flow.plan import LinkPlan, LinkPlans
from explorer.flow.retries import takes_failures
from explorer.formula import formula

MAX_PATHS = 100
"""Paths that are listed, the slowest first."""

_MICROSECONDS = 1e6
"""Lengths are compared as whole microseconds, so that equal paths are equal whatever was added up first."""

Arrows = Mapping[str, list[str]]
Best = Callable[..., Any]
"""`max` or `min`."""


class Hold(NamedTuple):
    """How long a node holds an item, seconds; None: not known."""

    low_s: float | None
    high_s: float | None


UNKNOWN_HOLD = Hold(None, None)


class Step(NamedTuple):
    """A node of a path: how long it holds an item, and the seconds known to have passed before it."""

    node: str
    hold: Hold
    after_low_s: float
    after_high_s: float


class Path(Struct, frozen=True):
    """A way through the design with its nodes in order: a waterfall."""

    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Ids of the nodes, in order."""
        return tuple(step.node for step in self.steps)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Nodes of which nobody says how long they hold an item."""
        return tuple(step.node for step in self.steps if None in step.hold)

    @property
    def at_least(self) -> Hold:
        """The sum of what is known."""
        *_, last = self.steps
        return Hold(
            last.after_low_s + (last.hold.low_s or 0.0), last.after_high_s + (last.hold.high_s or 0.0)
        )

    @property
    def total(self) -> Hold:
        """The whole path's seconds; not known where one of its nodes is not."""
        return UNKNOWN_HOLD if self.unknown else self.at_least


class Ways(Struct, frozen=True):
    """Where items can go: arrows without cycles, and nodes so that targets come first.

    ``rests`` are the holds of nodes that wait for a target, without the target's own, by (node, target).
    ``emitters`` are nodes at which items come into being: at the beginning of a path they hold nothing.
    """

    arrows: Arrows
    order: list[str]
    starts: list[str]
    holds: Mapping[str, Hold]
    rests: Mapping[tuple[str, str], Hold]
    emitters: frozenset[str]

    def hold(self, key: str, target: str = "") -> Hold:
        """How long a node holds an item that goes on to the target, or ends there."""
        return self.rests.get((key, target)) or self.holds[key]

    def length(self, key: str, target: str = "") -> int:
        """The high end of the hold in microseconds, what is not known left out."""
        return round((self.hold(key, target).high_s or 0.0) * _MICROSECONDS)


class Latencies(Struct, frozen=True):
    """What every node holds an item for, and the paths, the slowest first; ``is_cut`` where there are more."""

    nodes: Mapping[str, Hold]
    paths: tuple[Path, ...]
    fastest: Path | None
    is_cut: bool
    ways: Ways

    def slowest_path(self) -> Path | None:
        """The path that takes longest by what is known with the high numbers; None without arrows."""
        return self.paths[0] if self.paths else None

    def fastest_path(self) -> Path | None:
        """The path that takes least by what is known with the high numbers; None without arrows."""
        return self.fastest

    def slowest_through(self, node_id: str, target: str = "") -> Path | None:
        """The slowest of all paths by way of the node or, with a target, along the arrow from it to there.

        It may be none of those listed. None where no path passes, or where the arrow leads back.
        """
        way = _through(self.ways, node_id, target)
        return _path(way, self.ways) if way else None


def latency_of(design: Design, catalog: Catalog, flow: FlowResult) -> Latencies:
    """How long items are on their way through the design.

    An arrow that leads back to a node already passed is not taken: each round of a cycle is as long as the last.
    """
    nodes = {key: _hold(catalog.service(node.service), flow.nodes[key]) for key, node in design.nodes.items()}
    entering = [key for key in design.workloads if key in design.nodes]
    arrows, order = _without_cycles(_carrying(design, catalog), entering)
    ways = Ways(
        arrows=arrows,
        order=order,
        starts=_starts(design, catalog, arrows),
        holds=nodes,
        rests=_rests(design, catalog, nodes),
        emitters=_emitters(design, catalog, nodes),
    )
    found = list(islice(_slowest(ways), MAX_PATHS + 1))
    fastest = _fastest(ways)
    return Latencies(
        nodes=nodes,
        paths=tuple(_path(way, ways) for way in found[:MAX_PATHS]),
        fastest=_path(fastest, ways) if fastest else None,
        is_cut=len(found) > MAX_PATHS,
        ways=ways,
    )


def _hold(service: Service | None, node: NodeFlow) -> Hold:
    if service is None or service.flow.latency is None:
        return UNKNOWN_HOLD
    lows, highs = (
        _in_each_run(text, node) for text in (service.flow.latency.low_s, service.flow.latency.high_s)
    )
    return Hold(min(lows, default=None), max(highs, default=None))


def _in_each_run(text: str, node: NodeFlow) -> list[float]:
    """The formula with the low, expected and high numbers; nothing where one of the three is not known."""
    compiled = formula(text)
    values = [compiled(run) for run in node.runs if compiled.names <= run.keys()]
    return values if len(values) == len(node.runs) and all(map(isfinite, values)) else []


def _rests(design: Design, catalog: Catalog, holds: Mapping[str, Hold]) -> dict[tuple[str, str], Hold]:
    """What remains of the hold of a node that waits for a target, such as a workflow for its task."""
    found: dict[tuple[str, str], Hold] = {}
    for link in design.connections.values():
        service = catalog.service(design.nodes[link.source].service)
        latency = service.flow.latency if service else None
        if latency is not None and link.mechanism in latency.spans:
            found[link.source, link.target] = _rest(holds[link.source], holds[link.target])
    return found


def _rest(whole: Hold, part: Hold) -> Hold:
    if whole.low_s is None or whole.high_s is None:
        return whole
    high = max(0.0, whole.high_s - (part.high_s or 0.0))
    return Hold(min(high, max(0.0, whole.low_s - (part.low_s or 0.0))), high)


def _emitters(design: Design, catalog: Catalog, holds: Mapping[str, Hold]) -> frozenset[str]:
    services = {key: catalog.service(node.service) for key, node in design.nodes.items()}
    return frozenset(
        key for key, service in services.items() if service and service.source_node and None in holds[key]
    )


def _path(way: tuple[str, ...], ways: Ways) -> Path:
    steps: list[Step] = []
    low = high = 0.0
    for key, target in zip(way, (*way[1:], ""), strict=True):
        hold = Hold(0.0, 0.0) if not steps and key in ways.emitters else ways.hold(key, target)
        steps.append(Step(key, hold, low, high))
        low += hold.low_s or 0.0
        high += hold.high_s or 0.0
    return Path(tuple(steps))


def _carrying(design: Design, catalog: Catalog) -> Arrows:
    """From each node the nodes to which load goes, without failures and logs that end where they are written."""
    plans = LinkPlans(catalog)
    carrying: list[tuple[Connection, LinkPlan]] = []
    for link in design.connections.values():
        source, target = design.nodes[link.source].service, design.nodes[link.target].service
        plan = plans.between(source, target, link.mechanism)
        if plan.brings_load and not plan.takes_failures(link):
            carrying.append((link, plan))
    going_on = {link.source for link, _ in carrying}
    arrows: dict[str, dict[str, None]] = {key: {} for key in design.nodes}
    for link, plan in carrying:
        if not plan.is_logged or link.target in going_on:
            arrows[link.source][link.target] = None
    return {key: list(targets) for key, targets in arrows.items()}


def _without_cycles(arrows: Arrows, preferred: list[str]) -> tuple[Arrows, list[str]]:
    """The arrows but those that lead back, and the nodes so that targets come before sources.

    Nodes that nothing enters begin, then the preferred ones: what leads back depends on where one comes from.
    """
    entered = {target for targets in arrows.values() for target in targets}
    kept: dict[str, list[str]] = {key: [] for key in arrows}
    order: dict[str, None] = {}
    open_: dict[str, Iterator[str]] = {}
    for start in (*(key for key in arrows if key not in entered), *preferred, *arrows):
        if start not in order:
            open_[start] = iter(arrows[start])
        while open_:
            key, targets = next(reversed(open_.items()))
            target = next(targets, None)
            if target is None:
                order[key] = None
                del open_[key]
            elif target not in open_:
                kept[key].append(target)
                if target not in order:
                    open_[target] = iter(arrows[target])
    return kept, list(order)


def _starts(design: Design, catalog: Catalog, arrows: Arrows) -> list[str]:
    """Where items enter: what nothing leads to, failures included, or what has a workload, and leads on."""
    links = design.connections.values()
    entered = {target for targets in arrows.values() for target in targets}
    entered |= {link.target for link in links if takes_failures(link, design, catalog)}
    return [key for key in arrows if arrows[key] and (key not in entered or key in design.workloads)]


def _slowest(ways: Ways) -> Iterator[tuple[str, ...]]:
    """Paths from a start to an end, the longest first.

    What is still ahead of a node is known exactly, so that only paths that come next are followed.
    """
    ahead = _ahead(ways, max)
    tie = count()
    heap: list[tuple[int, int, int, int, tuple[str, ...]]] = []
    for key in ways.starts:
        heappush(heap, (-ahead[key], -1, next(tie), 0, (key,)))
    while heap:
        _, depth, _, passed, way = heappop(heap)
        if not ways.arrows[way[-1]]:
            yield way
        for target in ways.arrows[way[-1]]:
            reached = passed + ways.length(way[-1], target)
            heappush(heap, (-reached - ahead[target], depth - 1, next(tie), reached, (*way, target)))


def _fastest(ways: Ways) -> tuple[str, ...]:
    """The shortest path from a start to an end; empty without any."""
    ahead = _ahead(ways, min)
    return _onward(min(ways.starts, key=ahead.__getitem__), ways, min) if ways.starts else ()


def _through(ways: Ways, key: str, target: str) -> tuple[str, ...]:
    """The longest path by way of a node, and of a target of it where one is named; empty without any."""
    way = _to(ways, key)
    if not way or (target and target not in ways.arrows[key]):
        return ()
    return (*way, *_onward(target, ways, max)) if target else (*way[:-1], *_onward(key, ways, max))


def _to(ways: Ways, key: str) -> tuple[str, ...]:
    """The longest way from a start to the node, itself included; empty where no start leads to it."""
    passed = dict.fromkeys(ways.starts, 0)
    last: dict[str, str] = {}
    for source in reversed(ways.order):
        for target in ways.arrows[source] if source in passed else ():
            reached = passed[source] + ways.length(source, target)
            if reached >= passed.get(target, 0):
                passed[target] = reached
                last[target] = source
    way = [key] if key in passed else []
    while way and way[-1] in last:
        way.append(last[way[-1]])
    return tuple(reversed(way))


def _ahead(ways: Ways, best: Best) -> dict[str, int]:
    """The length of the best path from each node to an end, the node's own included."""
    ahead: dict[str, int] = {}
    for key in ways.order:
        onward = [ways.length(key, target) + ahead[target] for target in ways.arrows[key]]
        ahead[key] = best(onward) if onward else ways.length(key)
    return ahead


def _onward(key: str, ways: Ways, best: Best) -> tuple[str, ...]:
    """From the node on to an end, always to the best."""
    ahead = _ahead(ways, best)
    way = [key]
    while targets := ways.arrows[way[-1]]:
        way.append(best(targets, key=lambda target: ways.length(way[-1], target) + ahead[target]))
    return tuple(way)
