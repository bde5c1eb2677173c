"""The page of mechanisms: the closed vocabulary of how one service hands over to another."""

from collections.abc import Iterator, Sequence
from math import log2

from explorer.catalog.model import Integration
from explorer.catalog.vocabulary import FAMILIES, MECHANISMS, Family
from explorer.drawing.arrows import legend_sample
from explorer.drawing.shapes import Picture, Rect
from explorer.drawing.theme import theme
from explorer.reference.book import Book
from explorer.reference.markdown import GENERATED, code, escaped, image, paragraphs
from explorer.reference.words import count

_EXAMPLES = 4
_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 72.0, 24.0


def mechanisms_page(book: Book) -> str:
    """The page in Markdown, by families, each with the arrow it is drawn as."""
    by_mechanism: dict[str, list[Integration]] = {}
    for one in book.catalog.integrations:
        by_mechanism.setdefault(one.mechanism, []).append(one)
    return paragraphs(
        [GENERATED],
        ["# Mechanisms"],
        [
            "Every arrow has one: it says how the source hands over to the target. Families share a kind of arrow."
        ],
        *(
            block
            for family, title in FAMILIES.items()
            for block in _family(family, title, by_mechanism, book)
        ),
    )


def _family(
    family: Family, title: str, by_mechanism: dict[str, list[Integration]], book: Book
) -> Iterator[Sequence[str]]:
    yield [f"## Family: {escaped(title.lower())}"]
    yield [image(f"How the family is drawn: {title}", sample_name(family))]
    for mechanism, words in MECHANISMS.items():
        if words.family == family:
            listed = by_mechanism.get(mechanism, [])
            yield [f"### {escaped(words.title)}"]
            yield [f"{escaped(words.meaning)} In designs it is called {code(mechanism)}."]
            yield [_known(listed, book)]


def _known(listed: Sequence[Integration], book: Book) -> str:
    if not listed:
        return "The catalog has no connection of the kind."
    found = ", ".join(
        f"{book.link(one.source_id)} to {book.link(one.target_id)}" for one in _telling(listed, book)
    )
    return f"The catalog has {count(len(listed), 'connection')}, such as {found}."


def _telling(listed: Sequence[Integration], book: Book) -> list[Integration]:
    """Examples between services that many know, no service twice."""
    catalog = book.catalog

    def known_by_many(one: Integration) -> float:
        ends = (one.source_id, one.target_id)
        return sum(log2(1 + len(catalog.leaving(end)) + len(catalog.entering(end))) for end in ends)

    chosen: list[Integration] = []
    seen: set[str] = set()
    for one in sorted(listed, key=lambda one: (-known_by_many(one), one.source_id, one.target_id)):
        if not seen & {one.source_id, one.target_id} and len(chosen) < _EXAMPLES:
            chosen.append(one)
            seen |= {one.source_id, one.target_id}
    return chosen


def sample_name(family: Family) -> str:
    """The file of the family's sample arrow."""
    return f"pictures/arrows/{family}.svg"


def sample_picture(family: Family) -> Picture:
    """An arrow of the family on a light ground."""
    look = theme("light")
    ground = Rect(x=0, y=0, width=_SAMPLE_WIDTH, height=_SAMPLE_HEIGHT, radius=6, fill=look.colors["canvas"])
    arrow = legend_sample(look.arrows[family], look, 12, _SAMPLE_HEIGHT / 2, _SAMPLE_WIDTH - 24)
    return Picture(
        width=_SAMPLE_WIDTH,
        height=_SAMPLE_HEIGHT,
        background="none",
        shapes=(ground, *arrow),
        title=FAMILIES[family],
    )
