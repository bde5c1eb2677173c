"""Carries a workload through a design, three times over: with every low, expected and high number.

Nodes are taken in the order of the arrows; a cycle is gone round until its numbers stand still. What was worked
out is kept, so that after an edit only the nodes it touches, and those behind them whose input differs, are
visited again.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import isnan
from typing import Any

from explorer.catalog import Catalog
from explorer.catalog.model import Quantity
from explorer.design import Change, Connection, Design, Node
from explorer.flow.cycles import Settling, on_cycles
from explorer.flow.model import (
    DAYS_PER_MONTH,
    HOURS_PER_MONTH,
    MEASURES,
    SECONDS_PER_MONTH,
    FlowResult,
    Load,
    NodeFlow,
    Spreads,
    Stream,
)
from explorer.flow.order import Order
from explorer.flow.plan import EmitPlan, LinkPlan, LinkPlans, Plan, plan_of, takes
from explorer.flow.retries import tries_of
from explorer.flow.streams import (
    CALLS,
    GB,
    ITEMS,
    KB_PER_GB,
    PEAK,
    Streams,
    add,
    as_logged,
    as_written,
    at,
    content,
    converted,
    peak,
    plus,
    scaled,
    stated,
    total,
    unknown,
    with_larger,
    zero,
)
from explorer.formula import UNKNOWN

_CONSTANTS = {"hours": HOURS_PER_MONTH, "days": DAYS_PER_MONTH, "month_s": SECONDS_PER_MONTH}
_NO_QUANTITIES: Mapping[str, Quantity] = {}


def flow_of(design: Design, catalog: Catalog) -> FlowResult:
    """The load at every node and on every connection of the design."""
    return Flow(design, catalog).result


class Flow:
    """The flow of one design, kept up to date: `update` notes what changes, and `result` works out what it alters."""

    def __init__(self, design: Design, catalog: Catalog) -> None:
        self._design = design
        links = LinkPlans(catalog)
        self._runs = [_Run(design, catalog, links, scenario) for scenario in range(3)]
        self._order = Order(design)
        self._nodes: dict[str, NodeFlow] = {}
        self._connections: dict[str, Mapping[str, Load]] = {}
        self._catalog = catalog
        self._noted = Change()
        self._refresh(dict.fromkeys(design.nodes))

    @property
    def result(self) -> FlowResult:
        """The flow as the design stands; it does not change when the design does."""
        if self._noted:
            noted, self._noted = self._noted, Change()
            self._catch_up(noted)
        diverging = sorted(set().union(*(run.diverging for run in self._runs)))
        return FlowResult(dict(self._nodes), dict(self._connections), tuple(diverging))

    def update(self, change: Change) -> None:
        """Take note of a change of the design, already made."""
        noted = self._noted
        self._noted = Change({**change.before, **noted.before}, {**noted.after, **change.after})

    def _catch_up(self, change: Change) -> None:
        """Work out again what a change has an effect on. A record may be in it that ends as it began."""
        touched: dict[str, None] = {}
        rewired = False
        for key in change.after:
            collection, _, record_id = key.partition("/")
            if collection in {"nodes", "workloads"} and not _only_looks(change, key):
                touched[record_id] = None
                again = (link.source for link in self._design.entering(record_id) if link.fails != 0.0)
                touched.update(dict.fromkeys(again))  # how often they try may depend on the target
                rewired |= None in (change.before.get(key), change.after[key]) and collection == "nodes"
            if collection == "connections":
                rewired = True
                for link in (change.before.get(key), change.after[key]):
                    if isinstance(link, Connection):
                        touched.update(dict.fromkeys((link.source, link.target)))
                self._connections.pop(record_id, None)
        if rewired:
            self._order = Order(self._design)
        for node_id in [node_id for node_id in touched if node_id not in self._design.nodes]:
            del touched[node_id]
            self._nodes.pop(node_id, None)
        self._refresh(touched)

    def _refresh(self, touched: Mapping[str, None]) -> None:
        changed = dict(touched)
        for run in self._runs:
            changed.update(run.go(touched, self._order))
        for node_id in changed:
            self._nodes[node_id] = self._node_flow(node_id)
            for link in self._design.leaving(node_id):
                self._connections[link.id] = _loads([run.shown(link.id) for run in self._runs])

    def _node_flow(self, node_id: str) -> NodeFlow:
        service = self._catalog.service(self._design.nodes[node_id].service)
        defined = plan_of(service).quantities if service else _NO_QUANTITIES
        states = [run.at[node_id] for run in self._runs]
        inputs = _loads([state.effective for state in states])
        runs = tuple(state.values for state in states)
        return NodeFlow(inputs, Spreads(defined, runs), defined, runs)


def _only_looks(change: Change, key: str) -> bool:
    """Whether a node has only been moved, named or grouped, which no load notices."""
    old, new = change.before.get(key), change.after[key]
    return (
        isinstance(old, Node)
        and isinstance(new, Node)
        and (old.service, old.settings) == (new.service, new.settings)
    )


class _Passing:
    """What goes along one connection: the payload itself, commands, and content that these only name.

    ``fetched`` are kinds of the payload that the source itself had only been told of, and went to read.
    ``succeeds`` is the part of all this, each attempt counted, of which something comes.
    """

    __slots__ = ("calls", "fetched", "named", "payload", "pulled", "succeeds")

    def __init__(self, *, pulled: bool) -> None:
        self.payload: Streams = {}
        self.calls: Stream | None = None
        self.named: Streams = {}
        self.fetched: frozenset[str] = frozenset()
        self.pulled = pulled
        self.succeeds = 1.0

    def same(self, other: "_Passing | None") -> bool:
        """Whether the numbers are the same, but for the last bits of a float."""
        return (
            other is not None
            and (self.pulled, self.fetched) == (other.pulled, other.fetched)
            and (self.succeeds == other.succeeds or (isnan(self.succeeds) and isnan(other.succeeds)))
            and _same(self.payload, other.payload)
            and _same(self.named, other.named)
            and _same({"calls": self.calls or []}, {"calls": other.calls or []})
        )

    def succeeded(self) -> "_Passing":
        """Only that of which something comes."""
        found = _Passing(pulled=self.pulled)
        found.payload = {kind: scaled(stream, self.succeeds) for kind, stream in self.payload.items()}
        found.calls = scaled(self.calls, self.succeeds) if self.calls is not None else None
        found.named = {kind: scaled(stream, self.succeeds) for kind, stream in self.named.items()}
        found.fetched = self.fetched
        return found


class _At:
    """The state of one node in one run."""

    __slots__ = ("direct", "effective", "fails", "out", "reached", "totals", "values")

    def __init__(self) -> None:
        self.reached = False
        self.fails = False
        self.direct: Streams = {}
        self.effective: Streams = {}
        self.totals: Streams = {"all": zero(), "pushed": zero(), "calls": zero()}
        self.out: list[tuple[EmitPlan, str, Stream]] = []
        self.values: dict[str, Any] = {}


class _Run:
    """One scenario (0 low, 1 expected, 2 high) through the whole design."""

    def __init__(self, design: Design, catalog: Catalog, links: LinkPlans, scenario: int) -> None:
        self._design = design
        self._catalog = catalog
        self._plans = links
        self._scenario = scenario
        self._links: dict[str, _Passing] = {}
        self.at: dict[str, _At] = {}
        self.diverging: set[str] = set()

    def shown(self, link_id: str) -> Streams:
        """What passes along a connection, commands among it as the stream ``calls``."""
        passing = self._links.get(link_id)
        if passing is None:
            return {}
        return passing.payload if passing.calls is None else {**passing.payload, CALLS: passing.calls}

    def go(self, touched: Mapping[str, None], order: Order) -> dict[str, None]:
        """Visit the touched nodes and those behind them whose input differs; returns all that were visited."""
        waiting = {order.place[key]: key for key in touched if key in order.place}
        visited: dict[str, None] = {}
        behind = any(key not in order.place for key in touched)
        for place, key in enumerate(order.straight):
            if place in waiting:
                visited[key] = None
                for target in self._visit(key):
                    if target in order.place:
                        waiting[order.place[target]] = target
                    else:
                        behind = True
                self._finish(key)
        if order.circular and behind:
            self._go_round(order.circular)
            visited.update(dict.fromkeys(order.circular))
        self.diverging &= set(order.circular)
        return visited

    def _go_round(self, circular: list[str]) -> None:
        """Visit the nodes on and behind cycles until nothing changes; what does not settle has no number."""
        for key in circular:
            for link in self._design.leaving(key):
                self._links.pop(link.id, None)
        waiting = self._settle(circular, dict.fromkeys(circular))
        self.diverging = on_cycles(self._design, waiting)
        if waiting:
            for key in self.diverging:
                self._give_up(key)
            behind = {key: None for key in circular if key not in self.diverging}
            self._settle(list(behind), behind)
        for key in circular:
            self._finish(key)

    def _settle(self, keys: list[str], waiting: Mapping[str, None]) -> Mapping[str, None]:
        """Visit what waits, and whose input then differs, round after round; returns what never comes to rest."""
        settling = Settling(len(keys))
        while waiting and settling.goes_on(len(waiting)):
            following: dict[str, None] = {}
            for key in keys:
                if key in waiting:
                    leaving = self._design.leaving(key)
                    before = [self.shown(link.id) for link in leaving]
                    following.update(dict.fromkeys(self._visit(key)))
                    settling.notice(before, [self.shown(link.id) for link in leaving])
            waiting = {key: None for key in keys if key in following}
        return waiting

    def _give_up(self, key: str) -> None:
        """Nothing can be said of a node whose load grows without end, but what its settings say."""
        state = self.at[key]
        state.effective = {kind: unknown() for kind in state.effective}
        state.totals = {name: unknown() for name in state.totals}
        node = self._design.nodes[key]
        service = self._catalog.service(node.service)
        if service is not None:
            self._work_out(node, plan_of(service), state)
        for link in self._design.leaving(key):
            passing = self._links[link.id]
            passing.payload = {kind: unknown() for kind in passing.payload}

    def _visit(self, key: str) -> list[str]:
        """Work a node out; returns the targets of the connections on which something else passes now."""
        node = self._design.nodes[key]
        service = self._catalog.service(node.service)
        state = self.at[key] = self._gathered(key)
        if service is not None and state.fails:
            self._work_out(node, plan_of(service), state)
            state = self._gathered(key, succeeded=True)  # of what fails nothing is sent on
        if service is not None:
            plan = plan_of(service)
            self._work_out(node, plan, state)
            for emit in plan.emits:
                if state.reached or emit.is_own:
                    state.out += [(emit, *sent) for sent in self._emitted(emit, plan, state)]
        differ = []
        for link in self._design.leaving(key):
            passing = self._along(link, node.service, state)
            if not passing.same(self._links.get(link.id)):
                differ.append(link.target)
            self._links[link.id] = passing
        return differ

    def _gathered(self, key: str, *, succeeded: bool = False) -> _At:
        """The sum of what enters, or of what of it succeeds.

        Content that is only named counts where it does not arrive, or only a smaller part of it, and what was fetched
        on being named where it does not arrive by itself: it is the same content.
        """
        state = _At()
        direct = state.direct
        named: Streams = {}
        fetched: Streams = {}
        everything, pushed, calls = state.totals["all"], state.totals["pushed"], state.totals["calls"]
        for link in self._design.entering(key):
            passing = self._links.get(link.id)
            if passing is None:
                continue
            if passing.succeeds != 1.0:
                state.fails = True
                passing = passing.succeeded() if succeeded else passing
            for kind, stream in passing.payload.items():
                state.reached = True
                add(fetched if kind in passing.fetched else direct, kind, stream)
                plus(everything, stream)
                if not passing.pulled:
                    plus(pushed, stream)
            if passing.calls is not None:
                state.reached = True
                plus(calls, passing.calls)
                plus(pushed, passing.calls)
            for kind, stream in passing.named.items():
                add(named, kind, stream)
        workload = self._design.workloads.get(key)
        if workload is not None:
            state.reached = True
            stream = stated(workload, self._scenario, self._catalog.shapes)
            add(direct, workload.kind, stream)
            plus(everything, stream)
            plus(pushed, stream)
        state.direct = direct = with_larger(direct, fetched)
        state.effective = with_larger(direct, named)
        return state

    def _work_out(self, node: Node, plan: Plan, state: _At) -> None:
        """The values that formulas can name, and the quantities that do not depend on what leaves."""
        values = state.values = {**_CONSTANTS, **plan.defaults[self._scenario]}
        for setting_id, value in node.settings.items():
            if value is not None:
                values[setting_id] = value if isinstance(value, str) else float(value)
        for name, kind, index in plan.streams:
            if not state.reached:
                values[name] = UNKNOWN
            else:
                stream = state.totals.get(kind) or state.effective.get(kind)
                values[name] = stream[index] if stream else 0.0
        plan.early(values)

    def _emitted(self, plan: EmitPlan, whole: Plan, state: _At) -> Iterator[tuple[str, Stream]]:
        """(kind, stream) for each kind that the emit sends."""
        emit = plan.emit
        held = state.effective if whole.is_fetcher else state.direct
        for kind in list(held) if emit.kind == "any" else [emit.kind]:
            name = emit.of or kind
            base = state.totals[name] if name in state.totals else state.effective.get(name)
            stream = converted(base, kind, same=emit.of in {"", kind})
            if plan.stated:
                values = (
                    state.values if emit.kind != "any" or base is None else {**state.values, **_as_all(base)}
                )
                plan.run(values)
                for index, name in plan.stated:
                    stream[index] = values[name]
            if base is not None or any(value != 0 for value in stream):  # a stated zero is known
                stream[PEAK] = peak(stream, base if base and base[ITEMS] else state.totals["pushed"])
                yield kind, stream

    def _along(self, link: Connection, source: str, state: _At) -> _Passing:
        target = self._design.nodes[link.target].service
        plan = self._plans.between(source, target, link.mechanism)
        passing = _Passing(pulled=plan.is_pulled)
        if not plan.brings_load or not state.out:
            return passing
        share = at(link.share, self._scenario)
        if link.fails != 0.0:
            tries = tries_of(link, self._design, self._catalog, self._scenario)
            share *= tries.attempts
            passing.succeeds = (1 - tries.failed) / tries.attempts
        out, special = _sent(link.mechanism, state)
        about = content(out) or content(state.effective)
        if plan.is_control:
            calls = out.get("calls") or out.get("events") or out.get("records") or total(about.values())
            passing.calls = scaled(calls, share) if calls else None
        else:
            chosen = _chosen(link, plan, out, special)
            passing.payload = {kind: scaled(stream, share) for kind, stream in chosen.items()}
            passing.fetched = frozenset(chosen.keys() & state.effective.keys() - state.direct.keys())
            if link.item_kb is not None:
                for stream in passing.payload.values():
                    stream[GB] = stream[ITEMS] * at(link.item_kb, self._scenario) / KB_PER_GB
        only_tells = passing.payload.keys() <= {"events"} or (
            "events" in out and not passing.payload.keys() & out.keys()
        )
        if plan.is_control or only_tells:
            passing.named = {kind: scaled(stream, share) for kind, stream in about.items()}
        return passing

    def _finish(self, key: str) -> None:
        """Quantities that depend on what leaves the node: sent in all, pulled by others, and commands."""
        service = self._catalog.service(self._design.nodes[key].service)
        if service is None or not (plan := plan_of(service)).has_late:
            return
        state = self.at[key]
        leaving = {"out": zero(), "reads": zero(), "sent": zero()}
        for passing in (self._links[link.id] for link in self._design.leaving(key)):
            for stream in passing.payload.values():
                plus(leaving["out"], stream)
                if passing.pulled:
                    plus(leaving["reads"], stream)
            if passing.calls is not None:
                plus(leaving["sent"], passing.calls)
        for name, stream_name, index in plan.leaving:
            state.values[name] = leaving[stream_name][index] if state.reached else UNKNOWN
        plan.late(state.values)


def _sent(mechanism: str, state: _At) -> tuple[Streams, Streams]:
    """What the node sends by this mechanism, and the part of it that is for this mechanism only."""
    usual: Streams = {}
    special: Streams = {}
    for plan, kind, stream in state.out:
        if mechanism in plan.emit.by:
            special[kind] = stream
        elif not plan.emit.by:
            usual[kind] = stream
    return {**usual, **special}, special


def _chosen(link: Connection, plan: LinkPlan, out: Streams, special: Streams) -> Streams:
    """Of what the node sends, the payload that this connection takes, in the form the target has it."""
    if link.carries:
        whole = out.get(link.carries) or as_written(out)
        return {link.carries: whole} if whole else {}
    if plan.is_logged:
        own = {kind: stream for kind, stream in special.items() if takes(plan.carried, kind)}
        logged = as_logged(out)
        kind = "metrics" if plan.carried == {"metrics"} else "records"
        return own or ({kind: logged} if logged else {})
    fitting = {
        kind: stream
        for kind, stream in out.items()
        if kind != "calls" and takes(plan.carried, kind) and takes(plan.accepted, kind)
    }
    if fitting or not plan.label:
        return fitting
    whole = as_written(out)
    return {plan.label: whole} if whole else {}


def _as_all(stream: Stream) -> dict[str, float]:
    """The stream as if it were all that arrives: a store keeps each kind apart."""
    return {f"all.{measure}": value for measure, value in zip(MEASURES, stream, strict=True)}


def _same(old: Mapping[str, Iterable[float]], new: Mapping[str, Iterable[float]]) -> bool:
    if old == new:
        return True
    if old.keys() != new.keys():
        return False
    return all(_close(old[key], new[key]) for key in old)


def _close(old: Iterable[float], new: Iterable[float]) -> bool:
    listed = list(old), list(new)
    if len(listed[0]) != len(listed[1]):
        return False
    pairs = zip(*listed, strict=True)
    return all(a == b or (isnan(a) and isnan(b)) or abs(a - b) <= 1e-9 * abs(b) for a, b in pairs)


def _loads(runs: list[Streams]) -> dict[str, Load]:
    """Streams of the three runs, by name, as loads."""
    kinds = dict.fromkeys(kind for run in runs for kind in run)
    low, expected, high = runs
    return {
        kind: Load((low.get(kind) or zero(), expected.get(kind) or zero(), high.get(kind) or zero()))
        for kind in kinds
    }
