"""What the same load would cost with other settings, by the catalog's price sheets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple
from weakref import WeakKeyDictionary

from explorer.catalog import Catalog
from explorer.catalog.model import PriceDimension, RegionPrice
from explorer.catalog.tariff import HOME_REGION, applies, price_in, tiered
from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.rules.model import View

WORTH_USD = 5.0
"""A month's saving below this is not worth a sentence."""
_SHARE = 0.85
"""What costs more than this share of today's sum is within what the numbers do not tell."""

Settings = Mapping[str, SettingValue]
Quantities = Mapping[str, float]


class Compared(NamedTuple):
    """USD a month as it is, and with other settings; only of what depends on these settings."""

    now_usd: float
    then_usd: float

    @property
    def is_worth(self) -> bool:
        """Whether the second is so much cheaper that it should be told."""
        saved = self.now_usd - self.then_usd
        return saved >= WORTH_USD and self.then_usd <= _SHARE * self.now_usd

    @property
    def words(self) -> str:
        """Both sums as people read them: ``about 12 instead of 40 USD a month``."""
        return f"about {dollars(self.then_usd)} instead of {dollars(self.now_usd)} USD a month"


def compared(
    view: View, node: Node, settings: Settings, quantities: Quantities | None = None
) -> Compared | None:
    """What the node costs now and what with these settings, by the prices of one region.

    ``quantities`` stand in place of the flow's in the second sum. The prices are those of the design's region, or
    of us-east-1 where that lacks one. Tiers count from the node's first unit. None where something is not known, or
    where today's sum is too small to be worth a sentence.
    """
    today = {setting_id: view.setting(node, setting_id) for setting_id in settings}
    for region in dict.fromkeys((view.design.header.region, HOME_REGION)):
        now = _sum(view, node, region, today, {})
        if now is not None and now < WORTH_USD:
            return None
        then = _sum(view, node, region, settings, quantities or {})
        if now is not None and then is not None:
            return Compared(now, then)
    return None


def usd_of(view: View, node: Node, quantity_id: str, amount: float) -> float | None:
    """What so much of a flow quantity costs the node a month, by all dimensions on it that apply as it is set.

    None where one of them has no price, or where nothing is charged for it.
    """
    charged = [
        one
        for one in view.catalog.dimensions(node.service)
        if one.quantity == quantity_id and _applies(view, node, one, {})
    ]
    found = [_anywhere(view, one, amount) for one in charged]
    known = [usd for usd in found if usd is not None]
    return sum(known) if known and len(known) == len(found) else None


def usd_at(view: View, service_id: str, dimension_id: str, amount: float) -> float | None:
    """What so much of one dimension of a service costs; None where it has no price."""
    dimensions = view.catalog.dimensions(service_id)
    found = next((one for one in dimensions if one.id == dimension_id), None)
    return None if found is None else _anywhere(view, found, amount)


def _anywhere(view: View, dimension: PriceDimension, amount: float) -> float | None:
    prices = (_usd(view, dimension, region, amount) for region in (view.design.header.region, HOME_REGION))
    return next((usd for usd in prices if usd is not None), None)


def dollars(usd: float) -> str:
    """USD as people read them, without cents where these do not matter."""
    return f"{usd:,.2f}" if usd < 10 else f"{round(usd):,}"


def _sum(view: View, node: Node, region: str, settings: Settings, quantities: Quantities) -> float | None:
    """USD of the dimensions that depend on one of the settings."""
    total = 0.0
    for dimension in view.catalog.dimensions(node.service):
        if settings.keys().isdisjoint(dimension.when) or not _applies(view, node, dimension, settings):
            continue
        known = quantities.get(dimension.quantity)
        quantity = view.quantity(node, dimension.quantity) if known is None else known
        usd = None if quantity is None else _usd(view, dimension, region, quantity)
        if usd is None:
            return None
        total += usd
    return total


def _applies(view: View, node: Node, dimension: PriceDimension, settings: Settings) -> bool:
    def value_of(setting_id: str) -> SettingValue:
        return settings[setting_id] if setting_id in settings else view.setting(node, setting_id)

    return applies(dimension, value_of)


def _usd(view: View, dimension: PriceDimension, region: str, quantity: float) -> float | None:
    """None where the dimension has no price there; what is not used needs none."""
    if quantity == 0:
        return 0.0
    price = _price(view.catalog, dimension, region)
    return float(tiered(price.tiers, Decimal(repr(quantity)), dimension.per)) if price else None


_PRICES: WeakKeyDictionary[Catalog, dict[tuple[int, str], RegionPrice | None]] = WeakKeyDictionary()
"""What `_price` has found, by the dimension's identity and the region: a dimension is too large to be hashed."""


def _price(catalog: Catalog, dimension: PriceDimension, region: str) -> RegionPrice | None:
    known = _PRICES.setdefault(catalog, {})
    key = id(dimension), region
    if key not in known:
        known[key] = price_in(region, dimension.prices)
    return known[key]
