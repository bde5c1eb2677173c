"""What a careful reader of the catalog would object to: one `Fault` each, naming entry and remedy.

Loading refuses what is not well formed; this looks at what is well formed and still wrong or missing.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from explorer.catalog.catalog import Catalog
from explorer.catalog.model import Cover, Receipt, RegionPrice, Service
from explorer.catalog.search import folded
from explorer.data import data_folder
from explorer.formula import FormulaError, formula

MEASURES = frozenset({"items", "gb", "seconds", "characters", "pages", "stock_gb", "peak_per_s"})
STREAMS = frozenset(
    {
        *("records", "objects", "text", "audio", "image", "video", "document", "tabular", "model_artifact"),
        *("metrics", "events", "container_image", "labels", "all", "pushed", "calls"),
    }
)
LATE_STREAMS = frozenset({"out", "reads", "sent"})
CONSTANTS = frozenset({"hours", "days", "month_s"})
OFFERED = frozenset({"active", "renamed", "superseded", "maintenance", "moved"})
SEARCH_DEPTH = 10
_ADDRESS = re.compile(r"https://[^\s<>\"]+\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SEED = re.compile(r"Seed \d{3} line \d+\Z")
_SHARED = re.compile(r"\bper (?:account|Region)\b")


class Fault(Struct, frozen=True, order=True):
    """One objection: the entry, the kind of fault, and a sentence with the remedy."""

    entry: str
    kind: str
    message: str


def lint(catalog: Catalog, *, today: date, icons: Path | None = None) -> list[Fault]:
    """All objections, by entry. ``today`` decides what has ended by now."""
    icons = icons or data_folder("resources") / "icons" / "services"
    found: set[Fault] = set()
    for service in catalog.services.values():
        for check in _CHECKS:
            found |= {Fault(service.id, *said) for said in check(service, catalog)}
        found |= {Fault(service.id, *said) for said in _lifecycle(service, today)}
        if service.draggable and not (icons / f"{service.id}.svg").is_file():
            found.add(Fault(service.id, "no-icon", f"draw resources/icons/services/{service.id}.svg"))
    found |= {Fault(sheet, *said) for sheet in catalog.sheets for said in _prices(sheet, catalog)}
    return sorted(found)


Said = Iterator[tuple[str, str]]


def _ends(service: Service, catalog: Catalog) -> Said:
    known = catalog.services
    ends = {end for one in service.integrations for end in (one.source_id, one.target_id)}
    ends |= {end for one in service.not_possible for end in (one.source_id, *one.target_ids)}
    for end in sorted(ends - set(known)):
        yield "dangling", f"an integration leads to '{end}', which is not in the catalog"
    for relation in service.relations:
        if relation.to not in known:
            yield "dangling", f"{relation.type} leads to '{relation.to}', which is not in the catalog"
    if service.parent and service.parent not in known:
        yield "dangling", f"its parent '{service.parent}' is not in the catalog"
    for refusal in service.not_possible:
        for via in refusal.via:
            if via not in known:
                yield "dangling", f"a way round leads by '{via}', which is not in the catalog"


def _sources(service: Service, catalog: Catalog) -> Said:
    del catalog
    receipts: list[tuple[str, Receipt]] = [
        *((f"integration {one.source_id} to {one.target_id}", one) for one in service.integrations),
        *((f"refusal {one.source_id} to {one.target_id}", one) for one in service.not_possible),
        *((f"limit {one.id}", one) for one in service.limits),
    ]
    if service.lifecycle.status != "active":
        receipts.append(("lifecycle", service.lifecycle))
    for what, receipt in receipts:
        if not receipt.title or not _ADDRESS.match(receipt.url):
            yield "no-source", f"{what}: give a source as 'Title https://address'"
        if not (receipt.as_of or service.as_of):
            yield "no-date", f"{what}: say when that was so (as_of)"
    for fact in service.facts:
        if not _SEED.match(fact.source) and not _ADDRESS.match(fact.url):
            yield "no-source", f"fact '{fact.text[:40]}': name the seed and line, or an address"


def _limits(service: Service, catalog: Catalog) -> Said:
    del catalog
    names = {quantity.id for quantity in service.flow.quantities} | {one.id for one in service.settings}
    for limit in service.limits:
        if limit.value is None and not limit.text:
            yield "no-value", f"limit {limit.id} has neither value nor text"
        if limit.value is not None and not limit.unit:
            yield "no-unit", f"limit {limit.id}: give the unit of {limit.value:g}"
        if _SHARED.search(limit.name) and not limit.is_shared:
            yield "no-scope", f"limit {limit.id} is shared: say so by scope, account-region or account"
        if limit.quantity and limit.quantity not in names:
            yield (
                "dangling",
                f"limit {limit.id} is held against '{limit.quantity}', which is no quantity or setting",
            )


def _sizing(service: Service, catalog: Catalog) -> Said:
    del catalog
    formulas = {one.id: one.formula for one in service.flow.quantities}
    settings, limits = {one.id for one in service.settings}, {one.id: one for one in service.limits}
    for sizing in service.sizing:
        what = f"sizing of {sizing.setting}"
        if not sizing.title or not _ADDRESS.match(sizing.url):
            yield "no-source", f"{what}: give a source as 'Title https://address'"
        if not 0 < sizing.target <= 1 or sizing.step <= 0 or not sizing.covers:
            yield "sizing", f"{what}: give what it covers, a target above 0 up to 1, and a step above 0"
        for name in sorted({sizing.setting, *(one.setting for one in sizing.when)} - settings):
            yield "dangling", f"{what}: '{name}' is no setting"
        for cover in sizing.covers:
            yield from _cover(what, sizing.setting, cover, formulas, settings | limits.keys())


def _cover(what: str, setting: str, cover: Cover, formulas: dict[str, str], known: set[str]) -> Said:
    """``known``: ids of the service's settings and limits."""
    if cover.quantity not in formulas:
        yield "dangling", f"{what}: '{cover.quantity}' is no quantity"
    elif setting in _rests_on(cover.quantity, formulas):
        yield "sizing", f"{what}: {cover.quantity} must not depend on the setting itself"
    if bool(cover.each) == bool(cover.limit):
        yield "sizing", f"{what}: say with each or limit how much of {cover.quantity} one unit gives"
    if cover.limit and cover.limit not in known:
        yield "dangling", f"{what}: '{cover.limit}' is no limit"
    if cover.each:
        yield from _formula(f"{what}, each", cover.each, known | formulas.keys() | CONSTANTS, frozenset())


