"""W1008: the same connection twice."""

from collections.abc import Iterator
from functools import partial

from explorer.design import edits
from explorer.rules.model import Finding, Fix, Link, View, rule


@rule(
    id="W1008",
    title="The same connection is drawn twice",
    why="The load along it is counted twice, and so is everything that is worked out from it.",
    source="Our own rule; AWS refuses a second event source mapping of the same pair, for one "
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    fails="""
        in: s3
        fn: lambda
        in -> fn event-notification
        in -> fn event-notification
    """,
    passes="""
        in: s3
        fn: lambda
        in -> fn event-notification label=new
        in -> fn event-notification label=gone
    """,
)
def doubled(view: View) -> Iterator[Finding]:
    """Every connection but the first, by id, between two nodes by one mechanism that differs in nothing."""
    alike: dict[tuple[str, str, str, str, str], list[Link]] = {}
    for link in view.all_links:
        one = link.connection
        alike.setdefault((one.source, one.target, one.mechanism, one.label, one.carries), []).append(link)
    for links in alike.values():
        if len(links) > 1:
            for link in sorted(links, key=lambda link: link.connection.id)[1:]:
                yield _finding(view, link)


def _finding(view: View, link: Link) -> Finding:
    message = f"{view.label(link.source)} is connected to {view.label(link.target)} twice in the same way."
    fix = Fix("Remove one", partial(edits.delete, view.design, [f"connections/{link.connection.id}"]))
    return Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)
