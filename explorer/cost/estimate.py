"""A month's bill for a design, line by line.

Decimal throughout. A price in the design's region is used; failing that the us-east-1 price, and the line says
so. What has no price or no known quantity is listed as unpriced and never counted as zero: the total is then
"at least". Tiers are taken in order over the quantities of all nodes that share a dimension (that is how an
account is billed), and each node pays its part.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import repeat
from typing import Literal, NamedTuple

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import PriceDimension, PriceSheet, RegionPrice
from explorer.catalog.tariff import HOME_REGION, as_choices, price_in, tiered
from explorer.design import Design, Node
from explorer.flow import FlowResult, NodeFlow, Spread
from explorer.flow.model import NOTHING_KNOWN
from explorer.flow.undisturbed import undisturbed

ZERO = Decimal(0)


class CostItem(Struct, frozen=True, kw_only=True):
    """One line: quantity times unit price. ``unit_price`` is USD per ``per`` units, after tiers, for the expected."""

    node: str
    dimension: str
    title: str
    quantity: Spread
    unit: str
    per: Decimal
    unit_price: Decimal
    usd: Decimal
    low: Decimal
    high: Decimal
    region: str
    estimated_from: str = ""
    as_of: str = ""
    source: str = ""
    confidence: str = ""

    @property
    def is_rough(self) -> bool:
        """Whether the price itself is doubtful: from memory, or of low confidence."""
        return self.confidence in {"low", "knowledge"}


class Unpriced(Struct, frozen=True, kw_only=True):
    """What costs money but cannot be put in a figure, and why."""

    node: str
    dimension: str
    title: str
    reason: str
    kind: Literal["no-price", "no-quantity"] = "no-price"


class Estimate(Struct, frozen=True, kw_only=True):
    """The whole bill, USD per month."""

    region: str
    items: tuple[CostItem, ...]
    unpriced: tuple[Unpriced, ...]
    total: Decimal
    low: Decimal
    high: Decimal
    by_node: Mapping[str, Decimal]
    notices: tuple[str, ...] = ()
    """Sentences about nodes whose price will not help: their service is closed to new customers or has ended."""

    @property
    def is_at_least(self) -> bool:
        """Whether something is unpriced, so that the total is only a lower bound."""
        return bool(self.unpriced)

    @property
    def estimated(self) -> Decimal:
        """The part of the total that rests on another region's prices."""
        return sum((item.usd for item in self.items if item.estimated_from), ZERO)


class _Offer(NamedTuple):
    """A dimension of a service's sheet, with what is the same for all nodes of the service.

    ``conditions`` are settings with their default and the values for which the dimension applies. ``price`` is None
    where it depends on the node's instance type, or where none is known.
    """

    dimension: PriceDimension
    conditions: tuple[tuple[str, object, tuple[object, ...]], ...]
    price: RegionPrice | None


class _Charge(NamedTuple):
    """A dimension that applies to a node, with its price and quantity."""

    node: Node
    dimension: PriceDimension
    price: RegionPrice
    quantity: Spread


class _Tariffs:
    """What the services charge for in a region, each looked up once."""

    def __init__(self, catalog: Catalog, region: str) -> None:
        self._catalog = catalog
        self._region = region
        self._offers: dict[str, tuple[_Offer, ...]] = {}
        self._instances: dict[str, RegionPrice | None] = {}

    def offers(self, sheet: PriceSheet) -> tuple[_Offer, ...]:
        """The dimensions of a service."""
        found = self._offers.get(sheet.service)
        if found is None:
            found = self._offers[sheet.service] = tuple(map(self._offer, repeat(sheet), sheet.dimensions))
        return found

    def _offer(self, sheet: PriceSheet, dimension: PriceDimension) -> _Offer:
        conditions = tuple(
            (name, self._catalog.default_of(sheet.service, name), as_choices(wanted))
            for name, wanted in dimension.when.items()
        )
        return _Offer(dimension, conditions, None if dimension.instances else self._price(dimension.prices))

    def price(self, offer: _Offer, node: Node) -> RegionPrice | None:
        """The price in the region, else where it is the same everywhere, else that of us-east-1."""
        if not offer.dimension.instances:
            return offer.price
        instance_type = _instance_type(node, self._catalog)
        if instance_type not in self._instances:
            instance = self._catalog.instances.get(instance_type)
            self._instances[instance_type] = self._price(instance.prices) if instance else None
        return self._instances[instance_type]

    def _price(self, prices: Iterable[RegionPrice]) -> RegionPrice | None:
        return price_in(self._region, prices) or price_in(HOME_REGION, prices)


@undisturbed()
def estimate(design: Design, catalog: Catalog, flow: FlowResult, *, free_tier: bool = False) -> Estimate:
    """What the design costs in its region in a month of 730 hours. ``free_tier`` takes off always-free amounts."""
    charges: list[_Charge] = []
    unpriced: list[Unpriced] = []
    region = design.header.region
    tariffs = _Tariffs(catalog, region)
    for node in design.nodes.values():
        _charge(node, tariffs, catalog, flow.nodes[node.id], (charges, unpriced))
    items = [item for group in _by_tariff(charges) for item in _bill(group, region, free_tier=free_tier)]
    order = {node_id: place for place, node_id in enumerate(design.nodes)}
    items.sort(key=lambda item: order[item.node])
    by_node = dict.fromkeys(order, ZERO)
    for item in items:
        by_node[item.node] += item.usd
    return Estimate(
        region=region,
        items=tuple(items),
        unpriced=tuple(unpriced),
        total=sum((item.usd for item in items), ZERO),
        low=sum((item.low for item in items), ZERO),
        high=sum((item.high for item in items), ZERO),
        by_node=by_node,
        notices=tuple(notice for node in design.nodes.values() if (notice := _notice(node, catalog))),
    )


