"""The records of the catalog, as its YAML files say them. All are frozen; unknown keys are errors.

A source is written as one text, ``Title https://address``; `Receipt.title` and `Receipt.url` take it apart.
"""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

DATA_KINDS = (
    *("records", "objects", "text", "audio", "image", "video", "document", "tabular"),
    *("model artifact", "metrics", "events", "container image", "labels"),
)
"""Closed: what can pass along an arrow. ``objects`` stands for any stored kind."""

DataKind = Literal[
    "records", "objects", "text", "audio", "image", "video", "document", "tabular",
    "model artifact", "metrics", "events", "container image", "labels",
]  # fmt: skip

Mechanism = Literal[
    "event-notification", "event-rule-target", "event-source-mapping", "subscription", "delivery-destination",
    "stream-source", "connector", "job-input", "job-output", "sdk-call", "service-integration", "sync-invoke",
    "mount", "query", "metadata", "replication", "import-export", "deploy", "host", "log-metric", "audit",
    "encrypt", "secret", "authorize", "network", "human-task", "protocol-ingest",
]  # fmt: skip

Direction = Literal["data", "read", "control"]
Outcome = Literal["failure", "success"]
Confidence = Literal["read", "knowledge", "derived"]
PriceConfidence = Literal["high", "medium", "low", "knowledge", "derived"]
Status = Literal[
    "active", "renamed", "superseded", "maintenance", "closed-to-new", "end-announced", "ended", "moved"
]
Kind = Literal[
    "service", "sub-service", "feature", "framework", "library", "algorithm", "instance-type",
    "instance-family", "hardware", "device", "image", "format", "engine", "tool", "data-store",
    "container-registry", "external", "concept", "experiment",
]  # fmt: skip
Category = Literal[
    "analytics", "ai", "ml", "compute", "containers", "storage", "database", "integration", "streaming", "iot",
    "media", "networking", "security", "operations", "developer", "business", "external", "concept",
]  # fmt: skip
Placement = Literal["", "inside", "vpc", "attached", "endpoint"]
RelationType = Literal[
    "part-of", "runs-on", "supports", "implements", "option-of", "succeeded-by", "measured-on"
]


class Receipt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a statement comes from, when it was last looked at, and how sure it is."""

    source: str = ""
    as_of: str = ""
    confidence: Confidence = "read"

    @property
    def title(self) -> str:
        """The source without its address."""
        return split_source(self.source)[0]

    @property
    def url(self) -> str:
        """The source's address; empty where it has none."""
        return split_source(self.source)[1]


