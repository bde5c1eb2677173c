"""I7007: a function that is called for every single message."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

_MANY = 1_000_000
_LIMIT = "batch-entries-per-request"


@rule(
    id="I7007",
    title="A function takes messages from a queue one by one",
    why="Every call is billed and every call has a start; in batches the same messages need a fraction.",
    source="AWS Lambda Developer Guide: Using Lambda with Amazon SQS "
    "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html",
    pillars=("cost optimization",),
    fails="""
        q: sqs
        fn: lambda
        q << records items_per_month=5000000 item_kb=1
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs
        fn: lambda batch_size=10
        q << records items_per_month=5000000 item_kb=1
        q -> fn event-source-mapping
    """,
)
def single_messages(view: View) -> Iterator[Finding]:
    """Every function that a queue calls more than a million times a month with one message each."""
    batch = view.limit("sqs", _LIMIT)
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        calls, size = view.quantity(link.target, "invocations"), view.number(link.target, "batch_size")
        if batch is None or batch.value is None or size != 1 or calls is None or calls < _MANY:
            continue
        is_stated = "batch_size" in link.target.settings
        message = (
            f"{view.label(link.target)} is {'called' if is_stated else 'counted as called'} {number(calls)} times a "
            f"month, once for each message of {view.label(link.source)}; in batches of {batch.value:g} it would be "
            f"a tenth and less."
        )
        fix = set_to(view, link.target, "batch_size", round(batch.value))
        yield Finding(message, (link.target.id, link.source.id), (link.connection.id,), fix)