_CLOSED = {"closed-to-new": "is closed to new customers", "ended": "has ended", "end-announced": "will end"}


def _notice(node: Node, catalog: Catalog) -> str:
    service = catalog.service(node.service)
    if service is None or service.lifecycle.status not in _CLOSED:
        return ""
    life = service.lifecycle
    date = f" ({life.date})" if life.date else ""
    instead = f"; its successor is {life.successor}" if life.successor else ""
    return f"{node.label or service.name}: {service.name} {_CLOSED[life.status]}{date}{instead}."


def _charge(
    node: Node,
    tariffs: _Tariffs,
    catalog: Catalog,
    flow: NodeFlow,
    into: tuple[list[_Charge], list[Unpriced]],
) -> None:
    """Add the node's charges, and what of it has no figure, to the two lists."""
    charges, unpriced = into
    sheet = catalog.sheet(node.service)
    if sheet is None or sheet.unpriced:
        reason = sheet.unpriced if sheet else "the catalog has no price for this service"
        name = node.label or catalog.name(node.service)
        unpriced.append(Unpriced(node=node.id, dimension="", title=name, reason=reason))
    low, expected, high = flow.runs
    for offer in tariffs.offers(sheet) if sheet else ():
        dimension = offer.dimension
        if offer.conditions and not _applies(offer, node):
            continue
        key = dimension.quantity
        if low.get(key) == expected.get(key) == high.get(key) == 0.0:
            continue
        quantity = flow.quantities.get(key, NOTHING_KNOWN)
        price = tariffs.price(offer, node)
        if price is not None and quantity.is_known:
            charges.append(_Charge(node, dimension, price, quantity))
            continue
        why = _why_not(dimension, node, price, catalog)
        kind: Literal["no-price", "no-quantity"] = "no-price" if price is None else "no-quantity"
        unpriced.append(
            Unpriced(node=node.id, dimension=dimension.id, title=dimension.title, reason=why, kind=kind)
        )


def _applies(offer: _Offer, node: Node) -> bool:
    for name, default, wanted in offer.conditions:
        value = node.settings.get(name)
        if (default if value is None else value) not in wanted:
            return False
    return True


def _instance_type(node: Node, catalog: Catalog) -> str:
    stated = node.settings.get("instance_type")
    return str(catalog.default_of(node.service, "instance_type") if stated is None else stated)


def _why_not(dimension: PriceDimension, node: Node, price: RegionPrice | None, catalog: Catalog) -> str:
    """Why the dimension cannot be put in a figure."""
    if price is not None:
        return f"the quantity ({dimension.unit}) is not known: state a workload, or the setting it depends on"
    if dimension.unpriced:
        return dimension.unpriced
    if dimension.instances:
        return f"no price is known for the instance type {_instance_type(node, catalog)}"
    return "no price is known"


def _by_tariff(charges: list[_Charge]) -> list[list[_Charge]]:
    """Charges that fill the same tiers: of one service's dimension at one price."""
    found: dict[tuple[object, ...], list[_Charge]] = {}
    groups: dict[tuple[str, str, int], list[_Charge]] = {}
    for charge in charges:
        price = charge.node.service, charge.dimension.id, id(charge.price)
        group = groups.get(price)
        if group is None:  # another price, which may have the same tiers
            key = charge.node.service, charge.dimension.id, charge.price.tiers
            group = groups[price] = found.setdefault(key, [])
        group.append(charge)
    return list(found.values())


def _bill(group: list[_Charge], region: str, *, free_tier: bool) -> Iterable[CostItem]:
    """The lines of charges that share tiers, each with its part of the sum."""
    dimension, price = group[0].dimension, group[0].price
    free = (
        dimension.free.quantity if free_tier and dimension.free and dimension.free.kind == "always" else ZERO
    )
    quantities = [_decimals(charge.quantity) for charge in group]
    totals = [sum(column, ZERO) for column in zip(*quantities, strict=True)]
    sums = [tiered(price.tiers, max(total - free, ZERO), dimension.per) for total in totals]
    for charge, parts in zip(group, quantities, strict=True):
        low, usd, high = (
            whole * part / total if total else ZERO
            for whole, part, total in zip(sums, parts, totals, strict=True)
        )
        elsewhere = price.region not in {region, "global", "any"}
        yield CostItem(
            node=charge.node.id,
            dimension=dimension.id,
            title=dimension.title,
            quantity=charge.quantity,
            unit=dimension.unit,
            per=dimension.per,
            unit_price=usd * dimension.per / parts[1] if parts[1] else price.tiers[0].usd,
            usd=usd,
            low=min(low, high),
            high=max(low, high),
            region=region,
            estimated_from=price.region if elsewhere else "",
            as_of=price.as_of,
            source=price.source,
            confidence=price.confidence,
        )


def _decimals(quantity: Spread) -> tuple[Decimal, ...]:
    """A flow's floats as Decimals of their shortest texts, so that 0.1 is a tenth."""
    low, expected, high = quantity
    if low == expected == high:
        return (_decimal(expected),) * 3
    return _decimal(low), _decimal(expected), _decimal(high)


def _decimal(value: float | None) -> Decimal:
    return Decimal(repr(float(value or 0.0)))
