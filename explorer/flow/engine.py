"""Carries a workload through a design, with every low, expected and high number at once.

Nodes are taken in the order of the arrows; a cycle is gone round until its numbers stand still. What was worked
out is kept, so that after an edit only the nodes it touches, and those behind them whose input differs, are
visited again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isnan
from typing import Any

from explorer.catalog import Catalog
from explorer.catalog.model import Quantity
from explorer.design import Change, Connection, Design, Node
from explorer.flow.cycles import Settling, on_cycles
from explorer.flow.model import MEASURES, SCENARIOS, FlowResult, Load, Loads, NodeFlow, Spreads, Stream
from explorer.flow.order import Order
from explorer.flow.plan import EmitPlan, LinkPlan, LinkPlans, Plan, plan_of, takes
from explorer.flow.retries import ends_left_with, takes_failures, tries_of
from explorer.flow.streams import (
    CALLS,
    STARTS,
    ZERO,
    Factors,
    Streams,
    as_logged,
    as_written,
    at,
    content,
    converted,
    factors,
    plus,
    put,
    resized,
    scaled,
    stated,
    total,
    with_larger,
    with_peak,
    without_number,
)
from explorer.flow.undisturbed import undisturbed
from explorer.formula import UNKNOWN

_NO_QUANTITIES: Mapping[str, Quantity] = {}
_WHOLE = (1.0,) * SCENARIOS

Values = dict[str, Any]
"""What formulas can name, in one scenario."""


def flow_of(design: Design, catalog: Catalog) -> FlowResult:
    """The load at every node and on every connection of the design."""
    return Flow(design, catalog).result


class Flow:
    """The flow of one design, kept up to date: `update` notes what changes, and `result` works out what it alters.

    So an edit does not wait for the flow, which is asked for once the hand rests.
    """

    def __init__(self, design: Design, catalog: Catalog) -> None:
        self._design = design
        self._catalog = catalog
        self._course = _Course(design, catalog)
        self._order = Order(design)
        self._nodes: dict[str, NodeFlow] = {}
        self._connections: dict[str, Mapping[str, Load]] = {}
        self._noted = Change()
        self._refresh(dict.fromkeys(design.nodes))

    @property
    def result(self) -> FlowResult:
        """The flow as the design stands; it does not change when the design does."""
        if self._noted:
            noted, self._noted = self._noted, Change()
            self._catch_up(noted)
        diverging = tuple(sorted(self._course.diverging))
        return FlowResult(dict(self._nodes), dict(self._connections), diverging)

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

    @undisturbed()
    def _refresh(self, touched: Mapping[str, None]) -> None:
        for node_id in {**touched, **self._course.go(touched, self._order)}:
            self._nodes[node_id] = self._node_flow(node_id)
            for link in self._order.leaving[node_id]:
                self._connections[link.id] = Loads(self._course.shown(link.id))

    def _node_flow(self, node_id: str) -> NodeFlow:
        service = self._catalog.service(self._design.nodes[node_id].service)
        defined = plan_of(service).quantities if service else _NO_QUANTITIES
        state = self._course.at[node_id]
        return NodeFlow(Loads(state.effective), Spreads(defined, state.values), defined, state.values)


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
    ``succeeds`` is the part of all this, each attempt counted, of which something comes; None: all. ``failed`` is
    the part that fails in the end, where something is stated to fail, and ``left_with`` names the ends whose arrows
    for failures take that.
    """

    __slots__ = ("calls", "failed", "fetched", "left_with", "named", "payload", "pulled", "succeeds")

    def __init__(self, *, pulled: bool) -> None:
        self.payload: Streams = {}
        self.calls: Stream | None = None
        self.named: Streams = {}
        self.fetched: frozenset[str] = frozenset()
        self.pulled = pulled
        self.succeeds: Factors | None = None
        self.failed: Factors | None = None
        self.left_with: frozenset[str] = frozenset()

    def same(self, other: "_Passing | None") -> bool:
        """Whether the numbers are the same, but for the last bits of a float."""
        return (
            other is not None
            and (self.pulled, self.fetched, self.left_with) == (other.pulled, other.fetched, other.left_with)
            and _same(self.payload, other.payload)
            and _same(self.named, other.named)
            and _close(self.calls or (), other.calls or ())
            and _close(self.succeeds or (), other.succeeds or ())
            and _close(self.failed or (), other.failed or ())
        )

    def succeeded(self) -> "_Passing":
        """Only that of which something comes."""
        return self.changed(lambda stream: scaled(stream, self.succeeds))

    def failing(self) -> "_Passing":
        """Only that which fails in the end."""
        return self.changed(lambda stream: scaled(stream, self.failed))

    def changed(self, change: Callable[[Stream], Stream]) -> "_Passing":
        """The same with every stream changed."""
        found = _Passing(pulled=self.pulled)
        found.payload = {kind: change(stream) for kind, stream in self.payload.items()}
        found.calls = None if self.calls is None else change(self.calls)
        found.named = {kind: change(stream) for kind, stream in self.named.items()}
        found.fetched = self.fetched
        found.succeeds, found.failed, found.left_with = self.succeeds, self.failed, self.left_with
        return found


