"""Arithmetic on price sheets: which region's price counts, and what a quantity comes to, tier by tier."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from explorer.catalog.model import PriceDimension, RegionPrice, Tier

HOME_REGION = "us-east-1"
"""The region of which the catalog knows most prices."""


def price_in(region: str, prices: Iterable[RegionPrice]) -> RegionPrice | None:
    """The price in the region, else where it is the same everywhere."""
    by_region = {price.region: price for price in prices}
    return next((by_region[name] for name in (region, "global", "any") if name in by_region), None)


def tiered(tiers: tuple[Tier, ...], quantity: Decimal, per: Decimal) -> Decimal:
    """USD for a month's quantity: each tier's price for the part of the quantity that falls into it."""
    usd, start = Decimal(0), Decimal(0)
    for tier in tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        if end > start:
            usd += (end - start) / per * tier.usd
            start = end
    return usd


def applies(dimension: PriceDimension, value_of: Callable[[str], object]) -> bool:
    """Whether the dimension is billed with these values of the settings."""
    return all(value_of(setting_id) in as_choices(wanted) for setting_id, wanted in dimension.when.items())


def as_choices(wanted: str | bool | tuple[str, ...]) -> tuple[str | bool, ...]:
    """The values of a condition, be it one or several."""
    return wanted if isinstance(wanted, tuple) else (wanted,)
