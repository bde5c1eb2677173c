"""A service's page: what it is, what it connects to, its limits and prices, each statement with its source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.catalog.model import (
    Emit,
    Fact,
    Integration,
    Limit,
    Placement,
    Refusal,
    Service,
    Setting,
)
from explorer.catalog.vocabulary import CATEGORIES, MECHANISMS, STATUSES
from explorer.reference.book import Book, mechanism, receipt
from explorer.reference.formulas import in_words
from explorer.reference.markdown import GENERATED, Sources, code, escaped, image, paragraphs, table
from explorer.reference.prices import price_blocks
from explorer.reference.words import RELATIONS, count, plain_number

FOLDER = "services"

Block = Sequence[str]

_STILL_TRUE = {"yes": "still true", "no": "no longer true", "changed": "changed", "unknown": "not looked at"}
_MEASURES = {
    "items": "items",
    "gb": "GB",
    "seconds": "seconds",
    "characters": "characters",
    "pages": "pages",
    "stock_gb": "GB kept",
}
_PLACES: Mapping[Placement, str] = {
    "inside": "in a VPC, and reached only from within it unless it is made public",
    "vpc": "in a VPC",
    "attached": "outside; in a VPC it gets interfaces without a public address",
    "endpoint": "in no VPC; reached by an address of AWS",
}


def service_page(service: Service, book: Book) -> str:
    """The page in Markdown, with its pictures and links relative to the folder of services."""
    sources = Sources(service.as_of)
    return paragraphs(
        [GENERATED],
        [f"# {escaped(service.name)} {image('Icon', f'../icons/{service.id}.svg')}"],
        [escaped(service.summary)],
        _lifecycle(service, book, sources),
        list(_outline(service, book)),
        *_neighbourhood(service, book),
        *_connections(service, book, sources),
        *_section("Not possible", _refusals(service, book, sources)),
        *_section("Settings", _settings(service)),
        *_load(service, sources),
        *_section("Limits", _limits(service, sources)),
        *price_blocks(service, book, sources),
        *_section("Regions", _regions(service)),
        *_section("Related", list(relations(service, book, FOLDER))),
        *_section("Facts", facts(service, book, sources, FOLDER)),
        *sources.blocks(),
    )


def _section(title: str, lines: Block) -> Iterator[Block]:
    if lines:
        yield [f"## {title}"]
        yield lines


def _lifecycle(service: Service, book: Book, sources: Sources) -> Block:
    """A warning where the service is not simply there to be used."""
    if service.lifecycle.status == "active":
        return []
    return [f"> {lifecycle_words(service, book, FOLDER)} ({receipt(sources, service.lifecycle)})"]


def lifecycle_words(service: Service, book: Book, folder: str = "") -> str:
    """Whether it is still offered, since when not, and what comes after it."""
    life = service.lifecycle
    on = f" ({life.date})" if life.date else ""
    instead = f" Instead: {book.link(life.successor, folder)}." if life.successor else ""
    note = f" {escaped(life.note).removesuffix('.')}." if life.note else ""
    return f"**{STATUSES[life.status]}{on}.**{instead}{note}"


def _outline(service: Service, book: Book) -> Iterator[str]:
    layer = f", in the layer {escaped(service.layer)}" if service.layer else ""
    yield f"- **Category:** {CATEGORIES[service.category]}{layer}"
    if service.parent:
        yield f"- **Belongs to:** {book.link(service.parent, FOLDER)}"
    yield f"- **Lifecycle:** {STATUSES[service.lifecycle.status].lower()}"
    if service.aliases:
        yield f"- **Also called:** {', '.join(map(escaped, service.aliases))}"
    yield f"- **Accepts:** {escaped(', '.join(service.accepts)) or 'no payload'}"
    yield f"- **Produces:** {escaped(', '.join(service.produces)) or 'no payload'}"
    if service.placement:
        yield f"- **Place:** {_PLACES[service.placement]}"
    yield from _marks(service)
    if service.docs:
        yield f"- **Documentation:** {escaped(service.docs)}"
    yield f"- **Id in designs:** {code(service.id)}"
    if service.as_of:
        yield f"- **Last looked at:** {service.as_of}, where a source has no date of its own"


def _marks(service: Service) -> Iterator[str]:
    """What else rules go by."""
    if service.resource_policy:
        yield "- **Other accounts:** let in by a policy of the resource"
    if service.personal:
        yield f"- **Personal data:** handles {service.personal}"
    if service.third_party:
        yield "- **Whose it is:** what is sent there goes to a third party"


def _neighbourhood(service: Service, book: Book) -> Iterator[Block]:
    catalog = book.catalog
    fed_by = len({one.source_id for one in catalog.entering(service.id)})
    feeds = len({one.target_id for one in catalog.leaving(service.id)})
    yield ["## Connections"]
    if not fed_by and not feeds:
        yield ["The catalog knows of no direct connection."]
        return
    words = f"{count(fed_by, 'service')} on the way to it, {count(feeds, 'service')} after it"
    yield [
        image(f"{service.name} with its most important neighbours: {words}", f"../pictures/{service.id}.svg")
    ]


def _connections(service: Service, book: Book, sources: Sources) -> Iterator[Block]:
    leaving, entering = book.catalog.leaving(service.id), book.catalog.entering(service.id)
    if leaving:
        yield [f"### Sends to ({len(leaving)})"]
        yield _integrations([(one.target_id, one) for one in leaving], book, sources)
    if entering:
        yield [f"### Receives from ({len(entering)})"]
        yield _integrations([(one.source_id, one) for one in entering], book, sources)


def _integrations(ends: Iterable[tuple[str, Integration]], book: Book, sources: Sources) -> Block:
    in_order = sorted(ends, key=lambda end: book.catalog.name(end[0]).lower())
    rows = [
        (
            book.link(other, FOLDER),
            mechanism(one.mechanism, sources),
            escaped(", ".join(one.carries)),
            escaped(one.constraints),
            receipt(sources, one),
        )
        for other, one in in_order
    ]
    return table(("Service", "Mechanism", "Carries", "On what terms", "Source"), rows)


def _refusals(service: Service, book: Book, sources: Sources) -> Block:
    """What it cannot be connected to, told in its own file or in that of the other one."""
    rows = [_refusal(one, service, book, sources) for one in book.refusals.get(service.id, ())]
    return table(("Connection", "Why not", "Way round", "Source"), rows)


def _refusal(one: Refusal, service: Service, book: Book, sources: Sources) -> Sequence[str]:
    to = ", ".join(book.link(target, FOLDER) for target in sorted(one.target_ids, key=book.catalog.name))
    ends = f"to {to}" if one.source_id == service.id else f"from {book.link(one.source_id, FOLDER)}"
    via = ", ".join(book.link(way, FOLDER) for way in one.via)
    return ends, escaped(one.reason), via, receipt(sources, one)


def _settings(service: Service) -> Block:
    rows = [
        (escaped(one.title), _default(one), escaped(one.unit), _range(one), escaped(one.help))
        for one in service.settings
    ]
    return table(("Setting", "Default", "Unit", "Range", "What it means"), rows)


def _default(one: Setting) -> str:
    likely = [plain_number(end) for end in (one.low, one.high) if end is not None]
    return _value(one.default) + (f" ({' to '.join(likely)} likely)" if len(likely) == 2 else "")


def _value(value: float | str | bool | None) -> str:
    match value:
        case None:
            return "not set"
        case bool():
            return "on" if value else "off"
        case str():
            return escaped(value) or "empty"
        case _:
            return plain_number(value)


def _range(one: Setting) -> str:
    if one.choices:
        ends = {end.choice: f" (until {end.date})" for end in one.ends}
        return ", ".join(escaped(choice) + ends.get(choice, "") for choice in one.choices)
    match one.type, one.min, one.max:
        case "flag", _, _:
            return "on, off"
        case _, None, None:
            return ""
        case _, least, None if least is not None:
            return f"at least {plain_number(least)}"
        case _, None, most if most is not None:
            return f"at most {plain_number(most)}"
        case _, least, most:
            return f"{plain_number(least or 0)} to {plain_number(most or 0)}"


def _load(service: Service, sources: Sources) -> Iterator[Block]:
    """What it does to the load that reaches it."""
    flow = service.flow
    quantities = [
        (escaped(one.title), escaped(one.unit), in_words(one.formula, service)) for one in flow.quantities
    ]
    emits = [(_kind(one), _by(one), _measures(one, service)) for one in flow.emits]
    latency = _latency(service, sources)
    blocks: list[Block] = [
        [escaped(flow.note)] if flow.note else [],
        table(("Quantity", "Unit", "Follows from"), quantities),
        table(("Sends on", "By", "How much"), emits),
        latency,
    ]
    if any(blocks):
        yield ["## What it does to its load"]
        yield from blocks


def _kind(one: Emit) -> str:
    return {"any": "what came in", "calls": "calls"}.get(one.kind, escaped(one.kind))


def _by(one: Emit) -> str:
    return ", ".join(MECHANISMS[by].title.lower() for by in one.by) or "any mechanism"


def _measures(one: Emit, service: Service) -> str:
    said = [
        f"{words}: {in_words(text, service)}"
        for measure, words in _MEASURES.items()
        if (text := getattr(one, measure))
    ]
    rest = f"as {escaped(one.of)} came in" if one.of else "as it came in"
    return "; ".join(said) if said else rest


def _latency(service: Service, sources: Sources) -> Block:
    latency = service.flow.latency
    if latency is None:
        return []
    low, high = in_words(latency.low_s, service), in_words(latency.high_s, service)
    cited = sources.cite(latency.source)
    after = f" ({cited})" if cited else ""
    if {low, high} == {"0"}:
        return [f"It holds an item for no time worth counting{after}."]
    return [
        f"It holds an item for a number of seconds{after}:",
        "",
        f"- at least: {low}",
        f"- at most: {high}",
    ]


def _limits(service: Service, sources: Sources) -> Block:
    rows = [
        (escaped(one.name), _limit_value(one), "yes" if one.adjustable else "no", receipt(sources, one))
        for one in service.limits
    ]
    return table(("Limit", "Value", "Adjustable", "Source"), rows)


def _limit_value(one: Limit) -> str:
    value = plain_number(one.value) if one.value is not None else ""
    return " ".join(part for part in (value, escaped(one.unit) if value else "", _limit_text(one)) if part)


def _limit_text(one: Limit) -> str:
    if not one.text:
        return ""
    return f"({escaped(one.text)})" if one.value is not None else escaped(f"{one.text} {one.unit}".strip())


def _regions(service: Service) -> Block:
    if service.regions == ("global",):
        return ["It is global: it belongs to no region."]
    if not service.regions:
        return ["Not known to the catalog."] if service.category not in {"external", "concept"} else []
    return [f"{count(len(service.regions), 'region')}: {', '.join(map(code, service.regions))}."]


def relations(service: Service, book: Book, folder: str = "") -> Iterator[str]:
    """The ties of an entry to others that are no arrows, from both ends."""
    found: dict[str, list[str]] = {}
    for relation in service.relations:
        found.setdefault(RELATIONS[relation.type][0], []).append(relation.to)
    for kind, other in book.related.get(service.id, ()):
        found.setdefault(RELATIONS[kind][1], []).append(other)
    order = [words for pair in RELATIONS.values() for words in pair]
    for words in sorted(found, key=order.index):
        yield f"- **{words}:** {', '.join(book.link(one, folder) for one in dict.fromkeys(found[words]))}"


def facts(service: Service, book: Book, sources: Sources, folder: str = "") -> Block:
    """Statements about the entry, and whether each still holds."""
    rows = [_fact(one, book, sources, folder) for one in service.facts]
    return table(("Statement", "About", "Today", "Source"), rows)


def _fact(one: Fact, book: Book, sources: Sources, folder: str) -> Sequence[str]:
    value = " ".join(part for part in (one.value, one.unit if one.unit != "link" else "") if part)
    said = escaped(one.text) + (f": {escaped(value)}" if value else "")
    now = f": now {escaped(one.now)}" if one.still_true == "changed" and one.now else ""
    aside = f" ({escaped(one.now)})" if one.now and not now else ""
    about = book.link(one.about, folder) if one.about else ""
    return said, about, _STILL_TRUE[one.still_true] + now + aside, receipt(sources, one)
