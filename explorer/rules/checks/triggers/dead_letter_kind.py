"""E3011: a dead-letter queue of the other kind."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule


@rule(
    id="E3011",
    title="A queue and its dead-letter queue are of different kinds",
    why="SQS refuses it: a FIFO queue needs a FIFO queue for its dead letters, a standard queue a standard one.",
    source="Amazon SQS Developer Guide: Using dead-letter queues "
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    pillars=("reliability",),
    fails="""
        q: sqs fifo=true
        d: sqs
        q -> d delivery-destination
    """,
    passes="""
        q: sqs fifo=true
        d: sqs fifo=true
        q -> d delivery-destination
    """,
)
def dead_letter_kind(view: View) -> Iterator[Finding]:
    """Every redrive between a FIFO and a standard queue."""
    for link in view.links("sqs", "sqs", "delivery-destination"):
        is_fifo = view.setting(link.source, "fifo") is True
        if is_fifo != (view.setting(link.target, "fifo") is True):
            kind, other = ("FIFO", "standard") if is_fifo else ("standard", "FIFO")
            message = (
                f"{view.label(link.source)} is a {kind} queue, and its dead letters go to "
                f"{view.label(link.target)}, a {other} one."
            )
            fix = set_to(view, link.target, "fifo", is_fifo, words=f"Make the dead-letter queue {kind} too")
            yield Finding(message, (link.target.id, link.source.id), (link.connection.id,), fix)
