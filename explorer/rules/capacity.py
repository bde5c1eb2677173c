"""What gives way first when the load grows: every limit with today's use of it and how often today's load fits."""

from msgspec import Struct
from msgspec.structs import replace

from explorer.catalog import Catalog
from explorer.catalog.model import Limit
from explorer.design import Design, Workload
from explorer.design.records import Range
from explorer.flow import FlowResult, Spread, flow_of
from explorer.rules.model import View
from explorer.rules.quotas import Use, measured

GROWN = 16.0
"""How many times today's load is tried, to see what grows with it. A power of two, so that what does not grow comes
out the same to the last bit."""


class Headroom(Struct, frozen=True):
    """A limit at one node or several that share it: today's use of it, in the limit's unit, and when it is reached.

    ``multiple`` of today's load reaches the limit; below 1 it is passed already. None: what the limit is on, such as
    the size of one item or a setting, does not grow with the load.
    """

    node: str
    limit: Limit
    title: str
    used: Spread
    multiple: float | None
    beside: tuple[str, ...] = ()
    """Ids of the other nodes that share the limit; ``node`` uses most of it."""

    @property
    def nodes(self) -> tuple[str, ...]:
        """All that use the limit up, the one that uses most first."""
        return (self.node, *self.beside)

    @property
    def allowed(self) -> float:
        """The limit's number."""
        return self.limit.value or 0.0

    @property
    def share(self) -> float:
        """What is used of the limit, 1 being all."""
        return (self.used.expected or 0.0) / self.allowed

    @property
    def grows(self) -> bool:
        """Whether more load brings it nearer."""
        return self.multiple is not None


def headroom(design: Design, catalog: Catalog, flow: FlowResult) -> list[Headroom]:
    """Every limit of which something is used, the first to break first; then those that do not grow with the load.

    The multiple is that of all stated workloads at once, each item staying as it is.
    """
    today = [use for use in measured(View(design, catalog, flow)) if use.expected > 0]
    grown_design = grown(design, GROWN)
    more = View(grown_design, catalog, flow_of(grown_design, catalog))
    then = {(node.id, use.limit.id): use.expected for use in measured(more) for node in use.nodes}
    found = [
        Headroom(
            use.node.id,
            use.limit,
            use.title,
            use.used,
            _multiple(use, then.get((use.node.id, use.limit.id))),
            tuple(node.id for node in use.beside),
        )
        for use in today
    ]
    return sorted(found, key=lambda one: (0, one.multiple) if one.multiple is not None else (1, -one.share))


def _multiple(use: Use, then: float | None) -> float | None:
    """Where the line through today's use and that of the grown load meets the limit; None where it is level."""
    growth = (then or 0.0) - use.expected
    if growth <= use.expected * 1e-9:
        return None
    return max(0.0, 1.0 + (use.most - use.expected) / growth * (GROWN - 1.0))


def grown(design: Design, growth: float) -> Design:
    """The design with this many times the stated workloads, each item staying as it is."""
    return Design(
        _more(record, growth) if isinstance(record, Workload) else record for record in design.records()
    )


def _more(workload: Workload, growth: float) -> Workload:
    return replace(
        workload,
        items_per_month=_times(workload.items_per_month, growth),
        items_per_s=_times(workload.items_per_s, growth),
    )


def _times(value: Range | None, growth: float) -> Range | None:
    if value is None:
        return None
    return tuple(part * growth for part in value) if isinstance(value, tuple) else value * growth  # type: ignore[return-value]  # three stay three
