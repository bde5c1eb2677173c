"""What the catalog says about an entry, as sections of rows: each statement with where it comes from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from explorer.app.connecting import mechanisms_through, offer_services
from explorer.catalog import Catalog, Verdict
from explorer.catalog.model import (
    Fact,
    Integration,
    Limit,
    PriceDimension,
    Receipt,
    Refusal,
    RegionPrice,
    Service,
    Setting,
    split_source,
)
from explorer.catalog.vocabulary import CONFIDENCES, MECHANISMS
from explorer.ui.explore.graph import RELATION_WORDS, lowered

ROUGH = frozenset({"low", "knowledge", "derived"})
USUAL_REGION = "us-east-1"

_STILL_TRUE = {
    "yes": ("still true", "ok"),
    "changed": ("changed", "warning"),
    "no": ("no longer true", "error"),
    "unknown": ("not looked at", "muted"),
}
_INVERSE = {
    "part-of": "contains",
    "runs-on": "runs",
    "supports": "supported by",
    "implements": "implemented by",
    "option-of": "has the option",
    "succeeded-by": "succeeds",
    "measured-on": "measures",
}


class Row(Struct, frozen=True):
    """One statement. ``aside`` stands at its right in the colour of ``tone``: a role or a mechanism."""

    text: str
    aside: str = ""
    tone: str = "muted"
    note: str = ""
    source: str = ""
    as_of: str = ""
    confidence: str = ""
    target: str = ""
    """The entry that the row leads to."""

    @property
    def url(self) -> str:
        """The address of the source; empty where it has none."""
        return split_source(self.source)[1]

    @property
    def source_title(self) -> str:
        """The source without its address."""
        title, url = split_source(self.source)
        return title or url

    @property
    def standing(self) -> str:
        """When the source was last looked at, and how sure the statement is."""
        words = CONFIDENCES.get(self.confidence, self.confidence)
        return " · ".join(part for part in (self.as_of, words) if part)


class Section(Struct, frozen=True):
    """Rows under a title."""

    title: str
    rows: Sequence[Row]


def sections_of(catalog: Catalog, service: Service) -> list[Section]:
    """All that is known of an entry, without empty sections."""
    sections = [
        Section("Can send to", _integrations(catalog, catalog.leaving(service.id), to_target=True)),
        Section("Can receive from", _integrations(catalog, catalog.entering(service.id), to_target=False)),
        Section("Not possible", _refusals(catalog, service)),
        Section("Limits", [_limit(limit) for limit in service.limits]),
        Section("Prices", _prices(catalog, service.id)),
        Section("Settings", [_setting(setting) for setting in service.settings]),
        Section("Facts", [_fact(catalog, fact) for fact in service.facts]),
        Section("Related", _relations(catalog, service)),
        Section("Regions", _regions(service)),
    ]
    return [section for section in sections if section.rows]


def verdict_rows(catalog: Catalog, verdict: Verdict) -> list[Section]:
    """The reasons of a verdict: the mechanisms, or why not, and the ways round."""
    best = offer_services(catalog, verdict.source, verdict.target).mechanisms
    ordered = sorted(verdict.integrations, key=lambda entry: best.index(entry.mechanism))
    sections = [Section("Mechanisms", [_mechanism(entry) for entry in ordered])]
    if verdict.refusal is not None:
        sections.append(Section("Why not", [_with(verdict.refusal, Row(verdict.refusal.reason))]))
    via = [_by_way_of(catalog, verdict, middle) for middle in verdict.via]
    sections.append(Section("What works instead" if verdict.refusal else "Ways that are known", via))
    return [section for section in sections if section.rows]


def _mechanism(entry: Integration) -> Row:
    return _with(entry, Row(MECHANISMS[entry.mechanism].title, tone=entry.mechanism, note=_carried(entry)))


def _by_way_of(catalog: Catalog, verdict: Verdict, middle: str) -> Row:
    legs = mechanisms_through(catalog, verdict.source, middle, verdict.target)
    note = ", then ".join(lowered(MECHANISMS[leg].title) for leg in legs) if legs else ""
    return Row(catalog.name(middle), note=note[:1].upper() + note[1:], target=middle)


def _with(receipt: Receipt, row: Row) -> Row:
    return replace(row, source=receipt.source, as_of=receipt.as_of, confidence=receipt.confidence)


def _integrations(catalog: Catalog, entries: Iterable[Integration], *, to_target: bool) -> list[Row]:
    """The best connected first, as these are the usual choice."""
    rows = []
    for entry in entries:
        other = entry.target_id if to_target else entry.source_id
        words = MECHANISMS[entry.mechanism]
        row = Row(catalog.name(other), words.title, entry.mechanism, _carried(entry), target=other)
        rows.append(_with(entry, row))
    reach = {
        row.target: -len(catalog.leaving(row.target)) - len(catalog.entering(row.target)) for row in rows
    }
    return sorted(rows, key=lambda row: (reach[row.target], row.text, row.aside))


def _carried(entry: Integration) -> str:
    parts = []
    if entry.carries:
        verb = "Reads" if entry.direction == "read" else "Carries"
        parts.append(f"{verb} {', '.join(entry.carries)}")
    elif entry.direction == "control":
        parts.append("Starts or configures, carries no payload")
    if entry.constraints:
        parts.append(entry.constraints)
    return ". ".join(parts)


def _refusals(catalog: Catalog, service: Service) -> list[Row]:
    rows = []
    for (source, target), refusal in catalog.refusals.items():
        if service.id in {source, target}:
            other, words = (target, "To") if source == service.id else (source, "From")
            rows.append(_refusal(catalog, refusal, f"{words} {catalog.name(other)}", other))
    return sorted(rows, key=lambda row: row.text)


def _refusal(catalog: Catalog, refusal: Refusal, text: str, other: str) -> Row:
    via = ", ".join(catalog.name(middle) for middle in refusal.via)
    note = f"{refusal.reason}. By way of: {via}" if via else refusal.reason
    return _with(refusal, Row(text, note=note, target=other))


def _limit(limit: Limit) -> Row:
    value = limit.text or ("not known" if limit.value is None else plain(limit.value))
    note = "Can be raised on request" if limit.adjustable else ""
    return _with(limit, Row(limit.name, f"{value} {limit.unit}".strip(), "text", note))


def plain(value: float) -> str:
    """A number in full, without an empty fraction."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _prices(catalog: Catalog, service_id: str) -> list[Row]:
    sheet = catalog.sheet(service_id)
    if sheet is None:
        return []
    rows = [Row(sheet.free, "free", "ok")] if sheet.free else []
    rows += [Row(sheet.unpriced, "no price", "warning")] if sheet.unpriced else []
    for dimension in sheet.dimensions:
        rows += _dimension(dimension)
    return rows


