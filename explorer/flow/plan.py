"""What is worked out once: per service its formulas, compiled, and per kind of arrow what it lets through."""

from collections.abc import Callable
from typing import Any, Literal
from weakref import WeakKeyDictionary

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Emit, Outcome, Quantity, Service
from explorer.design import Connection
from explorer.flow.model import DAYS_PER_MONTH, HOURS_PER_MONTH, MEASURES, SCENARIOS, SECONDS_PER_MONTH
from explorer.formula import Formula, block, formula

EMITTED = ("items", "gb", "seconds", "characters", "pages", "stock_gb")
"""Measures that an emit may state, in the order of `MEASURES`."""

UNSTORABLE = frozenset({"events", "metrics", "calls"})
"""Kinds that are no content: they cannot be kept and read again."""

_LATE = ("out", "reads", "sent")
"""Streams that are known only after a node's emits."""

_NO_LOAD = {"encrypt", "secret", "authorize", "deploy", "host", "mount", "metadata"}
"""Mechanisms that set something up or let it be used; what goes over a mount is the file system's affair."""
_FETCHERS = {"compute", "containers", "ml", "ai", "analytics", "external", "developer", "business"}
"""Categories whose services go and read the content that an event only names; the others pass the event on."""
_LOGGED = {"log-metric", "audit"}
_RELABELLED = {
    *("sdk-call", "sync-invoke", "delivery-destination", "event-rule-target", "service-integration"),
    *("protocol-ingest", "subscription", "event-source-mapping", "stream-source", "replication"),
}
"""Mechanisms by which code or a service writes what it has in the form the target takes."""
_GENERIC = ("records", "events", "objects", "tabular", "text", "metrics")
_NOTIFIED = {"events", "records", "text", "metrics"}
"""What a notification itself can carry; other kinds named beside these are what it is about."""

Block = Callable[[dict[str, Any]], None]


class EmitPlan(Struct, frozen=True):
    """An emit with its formulas compiled: ``run`` puts the measure of index i among the values as ``#i``."""

    emit: Emit
    run: Block
    stated: tuple[tuple[int, str], ...]
    """(index of the measure, the name under which ``run`` leaves it)."""
    of_all: tuple[tuple[str, int], ...]
    """(name, index of the measure) of what the formulas ask of all that arrives."""
    is_own: bool
    """Whether it comes of the settings alone, as a schedule's calls do, whatever reaches the node."""


class Plan(Struct, frozen=True):
    """A service's formulas in the order in which they can be worked out."""

    early: Block
    emits: tuple[EmitPlan, ...]
    late: Block
    streams: tuple[tuple[str, str, int], ...]
    """(name, kind or sum, index of the measure) of what the formulas ask of the streams that arrive."""
    leaving: tuple[tuple[str, str, int], ...]
    """The same of the streams that leave."""
    has_late: bool
    is_fetcher: bool
    """Whether it reads content that is only named to it, and so can send that on."""
    quantities: dict[str, Quantity]
    defaults: tuple[dict[str, Any], ...]
    """Values of the settings where the user set none: low, expected, high."""
    texts: frozenset[str]
    """Settings whose values are words: of every other a word is no value."""
    values: tuple[dict[str, Any], ...]
    """All that formulas can name before anything has arrived: the defaults, and what is the same for all."""


_CONSTANTS = {"hours": HOURS_PER_MONTH, "days": DAYS_PER_MONTH, "month_s": SECONDS_PER_MONTH}
_MAX_KEPT = 4096
_kept: dict[int, tuple[Service, Plan]] = {}
"""Plans by the identity of their service, which is kept beside so that no other can take it: a service's hash would
be worked out from all its fields each time."""


def plan_of(service: Service) -> Plan:
    """The plan of a service, worked out once. Raises FormulaError where the catalog has a formula that is none."""
    kept = _kept.get(id(service))
    if kept is None:
        if len(_kept) >= _MAX_KEPT:
            _kept.clear()
        kept = _kept[id(service)] = service, _plan(service)
    return kept[1]


def _plan(service: Service) -> Plan:
    early: list[tuple[str, Formula]] = []
    late: list[tuple[str, Formula]] = []
    names: set[str] = set()
    for quantity in service.flow.quantities:
        compiled = formula(quantity.formula)
        names |= compiled.names
        waits = {name for name, _ in late} & compiled.names or _streams(compiled.names) & set(_LATE)
        (late if waits else early).append((quantity.id, compiled))
    emits = tuple(_emit_plan(emit) for emit in service.flow.emits)
    for emit in service.flow.emits:
        names |= {name for text in _texts(emit) for name in formula(text).names}
    if service.flow.latency is not None:
        names |= formula(service.flow.latency.low_s).names | formula(service.flow.latency.high_s).names
    defaults = tuple(_defaults(service, scenario) for scenario in range(SCENARIOS))
    return Plan(
        early=block(early),
        emits=emits,
        late=block(late),
        streams=tuple(sorted(one for one in _asked(names) if one[1] not in _LATE)),
        leaving=tuple(sorted(one for one in _asked(names) if one[1] in _LATE)),
        has_late=bool(late),
        is_fetcher=service.category in _FETCHERS,
        quantities={quantity.id: quantity for quantity in service.flow.quantities},
        defaults=defaults,
        texts=frozenset(one.id for one in service.settings if one.type in {"choice", "text"}),
        values=tuple({**_CONSTANTS, **values} for values in defaults),
    )


