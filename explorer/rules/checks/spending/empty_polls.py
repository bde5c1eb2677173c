"""I7008: asking an empty queue again and again."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number


@rule(
    id="I7008",
    title="Consumers poll a queue without waiting",
    why="A poll that finds nothing is a paid request; with long polling the queue holds it until a message comes.",
    source="Amazon SQS Developer Guide: Short and long polling "
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
    pillars=("cost optimization",),
    fails="""
        q: sqs pollers=2
        q << records items_per_month=500 item_kb=1
    """,
    passes="""
        q: sqs
        q << records items_per_month=500 item_kb=1
    """,
)
def empty_polls(view: View) -> Iterator[Finding]:
    """Every queue with consumers of its own and no long polling."""
    for node in view.nodes("sqs"):
        polls, wait_s = view.quantity(node, "empty_polls"), view.number(node, "long_poll_s")
        service = view.service(node)
        setting = service.setting("long_poll_s") if service else None
        if not polls or wait_s != 0 or setting is None or setting.max is None:
            continue
        message = (
            f"{view.label(node)} is asked {number(polls)} times a month for nothing; polls that wait "
            f"{number(setting.max)} s would be {number(polls / setting.max)}."
        )
        yield Finding(message, (node.id,), fix=set_to(view, node, "long_poll_s", round(setting.max)))