class Retry(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How often a mechanism delivers an item that fails. Without ``sources`` or ``targets`` it holds for all.

    ``attempts`` is a formula over settings of the two ends, as ``source.retention_days``, and counts the first
    attempt; empty: until it succeeds. ``afterwards`` says what becomes of what still fails, ``left_to`` at which end
    an arrow for failures takes it; empty: at neither.
    """

    id: str
    title: str
    mechanisms: tuple[Mechanism, ...]
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    attempts: str
    afterwards: str
    left_to: Literal["", "source", "target"] = ""


class Availability(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a service's agreement promises: so many percent of a month.

    ``when`` are settings that must have these values for it to hold, ``at_least`` those that must be as large.
    """

    service: str
    percent: float
    when: dict[str, str | bool | tuple[str, ...]] = {}
    at_least: dict[str, float] = {}
    note: str = ""


class Lifecycle(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whether the service is still offered. ``date`` is ISO, or empty where no date was published."""

    status: Status = "active"
    date: str = ""
    successor: str = ""
    note: str = ""


class Integration(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A direct connection that AWS offers. In YAML one end is the file's own service: give ``to`` or ``from``.

    ``direction``: data = the source pushes the payload, read = the target pulls it, control = the source
    starts, configures or protects the target. ``carries`` is what passes as payload; empty for pure control.
    ``outcomes``: where the source keeps apart what failed in the end and what did not, which of them the arrow can
    take, the usual one first.
    """

    source_id: str = field(name="from", default="")
    target_id: str = field(name="to", default="")
    mechanism: Mechanism
    direction: Direction
    carries: tuple[DataKind, ...] = ()
    constraints: str = ""
    outcomes: tuple[Outcome, ...] = ()


class Refusal(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A connection that does not exist: the reason, and the usual way round (service ids, best first).

    The same holds for the targets that ``also`` names.
    """

    source_id: str = field(name="from", default="")
    target_id: str = field(name="to", default="")
    also: tuple[str, ...] = ()
    reason: str
    via: tuple[str, ...] = ()

    @property
    def target_ids(self) -> tuple[str, ...]:
        """All targets that it speaks of."""
        return (self.target_id, *self.also)


class Limit(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A quota. ``value`` is a number where it is one; ``text`` says what a number cannot (a range, two values).

    ``quantity`` names the flow quantity or setting that must stay at or below ``value``, in ``unit``. ``scope`` is
    what shares the limit: all of the service in an account, or in a region of it; else each resource has its own.
    """

    id: str
    name: str
    value: float | None = None
    text: str = ""
    unit: str = ""
    adjustable: bool = False
    quantity: str = ""
    scope: Literal["", "resource", "account-region", "account"] = ""

    @property
    def is_shared(self) -> bool:
        """Whether several resources use it up together."""
        return self.scope in {"account-region", "account"}


class ChoiceEnd(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """From when on a choice is no longer supported (ISO), and the choice to take then."""

    choice: str
    date: str
    instead: str = ""


class Setting(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a designer can set on a node. A default may be uncertain: then ``low`` and ``high`` bound it.

    ``ends`` are the choices whose end is past or announced, as the setting's source says.
    """

    id: str
    title: str
    type: Literal["number", "integer", "choice", "flag", "text"] = "number"
    unit: str = ""
    default: float | str | bool | None = None
    low: float | None = None
    high: float | None = None
    min: float | None = None
    max: float | None = None
    choices: tuple[str, ...] = ()
    ends: tuple[ChoiceEnd, ...] = ()
    help: str = ""
    source: str = ""


class Quantity(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A number per node that follows from its load: what prices and limits are bound to."""

    id: str
    title: str
    unit: str
    formula: str


class Emit(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a node sends on. Each measure is a formula; one left out is that of the stream named ``of``.

    ``kind`` is a data kind, ``any`` (every kind that came in, passed on) or ``calls`` (commands sent).
    ``by`` narrows it to connections of these mechanisms.
    """

    kind: DataKind | Literal["any", "calls"]
    of: DataKind | Literal["", "all", "calls"] = ""
    by: tuple[Mechanism, ...] = ()
    items: str = ""
    gb: str = ""
    seconds: str = ""
    characters: str = ""
    pages: str = ""
    stock_gb: str = ""


class Latency(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How long a node holds an item, seconds, as formulas over its settings.

    Along arrows of the mechanisms it ``spans`` it waits for the target: the time includes the target's.
    """

    low_s: str
    high_s: str
    spans: tuple[Mechanism, ...] = ()
    source: str = ""


class FlowBehaviour(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a service does to the load that reaches it."""

    quantities: tuple[Quantity, ...] = ()
    emits: tuple[Emit, ...] = ()
    latency: Latency | None = None
    note: str = ""


class Cover(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a setting has to be enough for: a quantity of the node, and how much of it one unit of the setting gives.

    ``each`` is a formula over settings and other quantities; left out, one unit gives the number of ``limit``.
    """

    quantity: str
    each: str = ""
    limit: str = ""


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A setting that must have one of these values."""

    setting: str
    values: tuple[str | bool | float, ...]


class Sizing(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A setting by which a designer gives a node what its load needs.

    ``target`` is the part of a unit that the load should use. ``when``: it counts only where all of these hold.
    ``optional``: while the setting is empty or 0 the service does without, and it is left so. Where there is too much
    of it, this many are kept (``keep``), such as one more for when one fails; with ``only_more`` all are, as what is
    idle costs nothing.
    """

    setting: str
    covers: tuple[Cover, ...]
    target: float = 0.7
    step: float = 1.0
    when: tuple[Condition, ...] = ()
    optional: bool = False
    only_more: bool = False
    keep: float = 1.0
    note: str = ""


class Fact(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A statement of a seed document or a manual, and whether it still holds."""

    text: str
    kind: str = ""
    value: str = ""
    unit: str = ""
    about: str = ""
    still_true: Literal["yes", "no", "changed", "unknown"] = "unknown"
    now: str = ""


class Run(Receipt, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One measured run of an experiment. ``seconds`` is None where the time was never written down."""

    instance: str
    seconds: float | None = None
    note: str = ""


class Relation(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A typed tie between two entries that is not an arrow of a pipeline."""

    type: RelationType
    to: str


class OneZone(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The settings with which all of it stands in one Availability Zone, and the one that changes that."""

    when: tuple[Condition, ...]
    setting: str
    instead: bool | float | str


class Service(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry of the catalog: a service or anything else that the graph knows."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind = "service"
    parent: str = ""
    layer: str = ""
    category: Category
    draggable: bool = False
    source_node: bool = False
    """True where load can enter the picture: clients, devices, stores that are filled from outside."""
    summary: str
    docs: str = ""
    as_of: str = ""
    lifecycle: Lifecycle = Lifecycle()
    regions: tuple[str, ...] = ()
    """Region codes; ``("global",)`` for a global service; empty where it is not known."""
    placement: Placement = ""
    """``inside``: in a VPC, and reached only from within it unless it is made public. ``vpc``: in a VPC.
    ``attached``: outside; in a VPC it gets interfaces without a public address. ``endpoint``: in no VPC, reached by
    an address of AWS. Empty where it is none of these, or not known."""
    one_zone: OneZone | None = None
    resource_policy: bool = False
    """Whether a policy on the resource itself can let another account in."""
    personal: Literal["", "speech", "health"] = ""
    """What of people it exists to handle."""
    third_party: bool = False
    """Whether what is sent there leaves the hands of the designer and of AWS."""
    accepts: tuple[DataKind, ...] = ()
    produces: tuple[DataKind, ...] = ()
    settings: tuple[Setting, ...] = ()
    flow: FlowBehaviour = FlowBehaviour()
    integrations: tuple[Integration, ...] = ()
    not_possible: tuple[Refusal, ...] = ()
    limits: tuple[Limit, ...] = ()
    sizing: tuple[Sizing, ...] = ()
    relations: tuple[Relation, ...] = ()
    runs: tuple[Run, ...] = ()
    facts: tuple[Fact, ...] = ()

    def setting(self, setting_id: str) -> Setting | None:
        """The setting of that id."""
        return next((setting for setting in self.settings if setting.id == setting_id), None)


class Tier(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """USD per ``per`` units, for the units up to ``up_to`` a month; the last tier has no end."""

    usd: Decimal
    up_to: Decimal | None = None


class RegionPrice(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The tiers of one dimension in one region, with their own receipt (a price's confidence is finer)."""

    region: str
    tiers: tuple[Tier, ...]
    source: str
    as_of: str
    confidence: PriceConfidence


class FreeAllowance(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is free each month, in the dimension's unit, and for whom."""

    quantity: Decimal
    kind: Literal["always", "12-months", "trial"]
    source: str = ""
    as_of: str = ""


class PriceDimension(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing a service charges for. USD for ``per`` ``unit``s of the flow quantity named ``quantity``.

    ``when`` are settings that must have these values for the dimension to apply. ``instances`` names the
    instance table that gives the hourly price for the node's ``instance_type`` instead of ``prices``.
    ``unpriced`` says why there is no price although it costs money.
    """

    id: str
    title: str
    unit: str
    per: Decimal = Decimal(1)
    quantity: str
    when: dict[str, str | bool | tuple[str, ...]] = {}
    instances: Literal["", "ec2", "ml"] = ""
    prices: tuple[RegionPrice, ...] = ()
    free: FreeAllowance | None = None
    unpriced: str = ""
    note: str = ""


class PriceSheet(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that a service charges for; ``free`` says why one costs nothing by itself."""

    service: str
    dimensions: tuple[PriceDimension, ...] = ()
    free: str = ""
    unpriced: str = ""


class Instance(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An instance type with what is in it and its hourly on-demand price by region."""

    id: str
    kind: Literal["ec2", "ml"]
    vcpu: float | None = None
    memory_gib: float | None = None
    accelerators: float | None = None
    accelerator: str = ""
    accelerator_gib: float | None = None
    prices: tuple[RegionPrice, ...] = ()
    note: str = ""


Weight = Annotated[float, Meta(ge=0)]


class Shape(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """When in a usual week a load comes: a weight for each hour of a day and each day, Monday first.

    Only the proportions count: an hour's load is in proportion to its weight times that of its day.
    """

    id: str
    title: str
    note: str
    hours: Annotated[tuple[Weight, ...], Meta(min_length=24, max_length=24)]
    days: Annotated[tuple[Weight, ...], Meta(min_length=7, max_length=7)]


def split_source(source: str) -> tuple[str, str]:
    """``Title https://address`` as (title, address); either may be empty."""
    for scheme in ("https://", "http://"):
        at = source.find(scheme)
        if at >= 0:
            return source[:at].strip(), source[at:].strip()
    return source.strip(), ""
