"""E3013: more messages at a time than a FIFO queue hands over."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule

MOST = 10


@rule(
    id="E3013",
    title="A function asks a FIFO queue for more than ten messages at once",
    why="The event source mapping is refused: only standard queues hand over larger batches.",
    source="AWS Lambda Developer Guide: Creating and configuring an Amazon SQS event source mapping "
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    pillars=("reliability",),
    fails="""
        q: sqs fifo=true
        fn: lambda batch_size=100
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs fifo=true
        fn: lambda batch_size=10
        q -> fn event-source-mapping
    """,
)
def fifo_batch(view: View) -> Iterator[Finding]:
    """Every function behind a FIFO queue whose batches are larger."""
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        size = view.number(link.target, "batch_size")
        if size is not None and size > MOST and view.setting(link.source, "fifo") is True:
            message = (
                f"{view.label(link.target)} takes {size:,.0f} messages at once from {view.label(link.source)}; "
                f"a FIFO queue hands over {MOST}."
            )
            places = (link.target.id, link.source.id)
            fix = set_to(view, link.target, "batch_size", MOST)
            yield Finding(message, places, (link.connection.id,), fix)
