"""What a measured run of an experiment cost: its time at the instance's hourly price."""

from decimal import Decimal

from explorer.catalog import Catalog
from explorer.catalog.model import Run
from explorer.catalog.tariff import HOME_REGION

SECONDS_PER_HOUR = Decimal(3600)


def cost_of_run(run: Run, catalog: Catalog, *, region: str = HOME_REGION) -> Decimal | None:
    """USD for the run, on demand, by the second; None where its time or the price is not known."""
    instance = catalog.instances.get(run.instance)
    prices = {price.region: price for price in instance.prices} if instance else {}
    if run.seconds is None or region not in prices:
        return None
    return Decimal(repr(run.seconds)) / SECONDS_PER_HOUR * prices[region].tiers[0].usd
