"""E2101: an event that is too large for the way it reaches a function."""

from collections.abc import Iterator

from explorer.catalog.model import Limit
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.units import converted
from explorer.rules.words import size

_ASYNCHRONOUS = frozenset({"event-notification", "subscription", "event-rule-target"})
_ASYNC_LIMIT = "asynchronous-payload"
_SYNC_LIMIT = "synchronous-payload-request-and-response-each"


@rule(
    id="E2101",
    title="An event is larger than a function can be called with",
    why="Lambda refuses the call; the function never sees the item.",
    source="AWS Lambda Developer Guide: Lambda quotas "
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    pillars=("reliability",),
    fails="""
        b: api-gateway
        fn: lambda
        b << records items_per_month=10 item_kb=8000
        b -> fn sync-invoke
    """,
    passes="""
        b: api-gateway
        fn: lambda
        b << records items_per_month=10 item_kb=2048
        b -> fn sync-invoke
    """,
)
def lambda_payload(view: View) -> Iterator[Finding]:
    """Every connection into a function whose items are over the limit of that way of calling."""
    for link in view.links(target="lambda"):
        if any(entry.direction == "read" for entry in view.integrations(link)):
            continue
        waits = link.connection.mechanism not in _ASYNCHRONOUS
        limit = view.limit("lambda", _SYNC_LIMIT if waits else _ASYNC_LIMIT)
        item_kb = view.item_kb(link)
        if limit and item_kb is not None and item_kb > _kb(limit):
            yield _finding(view, link, item_kb, limit)


def _finding(view: View, link: Link, item_kb: float, limit: Limit) -> Finding:
    message = (
        f"{view.label(link.source)} hands {size(item_kb)} at a time to {view.label(link.target)}, which takes "
        f"{size(_kb(limit))} this way. Put the item in a bucket and hand over its name."
    )
    places = (link.target.id, link.source.id)
    return Finding(message, places, (link.connection.id,), rests_on=limit)


def _kb(limit: Limit) -> float:
    return converted(limit.value or 0.0, limit.unit, "KB") or float("inf")
