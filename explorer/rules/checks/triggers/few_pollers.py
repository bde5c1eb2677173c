"""W3021: a poller that takes more batches than its function may run."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

POLLERS = 5
"""Batches that a mapping hands over at a time from the start."""


@rule(
    id="W3021",
    title="A queue's poller is faster than its function may run",
    why="What is throttled counts as received: after a few turns good messages end as dead letters.",
    source="AWS Lambda Developer Guide: Configuring scaling behavior for SQS event source mappings "
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    pillars=("reliability",),
    fails="""
        q: sqs
        fn: lambda reserved_concurrency=2
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs
        fn: lambda reserved_concurrency=5
        q -> fn event-source-mapping
    """,
)
def few_pollers(view: View) -> Iterator[Finding]:
    """Every function behind a standard queue with less concurrency than its mapping begins with."""
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        reserved = view.number(link.target, "reserved_concurrency")
        if reserved and reserved < POLLERS and view.setting(link.source, "fifo") is not True:
            message = (
                f"{view.label(link.target)} may run {number(reserved)} times at once, and the poller of "
                f"{view.label(link.source)} begins with {POLLERS} batches. Reserve {POLLERS}, or give the mapping "
                f"a maximum concurrency instead."
            )
            places = (link.target.id, link.source.id)
            fix = set_to(view, link.target, "reserved_concurrency", POLLERS)
            yield Finding(message, places, (link.connection.id,), fix)
