"""The first page: every service by category, and the way to the other pages."""

from collections.abc import Iterator, Sequence

from explorer.catalog.model import Instance, Service
from explorer.catalog.vocabulary import CATEGORIES, MECHANISMS, STATUSES
from explorer.reference.book import Book
from explorer.reference.markdown import GENERATED, Sources, escaped, image, link, paragraphs, slug, table
from explorer.reference.prices import INSTANCE_TITLES, instance_blocks
from explorer.reference.words import count


def index_page(book: Book, rule_count: int) -> str:
    """The page in Markdown."""
    catalog = book.catalog
    by_category = {
        category: [service for service in catalog.draggable if service.category == category]
        for category in CATEGORIES
    }
    present = {category: listed for category, listed in by_category.items() if listed}
    terms = sum(map(len, book.terms.values()))
    return paragraphs(
        [GENERATED],
        ["# Reference"],
        ["What the catalog knows, with the source and the date of every statement."],
        [
            f"- Services: {count(len(catalog.draggable), 'page')}, listed below",
            f"- {link('Terms', 'terms.md')}: {terms} algorithms, frameworks, features and other things around them",
            f"- {link('Mechanisms', 'mechanisms.md')}: the {len(MECHANISMS)} ways in which one service feeds another",
            f"- {link('Rules', 'rules.md')}: the {rule_count} rules that designs are checked against",
            f"- {link('Load, failures and promises', 'behaviour.md')}: weeks, retries, availability",
            f"- {link('Instance types', 'instances.md')}: {len(catalog.instances)} with their hourly prices",
        ],
        ["## Services by category"],
        [
            f"- {link(CATEGORIES[category], f'#{slug(CATEGORIES[category])}')} ({len(listed)})"
            for category, listed in present.items()
        ],
        *(block for category, listed in present.items() for block in _category(category, listed, book)),
    )


def _category(category: str, listed: Sequence[Service], book: Book) -> Iterator[Sequence[str]]:
    yield [f"### {CATEGORIES[category]}"]
    yield table(("", "Service", "What it does", "Offered"), [_row(service, book) for service in listed])


def _row(service: Service, book: Book) -> Sequence[str]:
    status = service.lifecycle.status
    offered = "" if status == "active" else STATUSES[status].lower()
    picture = image("", f"icons/{service.id}.svg")
    return picture, book.link(service.id), escaped(service.summary), offered


def instances_page(instances: Sequence[Instance]) -> str:
    """The page of instance types in Markdown."""
    sources = Sources()
    blocks: list[Sequence[str]] = []
    for kind, title in INSTANCE_TITLES.items():
        listed = [one for one in instances if one.kind == kind]
        blocks += [[f"## {title}"], instance_blocks(sorted(listed, key=lambda one: one.id), sources)]
    return paragraphs([GENERATED], ["# Instance types"], *blocks, *sources.blocks())