class _At:
    """The state of one node."""

    __slots__ = ("direct", "effective", "fails", "out", "reached", "special", "totals", "values")

    def __init__(self) -> None:
        self.reached = False
        self.fails = False
        self.direct: Streams = {}
        self.effective: Streams = {}
        self.totals: Streams = {}
        self.out: Streams = {}
        """What leaves by any mechanism."""
        self.special: list[tuple[EmitPlan, str, Stream]] = []
        """What leaves by some mechanisms only."""
        self.values: tuple[Values, ...] = ({}, {}, {})

    def send(self, plan: EmitPlan, kind: str, stream: Stream) -> None:
        """Let a stream leave by the mechanisms of the emit, or by any."""
        if plan.emit.by:
            self.special.append((plan, kind, stream))
        else:
            self.out[kind] = stream


class _Course:
    """All scenarios through the whole design."""

    def __init__(self, design: Design, catalog: Catalog) -> None:
        self._design = design
        self._catalog = catalog
        self._plans = LinkPlans(catalog)
        self._order = Order(Design())
        self._links: dict[str, _Passing] = {}
        self.at: dict[str, _At] = {}
        self.diverging: set[str] = set()

    def shown(self, link_id: str) -> Streams:
        """What passes along a connection, commands among it as the stream ``calls``."""
        passing = self._links.get(link_id)
        if passing is None:
            return {}
        return passing.payload if passing.calls is None else {**passing.payload, CALLS: passing.calls}

    def _known(self, link_id: str) -> Streams:
        """What passes along a connection, and what is only named along it."""
        named = self._links[link_id].named if link_id in self._links else {}
        return {**self.shown(link_id), **{f"named {kind}": stream for kind, stream in named.items()}}

    def go(self, touched: Mapping[str, None], order: Order) -> dict[str, None]:
        """Visit the touched nodes and those behind them whose input differs; returns all that were visited."""
        self._order = order
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
        self.diverging = set()
        for key in circular:
            for link in self._order.leaving[key]:
                self._links.pop(link.id, None)
        self._settle(circular)
        for key in circular:
            self._finish(key)

    def _settle(self, circular: list[str]) -> None:
        """Visit all, then those whose input then differs, round after round until nothing does."""
        waiting: Mapping[str, None] = dict.fromkeys(circular)
        settling = Settling(len(circular))
        while waiting and settling.goes_on(len(waiting)):
            waiting = self._round(circular, waiting, settling)
            growing = settling.growing() if waiting else set()
            if growing:
                self._give_up(waiting, growing)
                waiting = dict.fromkeys(circular)
                settling.begin()
        if waiting:
            self._give_up(waiting, range(SCENARIOS))
            for _ in range(2):  # what is unknown is so after one round, and behind the cycles after another
                self._round(circular, dict.fromkeys(circular), settling)

    def _round(
        self, circular: list[str], waiting: Mapping[str, None], settling: Settling
    ) -> Mapping[str, None]:
        following: dict[str, None] = {}
        for key in circular:
            if key in waiting:
                leaving = self._order.leaving[key]
                before = [self._known(link.id) for link in leaving]
                following.update(dict.fromkeys(self._visit(key)))
                settling.notice(before, [self._known(link.id) for link in leaving])
        return {key: None for key in circular if key in following}

    def _give_up(self, waiting: Iterable[str], scenarios: Iterable[int]) -> None:
        """Nothing can be said of a load that grows without end, and so of what goes round with it."""
        found, gone = on_cycles(self._design, waiting), frozenset(scenarios)
        self.diverging |= found
        for key in found:
            for link in self._order.leaving[key]:
                if link.target in found and link.id in self._links:
                    self._links[link.id] = self._links[link.id].changed(
                        lambda stream: without_number(stream, gone)
                    )

    def _visit(self, key: str) -> list[str]:
        """Work a node out; returns the targets of the connections on which something else passes now."""
        node = self._design.nodes[key]
        service = self._catalog.service(node.service)
        leaving = self._order.leaving[key]
        state = self.at[key] = self._gathered(key)
        if service is not None:
            plan = plan_of(service)
            self._work_out(node, plan, state)
            if state.fails:
                state = self._gathered(key, succeeded=True)  # of what fails nothing is sent on
                self._work_out(node, plan, state)
            for emit in plan.emits if leaving else ():
                if state.reached or emit.is_own:
                    self._emit(emit, plan, state)
        differ = []
        for link in leaving:
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
        direct: Streams = {}
        named: Streams = {}
        fetched: Streams = {}
        everything = pushed = calls = ZERO
        for link in self._order.entering[key]:
            passing = self._links.get(link.id)
            if passing is None:
                continue
            if passing.succeeds is not None:
                state.fails = True
                passing = passing.succeeded() if succeeded else passing
            for kind, stream in passing.payload.items():
                state.reached = True
                put(fetched if kind in passing.fetched else direct, kind, stream)
                everything = plus(everything, stream)
                if not passing.pulled:
                    pushed = plus(pushed, stream)
            if passing.calls is not None:
                state.reached = True
                calls = plus(calls, passing.calls)
                pushed = plus(pushed, passing.calls)
            for kind, stream in passing.named.items():
                put(named, kind, stream)
        workload = self._design.workloads.get(key)
        if workload is not None:
            state.reached = True
            stream = stated(workload, self._catalog.shapes)
            put(direct, workload.kind, stream)
            everything = plus(everything, stream)
            pushed = plus(pushed, stream)
        state.direct = with_larger(direct, fetched)
        state.effective = with_larger(state.direct, named)
        state.totals = {"all": everything, "pushed": pushed, CALLS: calls}
        return state

    def _work_out(self, node: Node, plan: Plan, state: _At) -> None:
        """The values that formulas can name, and the quantities that do not depend on what leaves."""
        own = {
            name: float(value) if not isinstance(value, str) else value if name in plan.texts else UNKNOWN
            for name, value in node.settings.items()
            if value is not None
        }
        asked = [
            (name, state.totals.get(kind) or state.effective.get(kind) or ZERO, index)
            for name, kind, index in plan.streams
        ]
        found = []
        for start, known in zip(STARTS, plan.values, strict=True):
            values = known | own
            for name, stream, index in asked:
                values[name] = stream[start + index] if state.reached else UNKNOWN
            plan.early(values)
            found.append(values)
        state.values = tuple(found)

    def _emit(self, plan: EmitPlan, whole: Plan, state: _At) -> None:
        """Add to what leaves the node a stream for each kind that the emit sends."""
        emit = plan.emit
        held = state.effective if whole.is_fetcher else state.direct
        for kind in held if emit.kind == "any" else (emit.kind,):
            name = emit.of or kind
            base = state.totals.get(name) or state.effective.get(name)
            stream = converted(base, kind, same=emit.of in {"", kind})
            if plan.stated:
                stream = _as_stated(stream, plan, state, base if emit.kind == "any" else None)
            elif base is stream:
                state.send(plan, kind, stream)
                continue
            if base is not None or any(stream):  # a stated zero is known
                state.send(plan, kind, with_peak(stream, base or ZERO, state.totals["pushed"]))

    def _along(self, link: Connection, source: str, state: _At) -> _Passing:
        target = self._design.nodes[link.target].service
        plan = self._plans.between(source, target, link.mechanism)
        passing = _Passing(pulled=plan.is_pulled)
        if link.share == 1.0 and plan.takes_failures(link):
            return self._failed_along(link, plan, source, state)
        if not plan.brings_load or not (state.out or state.special):
            return passing
        share = self._share(link, passing)
        out, special = _sent(link.mechanism, state)
        if plan.is_control:
            about = content(out) or content(state.effective)
            calls = out.get(CALLS) or out.get("events") or out.get("records") or total(about.values())
            passing.calls = scaled(calls, share) if calls else None
        else:
            chosen = _chosen(link, plan, out, special)
            passing.payload = chosen if share is None else _scaled(chosen, share)
            if state.effective is not state.direct:
                passing.fetched = frozenset(chosen.keys() & state.effective.keys() - state.direct.keys())
            if link.item_kb is not None:
                resize = link.item_kb
                passing.payload = {kind: resized(one, resize) for kind, one in passing.payload.items()}
        if plan.is_control or _only_tells(passing.payload, out):
            passing.named = _scaled(content(out) or content(state.effective), share)
        return passing

    def _failed_along(self, link: Connection, plan: LinkPlan, source: str, state: _At) -> _Passing:
        """What fails in the end at the other arrows that leave this to the source, in the form the target has it.

        Nothing, which is known, where nothing is stated to fail.
        """
        passing = _Passing(pulled=plan.is_pulled)
        if not state.reached:
            return passing
        share = self._share(link, passing)
        written = link.carries or plan.label or "events"
        passing.payload = {written: ZERO}
        for failed in self._failed(link.source, source, state):
            streams = failed.payload if failed.calls is None else {**failed.payload, CALLS: failed.calls}
            for kind, stream in streams.items():
                fits = kind != CALLS and takes(plan.carried, kind) and takes(plan.accepted, kind)
                form = kind if fits and not link.carries else written
                put(passing.payload, form, scaled(converted(stream, form, same=form == kind), share))
            for kind, stream in failed.named.items():
                put(passing.named, kind, scaled(stream, share))
        if len(passing.payload) > 1 and passing.payload[written] is ZERO:
            del passing.payload[written]
        if link.item_kb is not None:
            resize = link.item_kb
            passing.payload = {kind: resized(one, resize) for kind, one in passing.payload.items()}
        return passing

    def _failed(self, key: str, service: str, state: _At) -> Iterator[_Passing]:
        """What fails in the end along each arrow that enters the node or leaves it, where it is left to the node."""
        for link in self._order.entering[key]:
            entering = self._links.get(link.id)
            if entering is not None and "target" in entering.left_with:
                yield entering.failing()
        for link in self._order.leaving[key]:
            if link.fails != 0.0 and not takes_failures(link, self._design, self._catalog):
                leaving = self._along(link, service, state)
                if "source" in leaving.left_with:
                    yield leaving.failing()

    def _share(self, link: Connection, passing: _Passing) -> Factors | None:
        """What part of the source's load goes along, each attempt counted; None: all."""
        if link.fails == 0.0:
            return None if link.share == 1.0 else factors(at(link.share, one) for one in range(SCENARIOS))
        tries = [tries_of(link, self._design, self._catalog, one) for one in range(SCENARIOS)]
        succeeds = tuple((1 - one.failed) / one.attempts for one in tries)
        passing.succeeds = None if succeeds == _WHOLE else factors(succeeds)
        passing.failed = tuple(one.failed / one.attempts for one in tries for _ in MEASURES)
        passing.left_with = ends_left_with(link, self._design, self._catalog)
        return factors(at(link.share, scenario) * one.attempts for scenario, one in enumerate(tries))

    def _finish(self, key: str) -> None:
        """Quantities that depend on what leaves the node: sent in all, pulled by others, and commands."""
        service = self._catalog.service(self._design.nodes[key].service)
        if service is None or not (plan := plan_of(service)).has_late:
            return
        state = self.at[key]
        out = reads = sent = ZERO
        for passing in (self._links[link.id] for link in self._order.leaving[key]):
            for stream in passing.payload.values():
                out = plus(out, stream)
                if passing.pulled:
                    reads = plus(reads, stream)
            if passing.calls is not None:
                sent = plus(sent, passing.calls)
        leaving = {"out": out, "reads": reads, "sent": sent}
        for start, values in zip(STARTS, state.values, strict=True):
            for name, stream_name, index in plan.leaving:
                values[name] = leaving[stream_name][start + index] if state.reached else UNKNOWN
            plan.late(values)