def _dimension(dimension: PriceDimension) -> list[Row]:
    """A row per region, the usual region first; or why there is no price."""
    title = dimension.title + "".join(f", {_choice(value)}" for value in dimension.when.values())
    if dimension.instances:
        return [Row(title, "by instance type", note=f"Per {dimension.unit}; see the instance types")]
    if not dimension.prices:
        return [Row(title, "no price", "warning", dimension.unpriced or "Not known")]
    prices = sorted(dimension.prices, key=lambda price: (price.region != USUAL_REGION, price.region))
    return [_price(dimension, title, price) for price in prices]


def _choice(value: str | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else " or ".join(value)


def _price(dimension: PriceDimension, title: str, price: RegionPrice) -> Row:
    per = "" if dimension.per == 1 else f"{dimension.per:,} "
    first, *more = price.tiers
    notes = [price.region]
    if price.confidence in ROUGH:
        notes.append("a rough figure")
    if more:
        notes.append("above " + ", above ".join(_steps(price)))
    if dimension.free is not None:
        notes.append(
            f"{dimension.free.quantity:,} {dimension.unit} free ({dimension.free.kind.replace('-', ' ')})"
        )
    return Row(
        title, f"{usd(first.usd)} / {per}{dimension.unit}", "text" if price.confidence not in ROUGH else "warning",
        "  ·  ".join(notes), price.source, price.as_of, price.confidence,
    )  # fmt: skip


def _steps(price: RegionPrice) -> Iterable[str]:
    for below, tier in zip(price.tiers, price.tiers[1:], strict=False):
        if below.up_to is not None:
            yield f"{below.up_to:,} at {usd(tier.usd)}"


def usd(value: Decimal) -> str:
    """A price in full: unit prices have many digits that count."""
    text = f"{value.normalize():f}"
    whole, _, fraction = text.partition(".")
    return f"${whole}.{fraction.ljust(2, '0')}"


def _setting(setting: Setting) -> Row:
    default = setting.default
    words = (
        "not set"
        if default is None
        else _choice(default)
        if isinstance(default, str | bool)
        else plain(default)
    )
    note = setting.help
    if setting.choices:
        note = f"{note} Choices: {', '.join(setting.choices)}".strip()
    return Row(setting.title, f"{words} {setting.unit}".strip(), "text", note, setting.source)


def _fact(catalog: Catalog, fact: Fact) -> Row:
    words, tone = _STILL_TRUE[fact.still_true]
    value = f": {fact.value} {fact.unit}".rstrip() if fact.value else ""
    note = f"Now: {fact.now}" if fact.now else ""
    target = fact.about if catalog.service(fact.about) else ""
    return _with(fact, Row(fact.text + value, words, tone, note, target=target))


def _relations(catalog: Catalog, service: Service) -> list[Row]:
    out = [
        Row(catalog.name(relation.to), RELATION_WORDS[relation.type], target=relation.to)
        for relation in service.relations
    ]
    back = [
        Row(other.name, _INVERSE[relation.type], target=other.id)
        for other in catalog.services.values()
        for relation in other.relations
        if relation.to == service.id
    ]
    return [*out, *sorted(back, key=lambda row: (row.aside, row.text))]


def _regions(service: Service) -> list[Row]:
    if service.regions == ("global",):
        return [Row("Global: not bound to a region")]
    return [Row(region) for region in service.regions]
