"""A month's bill for a design, line by line.

Decimal throughout. A price in the design's region is used; failing that the us-east-1 price, and the line says
so. What has no price or no known quantity is listed as unpriced and never counted as zero: the total is then
"at least". Tiers are taken in order over the quantities of all nodes that share a dimension (that is how an
account is billed), and each node pays its part.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import PriceDimension, RegionPrice, Setting
from explorer.catalog.tariff import HOME_REGION, price_in, tiered
from explorer.design import Design, Node
from explorer.flow import FlowResult, Spread

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


class _Charge(NamedTuple):
    """A dimension that applies to a node, with its price and quantity."""

    node: Node
    dimension: PriceDimension
    price: RegionPrice
    per: Decimal
    quantity: Spread


def estimate(design: Design, catalog: Catalog, flow: FlowResult, *, free_tier: bool = False) -> Estimate:
    """What the design costs in its region in a month of 730 hours. ``free_tier`` takes off always-free amounts."""
    charges: list[_Charge] = []
    unpriced: list[Unpriced] = []
    region = design.header.region
    for node in design.nodes.values():
        _charge(node, region, catalog, flow, (charges, unpriced))
    groups = _by_tariff(charges).values()
    items = [item for group in groups for item in _bill(group, region, free_tier=free_tier)]
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
    node: Node, region: str, catalog: Catalog, flow: FlowResult, into: tuple[list[_Charge], list[Unpriced]]
) -> None:
    """Add the node's charges, and what of it has no figure, to the two lists."""
    charges, unpriced = into
    sheet = catalog.sheet(node.service)
    name = node.label or catalog.name(node.service)
    if sheet is None:
        reason = "the catalog has no price for this service"
        unpriced.append(Unpriced(node=node.id, dimension="", title=name, reason=reason))
        return
    if sheet.unpriced:
        unpriced.append(Unpriced(node=node.id, dimension="", title=name, reason=sheet.unpriced))
    for dimension in sheet.dimensions:
        if not _applies(dimension, node, catalog):
            continue
        quantity = flow.nodes[node.id].quantities.get(dimension.quantity, Spread(None, None, None))
        if quantity == Spread(0.0, 0.0, 0.0):
            continue
        price = _price(dimension, node, region, catalog)
        why = _why_not(dimension, node, price, quantity, catalog)
        if why or price is None:
            kind: Literal["no-price", "no-quantity"] = "no-price" if price is None else "no-quantity"
            unpriced.append(
                Unpriced(node=node.id, dimension=dimension.id, title=dimension.title, reason=why, kind=kind)
            )
        else:
            charges.append(_Charge(node, dimension, price, dimension.per, quantity))


def _applies(dimension: PriceDimension, node: Node, catalog: Catalog) -> bool:
    for setting_id, wanted in dimension.when.items():
        value = _setting(node, setting_id, catalog)
        if value not in (wanted if isinstance(wanted, tuple) else (wanted,)):
            return False
    return True


def _setting(node: Node, setting_id: str, catalog: Catalog) -> object:
    if node.settings.get(setting_id) is not None:
        return node.settings[setting_id]
    service = catalog.service(node.service)
    known: Setting | None = service.setting(setting_id) if service else None
    return known.default if known else None


def _price(dimension: PriceDimension, node: Node, region: str, catalog: Catalog) -> RegionPrice | None:
    """The price in the region, else where it is the same everywhere, else that of us-east-1."""
    prices: Iterable[RegionPrice] = dimension.prices
    if dimension.instances:
        instance = catalog.instances.get(str(_setting(node, "instance_type", catalog)))
        prices = instance.prices if instance else ()
    return price_in(region, prices) or price_in(HOME_REGION, prices)


def _why_not(
    dimension: PriceDimension, node: Node, price: RegionPrice | None, quantity: Spread, catalog: Catalog
) -> str:
    """Why the dimension cannot be put in a figure; empty where it can."""
    if price is None and dimension.unpriced:
        return dimension.unpriced
    if price is None and dimension.instances:
        return f"no price is known for the instance type {_setting(node, 'instance_type', catalog)}"
    if price is None:
        return "no price is known"
    if not quantity.is_known:
        return f"the quantity ({dimension.unit}) is not known: state a workload, or the setting it depends on"
    return ""


def _by_tariff(charges: list[_Charge]) -> dict[tuple[object, ...], list[_Charge]]:
    """Charges that fill the same tiers: of one service's dimension at one price."""
    found: dict[tuple[object, ...], list[_Charge]] = {}
    for charge in charges:
        key = (charge.node.service, charge.dimension.id, charge.price.tiers)
        found.setdefault(key, []).append(charge)
    return found


def _bill(group: list[_Charge], region: str, *, free_tier: bool) -> Iterable[CostItem]:
    """The lines of charges that share tiers, each with its part of the sum."""
    dimension, price = group[0].dimension, group[0].price
    free = (
        dimension.free.quantity if free_tier and dimension.free and dimension.free.kind == "always" else ZERO
    )
    sums: list[tuple[Decimal, Decimal]] = []
    for scenario in range(3):
        total = sum((_decimal(charge.quantity[scenario]) for charge in group), ZERO)
        sums.append((total, tiered(price.tiers, max(total - free, ZERO), dimension.per)))
    for charge in group:
        low, usd, high = (
            total_usd * _decimal(charge.quantity[scenario]) / total if total else ZERO
            for scenario, (total, total_usd) in enumerate(sums)
        )
        expected = _decimal(charge.quantity.expected)
        elsewhere = price.region not in {region, "global", "any"}
        yield CostItem(
            node=charge.node.id,
            dimension=dimension.id,
            title=dimension.title,
            quantity=charge.quantity,
            unit=dimension.unit,
            per=dimension.per,
            unit_price=usd * dimension.per / expected if expected else price.tiers[0].usd,
            usd=usd,
            low=min(low, high),
            high=max(low, high),
            region=region,
            estimated_from=price.region if elsewhere else "",
            as_of=price.as_of,
            source=price.source,
            confidence=price.confidence,
        )


def _decimal(value: float | None) -> Decimal:
    """A flow's float as a Decimal of its shortest text, so that 0.1 is a tenth."""
    return Decimal(repr(float(value or 0.0)))
