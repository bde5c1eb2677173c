"""W2120: more readers than a source serves."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed

_COUNTED = (
    ("dynamodb-streams", "event-source-mapping", "simultaneous-readers-per-shard"),
    ("cloudwatch-logs", "subscription", "subscription-filters-per-log-group"),
)
"""(service, mechanism of its readers, the limit on their number)."""


@rule(
    id="W2120",
    title="A source has more readers than it serves",
    why="A further reader is refused, or all of them are throttled and fall behind.",
    source="AWS documentation of the source's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        s: dynamodb-streams
        a: lambda
        b: lambda
        c: lambda
        s -> a event-source-mapping
        s -> b event-source-mapping
        s -> c event-source-mapping
    """,
    passes="""
        s: dynamodb-streams
        a: lambda
        b: lambda
        s -> a event-source-mapping
        s -> b event-source-mapping
    """,
)
def few_readers(view: View) -> Iterator[Finding]:
    """Every stream or log group with more readers than its limit."""
    for service, mechanism, limit_id in _COUNTED:
        limit = view.limit(service, limit_id)
        for node in view.nodes(service) if limit else ():
            readers = [link for link in view.leaving(node.id) if link.connection.mechanism == mechanism]
            if limit is None or limit.value is None or len(readers) <= limit.value:
                continue
            names = listed(view.label(link.target) for link in readers)
            message = (
                f"{view.label(node)} is read by {names}: {len(readers)} readers where {limit.value:g} are served. "
                f"Let one reader pass it on, by way of a bus or a stream."
            )
            links = tuple(link.connection.id for link in readers)
            yield Finding(message, (node.id,), links, rests_on=limit)
