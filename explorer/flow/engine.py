"""Carries a workload through a design, three times over: with every low, expected and high number.

Within one run a stream is a list of floats in the order of `MEASURES`, and unknown is NaN, which arithmetic
keeps. Nodes are taken in the order of the arrows; a cycle is gone round until its numbers stand still.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import isnan
from typing import Any

from explorer.catalog import Catalog
from explorer.catalog.model import Integration, Service, Setting
from explorer.design import Connection, Design, Node, Workload
from explorer.design.records import Range
from explorer.flow.model import (
    DAYS_PER_MONTH,
    HOURS_PER_MONTH,
    MEASURES,
    SECONDS_PER_MONTH,
    FlowResult,
    Load,
    NodeFlow,
    Spread,
)
from explorer.flow.plan import EmitPlan, Plan, plan_of
from explorer.formula import UNKNOWN

Stream = list[float]
Streams = dict[str, Stream]

ITEMS, GB, SECONDS, CHARACTERS, PAGES, STOCK, PEAK = range(len(MEASURES))
KB_PER_GB = 1024.0 * 1024.0
MAX_ROUNDS = 60
LOG_KB = 1.0
"""Size of a log record or metric where nothing else is said."""

_NO_LOAD = {"encrypt", "secret", "authorize", "network", "deploy", "host", "mount", "metadata"}
_RELABELLED = {
    *("sdk-call", "sync-invoke", "delivery-destination", "event-rule-target", "service-integration"),
    *("protocol-ingest", "subscription", "event-source-mapping", "stream-source", "replication"),
}
"""Mechanisms by which code or a service writes what it has in the form the target takes."""
_GENERIC = ("records", "events", "objects", "tabular", "text", "metrics")
_UNSTORABLE = {"events", "metrics", "calls"}
_CONSTANTS = {"hours": HOURS_PER_MONTH, "days": DAYS_PER_MONTH, "month_s": SECONDS_PER_MONTH}
_MEASURED = {"audio": (SECONDS,), "video": (SECONDS,), "text": (CHARACTERS,), "document": (PAGES, CHARACTERS)}
"""Content measures that a kind has; the others are zero for it, not unknown."""


def flow_of(design: Design, catalog: Catalog) -> FlowResult:
    """The load at every node and on every connection of the design."""
    runs = [_Run(design, catalog, scenario) for scenario in range(3)]
    for run in runs:
        run.go()
    nodes = {node_id: _node_flow(node_id, runs, catalog, node) for node_id, node in design.nodes.items()}
    links = {
        link_id: _loads([run.passing.get(link_id, {}) for run in runs]) for link_id in design.connections
    }
    return FlowResult(nodes, links, tuple(sorted(set().union(*(run.diverging for run in runs)))))


class _Passing:
    """What goes along one connection: the payload itself, commands, and content that these only name."""

    __slots__ = ("calls", "named", "payload", "pulled")

    def __init__(self, *, pulled: bool) -> None:
        self.payload: Streams = {}
        self.calls: Stream | None = None
        self.named: Streams = {}
        self.pulled = pulled


class _At:
    """The state of one node in one run."""

    __slots__ = ("effective", "out", "quantities", "reached", "values")

    def __init__(self) -> None:
        self.reached = False
        self.effective: Streams = {}
        self.out: list[tuple[EmitPlan, str, Stream]] = []
        self.quantities: dict[str, float] = {}
        self.values: dict[str, Any] = {}


class _Run:
    """One scenario (0 low, 1 expected, 2 high) through the whole design."""

    def __init__(self, design: Design, catalog: Catalog, scenario: int) -> None:
        self._design = design
        self._catalog = catalog
        self._scenario = scenario
        self._links: dict[str, _Passing] = {}
        self.at: dict[str, _At] = {}
        self.passing: dict[str, Streams] = {}
        self.diverging: set[str] = set()

    def go(self) -> None:
        straight, circular = _order(self._design)
        for node_id in straight:
            self._visit(node_id)
        if circular:
            self._go_round(circular)
        for node_id, at in self.at.items():
            self._finish(node_id, at)
        for link_id, passing in self._links.items():
            shown = dict(passing.payload)
            if passing.calls is not None:
                shown["calls"] = passing.calls
            self.passing[link_id] = shown

    def _go_round(self, circular: list[str]) -> None:
        """Visit the nodes on and behind cycles until nothing changes; what still grows has no number."""
        seen: dict[str, list[float]] = {}
        moving: set[str] = set()
        for _ in range(MAX_ROUNDS):
            moving = set()
            for node_id in circular:
                self._visit(node_id)
                now = [value for link in self._design.leaving(node_id) for value in self._signature(link.id)]
                if not _same(seen.get(node_id), now):
                    moving.add(node_id)
                seen[node_id] = now
            if not moving:
                return
        self.diverging |= moving
        for node_id in moving:
            at = self.at[node_id]
            at.effective = {kind: [UNKNOWN] * len(MEASURES) for kind in at.effective}
            at.values = dict.fromkeys(at.values, UNKNOWN) | self._settings(self._design.nodes[node_id])
            for link in self._design.leaving(node_id):
                self._links[link.id].payload = {
                    kind: [UNKNOWN] * len(MEASURES) for kind in self._links[link.id].payload
                }

    def _signature(self, link_id: str) -> Iterator[float]:
        passing = self._links[link_id]
        for streams in (passing.payload, passing.named):
            for stream in streams.values():
                yield from stream
        if passing.calls is not None:
            yield passing.calls[ITEMS]

    def _visit(self, node_id: str) -> None:
        node = self._design.nodes[node_id]
        service = self._catalog.service(node.service)
        at = self.at[node_id] = _At()
        totals = self._gather(node_id, at)
        if service is not None:
            plan = plan_of(service)
            self._evaluate(node, service, plan, at, totals)
        for link in self._design.leaving(node_id):
            self._links[link.id] = self._along(link, service, at)

    def _gather(self, node_id: str, at: _At) -> Streams:
        """Sum what enters. Content that is only named counts where the content itself does not arrive."""
        direct: Streams = {}
        named: Streams = {}
        totals = {name: _zero() for name in ("all", "pushed", "calls")}
        for link in self._design.entering(node_id):
            passing = self._links.get(link.id)
            if passing is None:
                continue
            for kind, stream in passing.payload.items():
                at.reached = True
                _add(direct, kind, stream)
                _plus(totals["all"], stream)
                if not passing.pulled:
                    _plus(totals["pushed"], stream)
            if passing.calls is not None:
                at.reached = True
                _plus(totals["calls"], passing.calls)
                _plus(totals["pushed"], passing.calls)
            for kind, stream in passing.named.items():
                _add(named, kind, stream)
        stated = self._design.workloads.get(node_id)
        if stated is not None:
            at.reached = True
            stream = _stated(stated, self._scenario)
            _add(direct, stated.kind, stream)
            _plus(totals["all"], stream)
            _plus(totals["pushed"], stream)
        at.effective = {**named, **direct}
        at.values = {}
        return totals

    def _evaluate(self, node: Node, service: Service, plan: Plan, at: _At, totals: Streams) -> None:
        values = at.values = {**_CONSTANTS, **self._settings(node, service)}
        for name in plan.names:
            stream, dot, measure = name.partition(".")
            if dot and measure in MEASURES and stream not in {"out", "reads", "sent"}:
                values[name] = self._measure(at, totals, stream, MEASURES.index(measure))
        for quantity, compiled in plan.early:
            values[quantity.id] = at.quantities[quantity.id] = _value(compiled, values)
        for emit in plan.emits:
            if at.reached or emit.is_own:
                at.out += [(emit, *sent) for sent in self._emitted(emit, at, totals, values)]

    def _measure(self, at: _At, totals: Streams, stream: str, index: int) -> float:
        if not at.reached:
            return UNKNOWN
        found = totals.get(stream) or at.effective.get(stream.replace("_", " "))
        return found[index] if found else 0.0

    def _settings(self, node: Node, service: Service | None = None) -> dict[str, Any]:
        service = service or self._catalog.service(node.service)
        known = service.settings if service else ()
        return {setting.id: self._setting(setting, node.settings) for setting in known}

    def _setting(self, setting: Setting, stated: Mapping[str, Any]) -> Any:  # noqa: ANN401 - number or text
        if (value := stated.get(setting.id)) is None:
            bounds = (setting.low, setting.default, setting.high)
            value = bounds[self._scenario] if bounds[self._scenario] is not None else setting.default
        if isinstance(value, str):
            return value
        return UNKNOWN if value is None else float(value)

    def _emitted(
        self, plan: EmitPlan, at: _At, totals: Streams, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, Stream]]:
        """(kind, stream) for each kind that the emit sends."""
        emit = plan.emit
        for kind in list(at.effective) if emit.kind == "any" else [emit.kind]:
            base = self._base(emit.of or kind, at, totals)
            stream = _converted(base, kind, same=emit.of in {"", kind})
            own = values if emit.kind != "any" or base is None else {**values, **_as_all(base)}
            for index, compiled in plan.formulas:
                stream[index] = _value(compiled, own)
            if base is not None or any(value != 0 for value in stream):  # a stated zero is known
                stream[PEAK] = _peak(stream, base if base and base[ITEMS] else totals["pushed"])
                yield kind, stream

    def _base(self, name: str, at: _At, totals: Streams) -> Stream | None:
        if name in {"all", "calls", "pushed"}:
            return totals[name]
        return at.effective.get(name)

    def _along(self, link: Connection, service: Service | None, at: _At) -> _Passing:
        target = self._design.nodes[link.target]
        known = self._integrations(link, target.service)
        control = bool(known) and all(entry.direction == "control" for entry in known)
        passing = _Passing(pulled=bool(known) and all(entry.direction == "read" for entry in known))
        if link.mechanism in _NO_LOAD or not at.out or service is None:
            return passing
        share = _at(link.share, self._scenario)
        out, by_mechanism = self._out(link, at)
        content = _content(out) or _content(at.effective)
        if control:
            calls = out.get("calls") or _first_of(out, ("events", "records")) or _sum(content.values())
            passing.calls = _scaled(calls, share) if calls else None
            passing.named = {kind: _scaled(stream, share) for kind, stream in content.items()}
            return passing
        chosen = self._chosen(link, known, target, out, by_mechanism)
        passing.payload = {kind: _scaled(stream, share) for kind, stream in chosen.items()}
        if link.item_kb is not None:
            for stream in passing.payload.values():
                stream[GB] = stream[ITEMS] * _at(link.item_kb, self._scenario) / KB_PER_GB
        if set(chosen) <= {"events"}:
            passing.named = {kind: _scaled(stream, share) for kind, stream in content.items()}
        return passing

    def _integrations(self, link: Connection, target: str) -> list[Integration]:
        source = self._design.nodes[link.source].service
        listed = self._catalog.by_pair.get((source, target), ())
        return [entry for entry in listed if entry.mechanism == link.mechanism]

    def _out(self, link: Connection, at: _At) -> tuple[Streams, Streams]:
        """What the node sends by this mechanism, and the part of it that is for this mechanism only."""
        usual: Streams = {}
        special: Streams = {}
        for plan, kind, stream in at.out:
            if link.mechanism in plan.emit.by:
                special[kind] = stream
            elif not plan.emit.by:
                usual[kind] = stream
        return {**usual, **special}, special

    def _chosen(
        self, link: Connection, known: list[Integration], target: Node, out: Streams, special: Streams
    ) -> Streams:
        """Of what the node sends, the payload that this connection takes, in the form the target has it."""
        if link.carries:
            whole = out.get(link.carries) or self._as_written(out)
            return {link.carries: whole} if whole else {}
        carried: set[str] = {kind for entry in known for kind in entry.carries}
        if link.mechanism == "event-notification":
            carried &= {"events", "records", "text", "metrics"} if len(carried) > 1 else carried
        if link.mechanism in {"log-metric", "audit"}:
            return {kind: special[kind] for kind in special if _takes(carried, kind)} or self._logged(
                carried, out
            )
        accepted = self._accepted(target)
        fitting = {
            kind: stream
            for kind, stream in out.items()
            if kind != "calls" and _takes(carried, kind) and _takes(accepted, kind)
        }
        if fitting or link.mechanism not in _RELABELLED:
            return fitting
        label = next((kind for kind in _GENERIC if _takes(carried, kind) and _takes(accepted, kind)), "")
        whole = self._as_written(out)
        return {label: whole} if label and whole else {}

    def _accepted(self, target: Node) -> set[str]:
        service = self._catalog.service(target.service)
        return set(service.accepts) if service else set()

    def _as_written(self, out: Streams) -> Stream | None:
        """All that a node sends as one stream: its events or records where it has them, else its content."""
        return _first_of(out, ("events", "records")) or _sum(
            stream for kind, stream in out.items() if kind not in _UNSTORABLE
        )

    def _logged(self, carried: set[str], out: Streams) -> Streams:
        whole = self._as_written(out) or out.get("calls")
        if not whole:
            return {}
        stream = _zero()
        stream[ITEMS], stream[PEAK] = whole[ITEMS], whole[PEAK]
        stream[GB] = whole[ITEMS] * LOG_KB / KB_PER_GB
        return {"metrics" if carried == {"metrics"} else "records": stream}

    def _finish(self, node_id: str, at: _At) -> None:
        """Quantities that depend on what leaves the node."""
        service = self._catalog.service(self._design.nodes[node_id].service)
        if service is None:
            return
        plan = plan_of(service)
        if node_id in self.diverging:
            at.quantities = {quantity.id: _value(compiled, at.values) for quantity, compiled in plan.early}
        if not plan.late:
            return
        leaving = self._leaving(node_id)
        for name, stream in leaving.items():
            for index, measure in enumerate(MEASURES):
                at.values[f"{name}.{measure}"] = stream[index] if at.reached else UNKNOWN
        for quantity, compiled in plan.late:
            at.values[quantity.id] = at.quantities[quantity.id] = _value(compiled, at.values)

    def _leaving(self, node_id: str) -> Streams:
        """What leaves the node in all, the part of it that others pull, and the commands sent."""
        leaving = {"out": _zero(), "reads": _zero(), "sent": _zero()}
        for passing in (self._links[link.id] for link in self._design.leaving(node_id)):
            for stream in passing.payload.values():
                _plus(leaving["out"], stream)
                if passing.pulled:
                    _plus(leaving["reads"], stream)
            if passing.calls is not None:
                _plus(leaving["sent"], passing.calls)
        return leaving


def _order(design: Design) -> tuple[list[str], list[str]]:
    """Node ids so that sources come before targets, and those on or behind cycles, apart."""
    waiting = {node_id: len({link.source for link in design.entering(node_id)}) for node_id in design.nodes}
    ready = [node_id for node_id, count in waiting.items() if not count]
    straight: list[str] = []
    for node_id in ready:
        straight.append(node_id)
        for target in dict.fromkeys(link.target for link in design.leaving(node_id)):
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    done = set(straight)
    return straight, [node_id for node_id in design.nodes if node_id not in done]


def _stated(workload: Workload, scenario: int) -> Stream:
    """The stream that a workload states. A content measure that its kind has, left out, is unknown."""
    items = UNKNOWN
    if workload.items_per_month is not None:
        items = _at(workload.items_per_month, scenario)
    elif workload.items_per_s is not None:
        items = _at(workload.items_per_s, scenario) * SECONDS_PER_MONTH
    stream = _zero()
    stream[ITEMS] = items
    stream[PEAK] = items / SECONDS_PER_MONTH * _at(workload.peak_ratio, scenario)
    stream[GB] = UNKNOWN
    if workload.item_kb is not None:
        stream[GB] = items * _at(workload.item_kb, scenario) / KB_PER_GB
    for index, stated in (
        (SECONDS, workload.seconds),
        (CHARACTERS, workload.characters),
        (PAGES, workload.pages),
    ):
        if stated is not None:
            stream[index] = items * _at(stated, scenario)
        elif index in _MEASURED.get(workload.kind, ()):
            stream[index] = UNKNOWN
    return stream


def _at(value: Range, scenario: int) -> float:
    return float(value[scenario] if isinstance(value, tuple) else value)


def _value(compiled: Any, values: Mapping[str, Any]) -> float:  # noqa: ANN401 - a Formula
    try:
        return float(compiled(values))
    except KeyError:  # a name the catalog's lint reports; the number is unknown, the rest goes on
        return UNKNOWN


def _content(streams: Streams) -> Streams:
    """The streams that can be kept and read again: not events, metrics and commands."""
    return {kind: stream for kind, stream in streams.items() if kind not in _UNSTORABLE}


def _as_all(stream: Stream) -> dict[str, float]:
    """The stream as if it were all that arrives: a store keeps each kind apart."""
    return {f"all.{measure}": value for measure, value in zip(MEASURES, stream, strict=True)}


def _converted(base: Stream | None, kind: str, *, same: bool) -> Stream:
    """The stream a formula starts from: its base, without what does not outlive a change of kind."""
    stream = list(base) if base else _zero()
    stream[STOCK] = 0.0  # only a store keeps, and says so
    if not same:
        for index in {SECONDS, CHARACTERS, PAGES} - set(_MEASURED.get(kind, ())):
            stream[index] = 0.0
    return stream


def _peak(stream: Stream, base: Stream) -> float:
    """Items a second in the busiest hour: those of the base, as many times over as there are items."""
    if not base[ITEMS]:
        return stream[ITEMS] / SECONDS_PER_MONTH
    return base[PEAK] * stream[ITEMS] / base[ITEMS]


def _takes(kinds: set[str], kind: str) -> bool:
    return not kinds or kind in kinds or ("objects" in kinds and kind not in _UNSTORABLE)


def _first_of(out: Streams, kinds: Iterable[str]) -> Stream | None:
    return next((out[kind] for kind in kinds if kind in out), None)


def _zero() -> Stream:
    return [0.0] * len(MEASURES)


def _plus(total: Stream, stream: Stream) -> None:
    for index, value in enumerate(stream):
        total[index] += value


def _add(streams: Streams, kind: str, stream: Stream) -> None:
    _plus(streams.setdefault(kind, _zero()), stream)


def _sum(streams: Iterable[Stream]) -> Stream | None:
    listed = list(streams)
    if not listed:
        return None
    total = _zero()
    for stream in listed:
        _plus(total, stream)
    return total


def _scaled(stream: Stream, share: float) -> Stream:
    return [value if index == STOCK else value * share for index, value in enumerate(stream)]


def _same(old: list[float] | None, new: list[float]) -> bool:
    if old is None or len(old) != len(new):
        return False
    pairs = zip(old, new, strict=True)
    return all(a == b or (isnan(a) and isnan(b)) or abs(a - b) <= 1e-9 * abs(b) for a, b in pairs)


def _spread(values: list[float | None]) -> Spread:
    """Three numbers as a spread, turned so that low is not above high."""
    known = [None if value is None or isnan(value) else value for value in values]
    low, expected, high = known
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Spread(low, expected, high)


def _loads(runs: list[Streams]) -> dict[str, Load]:
    """Streams of the three runs, by name, as loads with units in the names."""
    kinds = dict.fromkeys(kind for run in runs for kind in run)
    zero = _zero()
    return {
        kind: Load(*(_spread([run.get(kind, zero)[index] for run in runs]) for index in range(len(MEASURES))))
        for kind in kinds
    }


def _node_flow(node_id: str, runs: list[_Run], catalog: Catalog, node: Node) -> NodeFlow:
    service = catalog.service(node.service)
    defined = {quantity.id: quantity for quantity in service.flow.quantities} if service else {}
    states = [run.at[node_id] for run in runs]
    quantities = {key: _spread([at.quantities.get(key) for at in states]) for key in defined}
    return NodeFlow(_loads([at.effective for at in states]), quantities, defined)
