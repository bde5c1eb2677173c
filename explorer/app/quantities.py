"""Which of a node's quantities tell people something."""

from collections.abc import Iterator

from explorer.app.session import Session
from explorer.catalog import Catalog
from explorer.catalog.model import PriceDimension, Quantity
from explorer.catalog.tariff import applies
from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.flow import Spread

_NOTHING = Spread(0.0, 0.0, 0.0)


def telling(session: Session, node_id: str) -> Iterator[tuple[Quantity, Spread]]:
    """The node's quantities, without those that are zero for sure, or that only another setting would bill.

    A title is told once, in its first unit. The service's first quantity is what it is about, billed or not.
    """
    node, flow = session.design.nodes[node_id], session.flow.nodes[node_id]
    idle = _idle(node, session.catalog) - set(list(flow.quantities)[:1])
    told: set[str] = set()
    for quantity_id, spread in flow.quantities.items():
        words = flow.definitions[quantity_id]
        if words.title not in told and spread != _NOTHING and quantity_id not in idle:
            told.add(words.title)
            yield words, spread


def _idle(node: Node, catalog: Catalog) -> set[str]:
    """Quantities that are there for a price alone, and for none that applies as the node is set."""
    dimensions = catalog.dimensions(node.service)
    service = catalog.service(node.service)
    limited = {limit.quantity for limit in service.limits} if service else set()
    billed = {one.quantity for one in dimensions if _applies(one, node, catalog)}
    return {one.quantity for one in dimensions} - billed - limited


def _applies(one: PriceDimension, node: Node, catalog: Catalog) -> bool:
    def value_of(setting_id: str) -> SettingValue:
        stated = node.settings.get(setting_id)
        return catalog.default_of(node.service, setting_id) if stated is None else stated

    return applies(one, value_of)
