"""The page of terms: everything the graph knows that does not stand on a canvas, by kind."""

from collections.abc import Iterator, Sequence

from explorer.catalog.model import Service
from explorer.reference.book import CONTENTS, TERMS_TITLE, Book, receipt
from explorer.reference.markdown import GENERATED, Sources, escaped, link, paragraphs, slug
from explorer.reference.services import facts, lifecycle_words, relations
from explorer.reference.words import KINDS


def terms_page(book: Book) -> str:
    """The page in Markdown."""
    sources = Sources()
    blocks = [block for listed in book.terms.values() for block in _kind(listed, book, sources)]
    return paragraphs(
        [GENERATED],
        [f"# {TERMS_TITLE}"],
        ["What services are made of, run on and are talked about with, each with what is known of it."],
        [f"## {CONTENTS}"],
        [
            f"- {link(KINDS[kind], f'#{slug(KINDS[kind])}')} ({len(listed)})"
            for kind, listed in book.terms.items()
        ],
        *blocks,
        *sources.blocks(),
    )


def _kind(listed: Sequence[Service], book: Book, sources: Sources) -> Iterator[Sequence[str]]:
    yield [f"## {KINDS[listed[0].kind]}"]
    for service in listed:
        yield [f"### {escaped(service.name)}"]
        yield [escaped(service.summary)]
        yield list(_outline(service, book, sources))
        yield facts(service, book, sources)


def _outline(service: Service, book: Book, sources: Sources) -> Iterator[str]:
    if service.aliases:
        yield f"- **Also called:** {', '.join(map(escaped, service.aliases))}"
    if service.lifecycle.status != "active":
        yield f"- {lifecycle_words(service, book)} ({receipt(sources, service.lifecycle)})"
    yield from relations(service, book)
    if service.docs:
        yield f"- **Documentation:** {escaped(service.docs)}"