def _as_stated(stream: Stream, plan: EmitPlan, state: _At, base: Stream | None) -> Stream:
    """The stream with what the emit's formulas say; to them ``base``, where given, is all that arrives.

    A store keeps each kind apart: its formulas are worked out for one kind after the other.
    """
    changed = list(stream)
    for start, values in zip(STARTS, state.values, strict=True):
        seen = (
            values | {name: base[start + index] for name, index in plan.of_all}
            if base and plan.of_all
            else values
        )
        plan.run(seen)
        for index, name in plan.stated:
            changed[start + index] = seen[name]
    return tuple(changed)


def _scaled(streams: Streams, share: Factors | None) -> Streams:
    return streams if share is None else {kind: scaled(stream, share) for kind, stream in streams.items()}


def _only_tells(payload: Streams, out: Streams) -> bool:
    """Whether the payload is but events that tell of what the node holds."""
    return payload.keys() <= {"events"} or ("events" in out and not payload.keys() & out.keys())


def _sent(mechanism: str, state: _At) -> tuple[Streams, Streams]:
    """What the node sends by this mechanism, and the part of it that is for this mechanism only."""
    special = {kind: stream for plan, kind, stream in state.special if mechanism in plan.emit.by}
    return state.out | special if special else state.out, special


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
        if kind != CALLS and takes(plan.carried, kind) and takes(plan.accepted, kind)
    }
    if not plan.label or any(map(any, fitting.values())):
        return fitting
    whole = as_written(out)
    return {plan.label: whole} if whole else {}


def _same(old: Streams, new: Streams) -> bool:
    if old == new:
        return True
    return old.keys() == new.keys() and all(_close(old[key], new[key]) for key in old)


def _close(old: Stream, new: Stream) -> bool:
    if old == new:
        return True
    if len(old) != len(new):
        return False
    pairs = zip(old, new, strict=True)
    return all(a == b or (isnan(a) and isnan(b)) or abs(a - b) <= 1e-9 * abs(b) for a, b in pairs)
