"""E2131: a large batch that nobody waits for."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

_LIMIT = "batch-entries-per-request"


@rule(
    id="E2131",
    title="A large batch of a queue has no batch window",
    why="A batch larger than one request to the queue is gathered in a window; without one the mapping is refused.",
    source="AWS Lambda API Reference: CreateEventSourceMapping "
    "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    pillars=("reliability",),
    fails="""
        q: sqs
        fn: lambda batch_size=100
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs
        fn: lambda batch_size=100 batch_window_s=5
        q -> fn event-source-mapping
    """,
)
def batch_window(view: View) -> Iterator[Finding]:
    """Every function behind a standard queue with batches over one request and no window."""
    limit = view.limit("sqs", _LIMIT)
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        size = view.number(link.target, "batch_size")
        is_gathered = view.number(link.target, "batch_window_s") or view.setting(link.source, "fifo") is True
        if limit is None or limit.value is None or size is None or size <= limit.value or is_gathered:
            continue
        message = (
            f"{view.label(link.target)} takes {number(size)} messages at once from {view.label(link.source)}, "
            f"which hands over {number(limit.value)} at a request, and waits for no more."
        )
        fix = set_to(view, link.target, "batch_window_s", 1)
        places = (link.target.id, link.source.id)
        yield Finding(message, places, (link.connection.id,), fix, rests_on=limit)
