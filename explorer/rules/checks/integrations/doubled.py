"""W1008: the same connection twice."""

from collections.abc import Iterator
from functools import partial

from explorer.design import edits
from explorer.rules.model import Finding, Fix, View, rule


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
    """Every connection after the first between two nodes by one mechanism that differs in nothing."""
    seen: set[tuple[str, str, str, str, str]] = set()
    for link in view.all_links:
        one = link.connection
        same = (one.source, one.target, one.mechanism, one.label, one.carries)
        if same in seen:
            message = (
                f"{view.label(link.source)} is connected to {view.label(link.target)} twice in the same way."
            )
            fix = Fix("Remove one", partial(edits.delete, view.design, [f"connections/{one.id}"]))
            yield Finding(message, (one.source, one.target), (one.id,), fix)
        seen.add(same)
