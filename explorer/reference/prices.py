"""The prices of a service's page, and the page of instance types."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from explorer.catalog.model import Instance, PriceDimension, RegionPrice, Service, Tier
from explorer.reference.book import Book, standing
from explorer.reference.markdown import Sources, code, escaped, link, slug, table
from explorer.reference.words import TIMES, plain_number

Block = Sequence[str]

_FREE = {"always": "always", "12-months": "in the first 12 months", "trial": "in a trial"}
INSTANCE_TITLES: Mapping[str, str] = {"ec2": "Amazon EC2 instances", "ml": "Amazon SageMaker instances"}


def price_blocks(service: Service, book: Book, sources: Sources) -> Iterator[Block]:
    """The section on prices; a service of which nothing is known says so."""
    yield ["## Prices"]
    sheet = book.catalog.sheet(service.id)
    if sheet is None:
        yield ["The catalog has no price for it."]
        return
    yield [escaped(sheet.free)] if sheet.free else []
    yield [f"Not priced: {escaped(sheet.unpriced)}"] if sheet.unpriced else []
    rows = [row for one in sheet.dimensions for row in _rows(one, service, sources)]
    yield table(("Charged for", "USD", "Per", "Where", "Source"), rows)
    yield [line for one in sheet.dimensions for line in _asides(one, sources)]


def _rows(one: PriceDimension, service: Service, sources: Sources) -> Iterator[Sequence[str]]:
    what = escaped(one.title) + _when(one, service)
    per = escaped(_amount(one.per, one.unit) if one.per != 1 else one.unit)
    if one.instances:
        listed = link("by instance type", f"../instances.md#{slug(INSTANCE_TITLES[one.instances])}")
        yield what, listed, per, "", ""
    for regions, price in _merged(one.prices):
        receipt = standing(sources, price.source, price.confidence, price.as_of)
        yield what, tiers(price.tiers), per, ", ".join(map(code, regions)), receipt
    if one.unpriced:
        yield what, f"not priced: {escaped(one.unpriced)}", per, "", ""


def _amount(quantity: Decimal, unit: str) -> str:
    """``1,000 requests``; units other than plain words have no plural of their own."""
    ending = "s" if quantity != 1 and unit.islower() and unit.isalpha() else ""
    return f"{plain_number(quantity)} {unit}{ending}"


def _merged(prices: Sequence[RegionPrice]) -> list[tuple[list[str], RegionPrice]]:
    """Prices that are the same in several regions, by the same receipt, as one."""
    found: dict[tuple[object, ...], tuple[list[str], RegionPrice]] = {}
    for one in prices:
        key = (one.tiers, one.source, one.as_of, one.confidence)
        found.setdefault(key, ([], one))[0].append(one.region)
    return list(found.values())


def tiers(steps: Sequence[Tier]) -> str:
    """``0.023 up to 51,200, then 0.022``."""
    said = [
        plain_number(step.usd) + (f" up to {plain_number(step.up_to)}" if step.up_to is not None else "")
        for step in steps
    ]
    return ", then ".join(said)


def _when(one: PriceDimension, service: Service) -> str:
    tests = [said_of(key, value, service) for key, value in one.when.items()]
    return f" (if {' and '.join(tests)})" if tests else ""


def said_of(setting_id: str, value: str | bool | tuple[str, ...], service: Service) -> str:
    """``*Storage class* is Standard or Infrequent Access``: a setting with the values it must have."""
    setting = service.setting(setting_id)
    title = f"*{escaped(setting.title if setting else setting_id)}*"
    if isinstance(value, bool):
        return f"{title} is {'on' if value else 'off'}"
    wanted = (value,) if isinstance(value, str) else value
    return f"{title} is {' or '.join(map(escaped, wanted))}"


def _asides(one: PriceDimension, sources: Sources) -> Iterator[str]:
    """What a table has no room for: free allowances and notes."""
    if one.free:
        amount = escaped(_amount(one.free.quantity, one.unit))
        cited = standing(sources, one.free.source, "", one.free.as_of)
        receipt = f" ({cited})" if cited else ""
        yield f"- {escaped(one.title)}: {amount} a month free {_FREE[one.free.kind]}{receipt}"
    if one.note:
        yield f"- {escaped(one.title)}: {escaped(one.note)}"


def instance_blocks(instances: Sequence[Instance], sources: Sources) -> list[str]:
    """A table of instance types with what is in them and what an hour costs."""
    rows = [_instance(one, sources) for one in instances]
    return table(("Type", "vCPU", "Memory, GiB", "Accelerators", "USD an hour", "Source"), rows)


def _instance(one: Instance, sources: Sources) -> Sequence[str]:
    prices = [f"{tiers(price.tiers)} in {code(price.region)}" for price in one.prices]
    receipts = [standing(sources, p.source, p.confidence, p.as_of) for p in one.prices]
    name = code(one.id) + (f" ({escaped(one.note)})" if one.note else "")
    return (
        name,
        _figure(one.vcpu),
        _figure(one.memory_gib),
        _accelerators(one),
        "; ".join(prices),
        "; ".join(dict.fromkeys(receipts)),
    )


def _figure(value: float | None) -> str:
    return "" if value is None else plain_number(value)


def _accelerators(one: Instance) -> str:
    if not one.accelerators:
        return ""
    memory = f", {plain_number(one.accelerator_gib)} GiB each" if one.accelerator_gib else ""
    return f"{plain_number(one.accelerators)} {TIMES} {escaped(one.accelerator or 'accelerator')}{memory}"
