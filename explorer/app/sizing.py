"""What to set otherwise for the load, and what that does to the bill."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from explorer.app.session import Session
from explorer.catalog import Catalog
from explorer.cost import estimate
from explorer.design import Design
from explorer.flow import Flow, FlowResult
from explorer.rules.capacity import grown
from explorer.rules.sizing import Proposal, all_at_once, proposals


class Sized(Struct, frozen=True):
    """A proposal with what the node costs a month before and after, both under the load that it is made for.

    None where something that the setting changes has no price or no known quantity.
    """

    proposal: Proposal
    usd_before: Decimal | None
    usd_after: Decimal | None

    @property
    def usd_more(self) -> Decimal | None:
        """What the change adds to a month's bill; below zero what it saves."""
        if self.usd_before is None or self.usd_after is None:
            return None
        return self.usd_after - self.usd_before


def sizes(session: Session, *, growth: float = 1.0) -> list[Sized]:
    """What the session's design would need for ``growth`` times its load, each with its price."""
    return sizes_of(session.design, session.catalog, session.flow, growth=growth)


def sizes_of(design: Design, catalog: Catalog, flow: FlowResult, *, growth: float = 1.0) -> list[Sized]:
    """The same of a design with the flow that it has."""
    found = proposals(design, catalog, flow, growth=growth)
    return list(_priced(found, design, catalog, growth)) if found else []


def fit(session: Session, *, growth: float = 1.0) -> list[Proposal]:
    """Make all that is proposed true, as one undo step; returns what was proposed."""
    found = proposals(session.design, session.catalog, session.flow, growth=growth)
    if change := all_at_once(session.design, found):
        session.do("Fit settings to the load", change)
    return found


def _priced(found: list[Proposal], today: Design, catalog: Catalog, growth: float) -> Iterator[Sized]:
    """Each proposal is tried by itself, on a copy of the design."""
    design = grown(today, growth)
    flow = Flow(design, catalog)
    for one in found:
        before = _cost(design, catalog, flow.result, one.node)
        if one.change:
            design.apply(one.change)
            flow.update(one.change)
        after = _cost(design, catalog, flow.result, one.node)
        if one.change:
            design.apply(one.change.inverted())
            flow.update(one.change.inverted())
        is_known = None not in before.unpriced.values() and before.unpriced == after.unpriced
        yield Sized(one, before.usd, after.usd) if is_known else Sized(one, None, None)


class _Cost(NamedTuple):
    """A node's month in USD, and the quantities of what has no figure there; None where that is not known either."""

    usd: Decimal
    unpriced: dict[str, float | None]


def _cost(design: Design, catalog: Catalog, flow: FlowResult, node_id: str) -> _Cost:
    service = design.nodes[node_id].service
    alike = [node for node in design.nodes.values() if node.service == service]  # these share its tiers
    bill = estimate(Design([design.header, *design.groups.values(), *alike]), catalog, flow)
    sheet = catalog.sheet(service)
    bound = {one.id: one.quantity for one in sheet.dimensions} if sheet else {}
    quantity = flow.nodes[node_id].quantity
    without = [one.dimension for one in bill.unpriced if one.node == node_id]
    return _Cost(bill.by_node[node_id], {key: quantity(bound.get(key, "")) for key in without})
