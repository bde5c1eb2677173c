"""I2132: a batch that is never full."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import number, size

_LIMIT = "synchronous-payload-request-and-response-each"


@rule(
    id="I2132",
    title="A batch reaches the payload limit before it has all its records",
    why="The poller calls the function as soon as the payload is full: more calls, at more cost, than it seems.",
    source="AWS Lambda Developer Guide: How Lambda processes records from stream and queue-based event sources "
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html",
    pillars=("cost optimization", "performance"),
    fails="""
        s: kinesis-data-streams shards=9
        fn: lambda batch_size=1000
        s << records items_per_s=100 item_kb=40
        s -> fn event-source-mapping
    """,
    passes="""
        s: kinesis-data-streams shards=9
        fn: lambda batch_size=100
        s << records items_per_s=100 item_kb=40
        s -> fn event-source-mapping
    """,
)
def batch_payload(view: View) -> Iterator[Finding]:
    """Every function whose batch of the expected records is over the synchronous payload."""
    limit = view.limit("lambda", _LIMIT)
    most_kb = converted(limit.value, limit.unit, "KB") if limit and limit.value else None
    for link in view.links(target="lambda", mechanism="event-source-mapping"):
        item_kb, batch = view.item_kb(link), view.number(link.target, "batch_size")
        if limit is None or most_kb is None or not item_kb or batch is None:
            continue
        fits = int(most_kb / item_kb)
        if 1 <= fits < batch:
            message = (
                f"Of the {number(batch)} records of {size(item_kb)} that {view.label(link.target)} is to take at "
                f"once, at most {number(fits)} fit into {size(most_kb)}: it is called {number(batch / fits)} "
                f"times as often."
            )
            fix = set_to(view, link.target, "batch_size", fits)
            places = (link.target.id, link.source.id)
            yield Finding(message, places, (link.connection.id,), fix, rests_on=limit)
