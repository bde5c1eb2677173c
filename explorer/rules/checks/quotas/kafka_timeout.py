"""E2116: a function that reads from a broker and may run too long for it."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import span

_BROKERS = ("msk", "amazon-mq", "self-managed-kafka")
_LIMIT = "function-timeout-with-a-kafka-or-mq-source"


@rule(
    id="E2116",
    title="A function that reads from Kafka or a broker has too long a timeout",
    why="Lambda gives functions with these sources a minute less; a longer timeout is refused.",
    source="AWS Lambda Developer Guide: Using Lambda with Amazon MSK "
    "https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html",
    fails="""
        k: msk
        fn: lambda timeout_s=900
        k -> fn event-source-mapping
    """,
    passes="""
        k: msk
        fn: lambda timeout_s=800
        k -> fn event-source-mapping
    """,
)
def kafka_timeout(view: View) -> Iterator[Finding]:
    """Every function that a broker feeds and whose timeout is over the limit for it."""
    limit = view.limit("lambda", _LIMIT)
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    for link in (link for broker in _BROKERS for link in view.links(broker, "lambda")):
        timeout_s = view.number(link.target, "timeout_s")
        if limit is None or most_s is None or timeout_s is None or timeout_s <= most_s:
            continue
        message = (
            f"{view.label(link.target)} may run {span(timeout_s)}; fed by {view.label(link.source)} it may run "
            f"{span(most_s)}."
        )
        fix = set_to(view, link.target, "timeout_s", round(most_s))
        places = (link.target.id, link.source.id)
        yield Finding(message, places, (link.connection.id,), fix, rests_on=limit)