def _streams(names: frozenset[str] | set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names if "." in name}


def _asked(names: set[str]) -> list[tuple[str, str, int]]:
    parts = [(name, *name.split(".", 1)) for name in names if "." in name]
    return [
        (name, stream.replace("_", " "), MEASURES.index(measure))
        for name, stream, measure in parts
        if measure in MEASURES
    ]


def _texts(emit: Emit) -> list[str]:
    return [text for measure in EMITTED if (text := getattr(emit, measure))]


def _emit_plan(emit: Emit) -> EmitPlan:
    stated = [
        (index, f"#{index}", text)
        for index, measure in enumerate(EMITTED)
        if (text := getattr(emit, measure))
    ]
    compiled = [(name, formula(text)) for _, name, text in stated]
    own = bool(stated) and not any("." in name for _, one in compiled for name in one.names)
    asked = {name for _, one in compiled for name in one.names if name.startswith("all.")}
    of_all = tuple((name, index) for name, stream, index in _asked(asked) if stream == "all")
    return EmitPlan(emit, block(compiled), tuple((index, name) for index, name, _ in stated), of_all, own)


def _defaults(service: Service, scenario: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for setting in service.settings:
        bounds = (setting.low, setting.default, setting.high)
        value = bounds[scenario] if bounds[scenario] is not None else setting.default
        found[setting.id] = (
            value if isinstance(value, str) else float("nan") if value is None else float(value)
        )
    return found


class LinkPlan(Struct, frozen=True):
    """What a kind of arrow (source service, target service, mechanism) lets through."""

    brings_load: bool
    is_control: bool
    is_pulled: bool
    is_logged: bool
    carried: frozenset[str]
    accepted: frozenset[str]
    label: str
    """The kind that a source's payload is written as where none of its own kinds fits; empty: none."""
    outcome: Outcome | Literal[""] = ""
    """What of the source's work goes along unless the arrow says otherwise; empty: all."""

    def takes_failures(self, link: Connection) -> bool:
        """Whether such an arrow is for what fails in the end at the source's other arrows."""
        return (link.outcome or self.outcome) == "failure"


def link_plan(catalog: Catalog, source: str, target: str, mechanism: str) -> LinkPlan:
    """The plan of an arrow; one that the catalog does not know carries whatever there is."""
    listed = catalog.by_pair.get((source, target), ())
    known = [entry for entry in listed if entry.mechanism == mechanism]
    carried: frozenset[str] = frozenset(kind for entry in known for kind in entry.carries)
    if mechanism == "event-notification" and len(carried) > 1:
        carried &= _NOTIFIED
    service = catalog.service(target)
    accepted: frozenset[str] = frozenset(service.accepts) if service else frozenset()
    fits = (kind for kind in _GENERIC if takes(carried, kind) and takes(accepted, kind))
    return LinkPlan(
        brings_load=mechanism not in _NO_LOAD,
        is_control=bool(known) and all(entry.direction == "control" for entry in known),
        is_pulled=bool(known) and all(entry.direction == "read" for entry in known),
        is_logged=mechanism in _LOGGED,
        carried=carried,
        accepted=accepted,
        label=next(fits, "") if mechanism in _RELABELLED else "",
        outcome=next((entry.outcomes[0] for entry in known if entry.outcomes), ""),
    )


_LinkKind = tuple[str, str, str]
_links: WeakKeyDictionary[Catalog, dict[_LinkKind, LinkPlan]] = WeakKeyDictionary()


class LinkPlans:
    """The plans of the arrows of a catalog, each worked out once as long as the catalog is kept."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._plans = _links.setdefault(catalog, {})

    def between(self, source: str, target: str, mechanism: str) -> LinkPlan:
        """The plan of an arrow from one service to another."""
        key = source, target, mechanism
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = link_plan(self._catalog, *key)
        return plan


def takes(kinds: frozenset[str], kind: str) -> bool:
    """Whether the kind is among these; no kinds at all means any, ``objects`` any content."""
    return not kinds or kind in kinds or ("objects" in kinds and kind not in UNSTORABLE)