def _rests_on(quantity: str, formulas: dict[str, str]) -> set[str]:
    """All names that the quantity's formula leads to, by way of other quantities too."""
    found: set[str] = set()
    waiting = [quantity]
    while waiting:
        try:
            names = formula(formulas[waiting.pop()]).names - found
        except FormulaError:  # told where the formula is
            continue
        found |= names
        waiting += [name for name in names if name in formulas]
    return found


def _contradictions(service: Service, catalog: Catalog) -> Said:
    for refusal in service.not_possible:
        for target in refusal.target_ids:
            if catalog.by_pair.get((refusal.source_id, target)):
                yield "contradiction", f"{refusal.source_id} to {target} is both possible and not possible"
    for relation in service.relations:
        if relation.to == service.id:
            yield "contradiction", f"it is {relation.type} itself"


def _placed(service: Service, catalog: Catalog) -> Said:
    if not service.draggable:
        return
    if not (service.flow.quantities or service.flow.emits or service.flow.note):
        yield "no-flow", "say what it does to its load, or in a note why nothing"
    if not (service.settings or service.flow.note):
        yield "no-settings", "give the settings a designer sets, or say in a note why there are none"
    if catalog.sheet(service.id) is None:
        yield "no-price", f"write catalog/prices/{service.id}.yaml, if only to say free or unpriced"
    if not service.docs.startswith("https://") and service.category not in {"external", "concept"}:
        yield "no-docs", "give the address of its documentation"


def _marks(service: Service, catalog: Catalog) -> Said:
    """What rules read beside limits and lifecycle: ends of choices, and what stands in one zone."""
    del catalog
    for setting in service.settings:
        for end in setting.ends:
            for choice in sorted({end.choice, end.instead or end.choice} - set(setting.choices)):
                yield "dangling", f"setting {setting.id} ends '{choice}', which is none of its choices"
            if not _DATE.match(end.date) or not setting.source:
                yield (
                    "no-source",
                    f"setting {setting.id}: give the day {end.choice} ends, and the setting's source",
                )
    zone = service.one_zone
    used = {zone.setting, *(one.setting for one in zone.when)} if zone else set()
    for name in sorted(used - {one.id for one in service.settings}):
        yield "dangling", f"one_zone: '{name}' is no setting"


