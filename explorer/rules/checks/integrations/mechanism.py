"""E1003: the two connect, but not in this way."""

from collections.abc import Iterator

from explorer.rules.checks.integrations.not_known import is_general
from explorer.rules.fixes import best_mechanism, use_mechanism
from explorer.rules.mechanisms import mechanism_words
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed


@rule(
    id="E1003",
    title="The two services connect, but not by this mechanism",
    why="The service has no such setting for this target, so what is drawn cannot be deployed as drawn.",
    source="AWS documentation of the source service; the finding names the page https://docs.aws.amazon.com/",
    fails="""
        in: s3
        fn: lambda
        in -> fn event-source-mapping
    """,
    passes="""
        in: s3
        fn: lambda
        in -> fn event-notification
    """,
)
def mechanism_not_offered(view: View) -> Iterator[Finding]:
    """Every connection whose pair is known by other mechanisms only."""
    for link in view.all_links:
        offered = view.offered(link)
        if not offered or is_general(link):
            continue
        if all(entry.mechanism != link.connection.mechanism for entry in offered):
            yield _finding(view, link)


def _finding(view: View, link: Link) -> Finding:
    offered = view.offered(link)
    best = best_mechanism(offered)
    others = listed(dict.fromkeys(mechanism_words(entry.mechanism) for entry in offered), last="or")
    message = (
        f"{view.label(link.source)} does not connect to {view.label(link.target)} by "
        f"{mechanism_words(link.connection.mechanism)}; it does by {others}."
    )
    places = (link.source.id, link.target.id)
    fix = use_mechanism(link, best)
    return Finding(message, places, (link.connection.id,), fix, rests_on=offered[0])
