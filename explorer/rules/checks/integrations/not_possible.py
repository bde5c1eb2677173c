"""E1001: an arrow that AWS does not offer."""

from collections.abc import Iterator
from functools import lru_cache

from explorer.catalog import Catalog
from explorer.rules.fixes import insert_best
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed


@rule(
    id="E1001",
    title="These two services cannot be connected directly",
    why="There is no setting for such a connection, so at deployment nothing passes between them.",
    source="AWS documentation, service by service; the finding names the page https://docs.aws.amazon.com/",
    fails="""
        reader: textract
        table: dynamodb
        reader -> table sdk-call
    """,
    passes="""
        in: s3
        reader: textract
        in -> reader job-input
    """,
)
def not_possible(view: View) -> Iterator[Finding]:
    """Every connection whose pair of services the catalog refuses."""
    for link in view.all_links:
        if (link.source.service, link.target.service) in view.catalog.refusals and not view.offered(link):
            yield _refused(view, link)


def _refused(view: View, link: Link) -> Finding:
    verdict = view.verdict(link)
    why = _why(view.catalog, link.source.service, link.target.service)
    message = f"{view.label(link.source)} cannot be connected to {view.label(link.target)}: {why}"
    places = (link.source.id, link.target.id)
    fix = insert_best(view, link, verdict.via)
    return Finding(message, places, (link.connection.id,), fix, rests_on=verdict.refusal)


@lru_cache(maxsize=4096)
def _why(catalog: Catalog, source: str, target: str) -> str:
    """The reason and the way round, which are the same for each connection of the pair."""
    verdict = catalog.verdict(source, target)
    reason = verdict.refusal.reason.rstrip(".") if verdict.refusal is not None else ""
    way = (
        f" By way of {listed(map(catalog.name, verdict.via[:3]), last='or')} it works." if verdict.via else ""
    )
    return f"{reason[:1].lower()}{reason[1:]}.{way}"
