"""E3009: a topic that keeps order, and a subscriber that cannot."""

from collections.abc import Iterator

from explorer.rules.fixes import insert_best
from explorer.rules.model import Finding, View, rule


@rule(
    id="E3009",
    title="A FIFO topic has a subscriber that is not a queue",
    why="A FIFO topic delivers to SQS only: functions, Firehose, addresses and phones cannot be subscribed.",
    source="Amazon SNS Developer Guide: Message delivery from FIFO topics "
    "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html",
    pillars=("reliability",),
    fails="""
        t: sns fifo=true
        fn: lambda
        t -> fn subscription
    """,
    passes="""
        t: sns fifo=true
        q: sqs fifo=true
        fn: lambda
        t -> q subscription
        q -> fn event-source-mapping
    """,
)
def fifo_subscribers(view: View) -> Iterator[Finding]:
    """Every subscription of a FIFO topic that does not lead to a queue."""
    for link in view.links(source="sns", mechanism="subscription"):
        if view.setting(link.source, "fifo") is True and link.target.service != "sqs":
            message = (
                f"{view.label(link.source)} is a FIFO topic, and {view.label(link.target)} cannot be subscribed "
                f"to one: only queues can."
            )
            places = (link.source.id, link.target.id)
            fix = insert_best(view, link, ("sqs",), settings={"fifo": True})
            yield Finding(message, places, (link.connection.id,), fix)
