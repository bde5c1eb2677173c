"""I8010: failed messages that lie where nobody looks."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node, edits
from explorer.rules.model import Finding, Fix, View, rule

_WATCHERS = ("cloudwatch", "cloudwatch-logs")
_SENDERS = frozenset({"sqs", "sns", "lambda", "eventbridge", "eventbridge-pipes", "eventbridge-scheduler"})


@rule(
    id="I8010",
    title="Nobody looks at the messages that failed",
    why="A dead-letter queue keeps what failed for some days and tells no one; an alarm on its length does.",
    source="Amazon SQS Developer Guide: Creating alarms for dead-letter queues using Amazon CloudWatch "
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    pillars=("operational excellence", "reliability"),
    wide=True,
    fails="""
        q: sqs
        failed: sqs
        fn: lambda
        w: cloudwatch
        q -> fn event-source-mapping
        q -> failed delivery-destination
        fn -> w log-metric
    """,
    passes="""
        q: sqs
        failed: sqs
        fn: lambda
        w: cloudwatch
        q -> fn event-source-mapping
        q -> failed delivery-destination
        failed -> w log-metric
    """,
)
def unwatched_failures(view: View) -> Iterator[Finding]:
    """Every dead-letter queue from which nothing leads on, in a design in which other things are watched."""
    watchers = view.nodes(*_WATCHERS)
    for node in view.nodes("sqs") if watchers else ():
        if _is_for_failures(view, node) and not view.leaving(node.id):
            message = (
                f"Messages that fail end in {view.label(node)}: no alarm is on it, and nothing reads it."
            )
            watcher = watchers[0]
            title = f"Let {view.label(watcher)} watch it"
            make = partial(edits.connect, view.design, node.id, watcher.id, "log-metric")
            yield Finding(message, (node.id,), fix=Fix(title, make))


def _is_for_failures(view: View, node: Node) -> bool:
    entering = view.entering(node.id)
    return bool(entering) and all(
        link.connection.mechanism == "delivery-destination" and link.source.service in _SENDERS
        for link in entering
    )
