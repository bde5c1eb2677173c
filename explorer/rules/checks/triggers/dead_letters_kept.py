"""I3025: dead letters that are gone before anyone looks."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

LONGEST = 14
"""Days that SQS keeps a message at most."""


@rule(
    id="I3025",
    title="Dead letters are kept no longer than the messages before",
    why="A message keeps its age when it becomes a dead letter: after long retries it is gone almost at once.",
    source="Amazon SQS Developer Guide: Using dead-letter queues "
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    pillars=("reliability",),
    fails="""
        q: sqs
        d: sqs
        q -> d delivery-destination
    """,
    passes="""
        q: sqs
        d: sqs retention_days=14
        q -> d delivery-destination
    """,
)
def dead_letters_kept(view: View) -> Iterator[Finding]:
    """Every dead-letter queue of a standard queue that does not keep messages longer than that one."""
    for link in view.links("sqs", "sqs", "delivery-destination"):
        first, then = view.number(link.source, "retention_days"), view.number(link.target, "retention_days")
        is_fifo = view.setting(link.source, "fifo") is True
        if not is_fifo and first is not None and then is not None and then <= first < LONGEST:
            message = (
                f"{view.label(link.target)} keeps dead letters for {number(then)} days, counted from when they came "
                f"into {view.label(link.source)}, which keeps them for {number(first)}."
            )
            places = (link.target.id, link.source.id)
            fix = set_to(view, link.target, "retention_days", LONGEST)
            yield Finding(message, places, (link.connection.id,), fix)
