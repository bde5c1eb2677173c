"""The load over a usual week: what the flow says of a month, spread over the hours as its workloads come.

The shapes of the workloads are carried along the arrows after the flow is known: what leaves a node comes when
what entered it came, kind by kind, as many times over as there are items. This is exact for services that do the
same to every item. What stands still on its way (a queue that fills, a delivery that waits for its buffer, a job
that runs at night over the day's files) keeps the shape of its input, so a real week may be flatter or later than
this one. What comes of settings alone, as a schedule's calls do, is spread evenly.
"""

from collections.abc import Iterable, Mapping
from math import isclose, isnan

from explorer.catalog import Catalog
from explorer.design import Connection, Design, Workload
from explorer.design.shapes import EVEN, Curve, curve_of
from explorer.flow.model import SECONDS_PER_MONTH, FlowResult
from explorer.flow.order import Order
from explorer.flow.plan import LinkPlans
from explorer.flow.streams import CALLS, ITEMS, STARTS, stated

LOW, EXPECTED, HIGH = range(3)
MAX_ROUNDS = 60
PRECISION = 1e-6
_EVENLY = 0
_UNKNOWN = -1

Hours = tuple[float, ...]
"""Items a second in each of the 168 hours of a week, Monday 00:00 first."""

Mix = dict[int, float]
"""Items a month by the curve that they follow; under `_UNKNOWN` where it is not known when or how many."""

Kinds = dict[str, Mix]


class Week:
    """Items a second in every hour of a usual week at each node and on each connection."""

    def __init__(
        self, curves: list[Curve], nodes: Mapping[str, Mix | None], connections: Mapping[str, Mix | None]
    ) -> None:
        self._curves = curves
        self._nodes = nodes
        self._connections = connections

    def node(self, node_id: str) -> Hours | None:
        """What reaches the node; None where that, or when it comes, is not known.

        Content that is read on a command is not counted beside the command: it is the same item.
        """
        return self._hours(self._nodes.get(node_id))

    def connection(self, connection_id: str) -> Hours | None:
        """What passes along the connection, commands included; None where that, or when, is not known."""
        return self._hours(self._connections.get(connection_id))

    def _hours(self, mix: Mix | None) -> Hours | None:
        if mix is None or _UNKNOWN in mix:
            return None
        parts = [(items / SECONDS_PER_MONTH, self._curves[index]) for index, items in mix.items()]
        return tuple(sum(rate * curve[hour] for rate, curve in parts) for hour in range(len(EVEN)))


def week_of(design: Design, catalog: Catalog, flow: FlowResult, *, scenario: int = EXPECTED) -> Week:
    """The week of a design's flow, by the low, the expected or the high numbers.

    It stands for the design as it is now. Each stream is kept as so many items of each workload's curve, and hours
    are added up when asked for: the work for a design is that of a few numbers per arrow.
    """
    work = _Work(design, catalog, flow, scenario)
    order = Order(design)
    for key in order.straight:
        work.visit(key)
    for _ in range(MAX_ROUNDS):
        if not [key for key in order.circular if work.visit(key)]:
            break
    connections = {key: _sum(kinds.values()) for key, kinds in work.passing.items() if kinds}
    return Week(work.curves, {key: work.arrived(key) for key in design.nodes}, connections)


class _Work:
    def __init__(self, design: Design, catalog: Catalog, flow: FlowResult, scenario: int) -> None:
        self._design = design
        self._flow = flow
        self._scenario = scenario
        self._plans = LinkPlans(catalog)
        self.curves: list[Curve] = [EVEN]
        self.passing: dict[str, Kinds] = {}
        self._stated = {key: self._entering(workload, catalog) for key, workload in design.workloads.items()}

    def _entering(self, workload: Workload, catalog: Catalog) -> Mix:
        curve = curve_of(workload, catalog.shapes)
        items = stated(workload, catalog.shapes)[STARTS[self._scenario] + ITEMS]
        if curve is None or isnan(items):
            return {_UNKNOWN: 1.0}
        if curve not in self.curves:
            self.curves.append(curve)
        return {self.curves.index(curve): items}

    def visit(self, key: str) -> bool:
        """Spread what leaves the node over the curves of what entered it; whether that changed anything."""
        leaving = self._design.leaving(key)
        if not leaving:
            return False
        entered, everything = self._entered(key), self.arrived(key)
        if everything is None and self._awaits(key):
            return False
        changed = False
        for link in leaving:
            kinds = {
                kind: _spread(load.items[self._scenario], (kind != CALLS and entered.get(kind)) or everything)
                for kind, load in self._flow.connections.get(link.id, {}).items()
            }
            changed = changed or not _same(kinds, self.passing.get(link.id))
            self.passing[link.id] = kinds
        return changed

    def _awaits(self, key: str) -> bool:
        """Whether something enters that has not been spread yet, as at the first node of a cycle."""
        links = self._design.entering(key)
        return any(self._flow.connections.get(link.id) and link.id not in self.passing for link in links)

    def _entered(self, key: str) -> Kinds:
        parts: dict[str, list[Mix]] = {}
        for link in self._design.entering(key):
            for kind, mix in self.passing.get(link.id, {}).items():
                parts.setdefault(kind, []).append(mix)
        if key in self._stated:
            parts.setdefault(self._design.workloads[key].kind, []).append(self._stated[key])
        return {kind: _sum(mixes) for kind, mixes in parts.items()}

    def arrived(self, key: str) -> Mix | None:
        """The items that reach the node; None where nothing does."""
        pushed = [self._stated[key]] if key in self._stated else []
        pulled: list[Mix] = []
        calls: list[Mix] = []
        for link in self._design.entering(key):
            for kind, mix in self.passing.get(link.id, {}).items():
                (calls if kind == CALLS else pulled if self._is_pulled(link) else pushed).append(mix)
        found = [*pushed, *calls] if calls else [*pushed, *pulled]
        return _sum(found) if found else None

    def _is_pulled(self, link: Connection) -> bool:
        nodes = self._design.nodes
        return self._plans.between(
            nodes[link.source].service, nodes[link.target].service, link.mechanism
        ).is_pulled


def _sum(mixes: Iterable[Mix]) -> Mix:
    found: Mix = {}
    for mix in mixes:
        for curve, items in mix.items():
            found[curve] = found.get(curve, 0.0) + items
    return found


def _spread(items: float | None, mix: Mix | None) -> Mix:
    """So many items, in the proportions of the mix; evenly where nothing is behind them."""
    if items is None or (mix and _UNKNOWN in mix):
        return {_UNKNOWN: 1.0}
    whole = sum(mix.values()) if mix else 0.0
    if not mix or not whole:
        return {_EVENLY: items}
    return {curve: items * part / whole for curve, part in mix.items()}


def _same(new: Kinds, old: Kinds | None) -> bool:
    if old is None or new.keys() != old.keys():
        return False
    return all(
        mix.keys() == old[kind].keys()
        and all(isclose(items, old[kind][curve], rel_tol=PRECISION) for curve, items in mix.items())
        for kind, mix in new.items()
    )