def _found_by_search(service: Service, catalog: Catalog) -> Said:
    """A name is found unless too many entries claim it: the search puts an exact name before all else."""
    for name in (service.name, *service.aliases):
        wanted = folded(name)
        if not wanted:
            yield "not-found", f"nobody can type the name '{name}'"
        elif len(_claims(catalog).get(wanted, ())) > SEARCH_DEPTH:
            yield "not-found", f"more than {SEARCH_DEPTH} entries are called '{name}'"


@lru_cache(maxsize=4)
def _claims(catalog: Catalog) -> dict[str, set[str]]:
    """Ids of the entries by each name they claim."""
    found: dict[str, set[str]] = {}
    for service in catalog.services.values():
        for name in (service.name, *service.aliases):
            found.setdefault(folded(name), set()).add(service.id)
    return found


def _formulas(service: Service, catalog: Catalog) -> Said:
    del catalog
    settings = {one.id for one in service.settings}
    known = settings | CONSTANTS
    for quantity in service.flow.quantities:
        yield from _formula(f"quantity {quantity.id}", quantity.formula, known, STREAMS | LATE_STREAMS)
        known = known | {quantity.id}
    for emit in service.flow.emits:
        for measure in MEASURES - {"peak_per_s"}:
            if text := getattr(emit, measure):
                yield from _formula(f"emit {emit.kind}, {measure}", text, known, STREAMS)
    if service.flow.latency:
        for text in (service.flow.latency.low_s, service.flow.latency.high_s):
            yield from _formula("latency", text, known, STREAMS)


def _formula(what: str, text: str, known: set[str] | frozenset[str], streams: frozenset[str]) -> Said:
    try:
        names = formula(text).names
    except FormulaError as error:
        yield "formula", f"{what}: the formula {error}"
        return
    for name in sorted(names):
        stream, dot, measure = name.partition(".")
        if (dot and (stream not in streams or measure not in MEASURES)) or (not dot and name not in known):
            yield "formula", f"{what}: the name '{name}' means nothing there"


def _lifecycle(service: Service, today: date) -> Said:
    life = service.lifecycle
    passed = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", life.date)) and date.fromisoformat(life.date) <= today
    if passed and life.status == "end-announced":
        yield "lifecycle", f"its end was announced for {life.date}, which has passed: it has ended"
    if life.status == "ended" and life.date and not passed and len(life.date) == len("2026-11-21"):
        yield "lifecycle", f"it is said to have ended, but {life.date} is still to come"


def _prices(service_id: str, catalog: Catalog) -> Said:
    sheet = catalog.sheets[service_id]
    service = catalog.service(service_id)
    if service is None:
        yield "dangling", "a price sheet is for a service that is not in the catalog"
        return
    if not (sheet.dimensions or sheet.free or sheet.unpriced):
        yield "no-price", "the price sheet says nothing: give dimensions, free or unpriced"
    quantities = {quantity.id for quantity in service.flow.quantities}
    for dimension in sheet.dimensions:
        if dimension.quantity not in quantities:
            yield "dangling", f"price {dimension.id} is bound to '{dimension.quantity}', which is no quantity"
        if not (dimension.prices or dimension.instances or dimension.unpriced):
            yield "no-price", f"price {dimension.id} has no price and does not say why"
        for setting_id, wanted in dimension.when.items():
            yield from _condition(dimension.id, service, setting_id, wanted)
        for price in dimension.prices:
            if not price.as_of or not price.source:
                yield "no-source", f"price {dimension.id} in {price.region}: give source and date"
            if not _rising(price):
                yield (
                    "tiers",
                    f"price {dimension.id} in {price.region}: order the tiers, the last without an end",
                )


def _condition(dimension: str, service: Service, setting_id: str, wanted: object) -> Said:
    setting = service.setting(setting_id)
    if setting is None:
        yield "dangling", f"price {dimension} depends on '{setting_id}', which is no setting"
    elif setting.type == "choice":
        for value in wanted if isinstance(wanted, tuple) else (wanted,):
            if value not in setting.choices:
                yield "dangling", f"price {dimension} depends on {setting_id} = '{value}', which is no choice"


def _rising(price: RegionPrice) -> bool:
    """Whether the tiers' ends rise, and only the last has none."""
    *ends, last = [tier.up_to for tier in price.tiers]
    numbers = [end for end in ends if end is not None]
    return last is None and len(numbers) == len(ends) and numbers == sorted(set(numbers))


_CHECKS: tuple[Callable[[Service, Catalog], Said], ...] = (
    *(_ends, _sources, _limits, _sizing, _contradictions, _placed, _marks, _found_by_search, _formulas),
)
