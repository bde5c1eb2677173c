"""E3008: an ordered queue behind a topic without order."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="E3008",
    title="A FIFO queue is subscribed to a standard topic",
    why="SNS refuses the subscription: a topic without order cannot feed a queue that promises it.",
    source="Amazon SNS Developer Guide: Amazon SNS FIFO topics "
    "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html",
    pillars=("reliability",),
    fails="""
        t: sns
        q: sqs fifo=true
        t -> q subscription
    """,
    passes="""
        t: sns fifo=true
        q: sqs fifo=true
        t -> q subscription
    """,
)
def fifo_topic(view: View) -> Iterator[Finding]:
    """Every FIFO queue with a standard topic before it."""
    for link in view.links("sns", "sqs", "subscription"):
        if view.setting(link.target, "fifo") is True and view.setting(link.source, "fifo") is not True:
            message = (
                f"{view.label(link.target)} is a FIFO queue and {view.label(link.source)} a standard topic: "
                f"a FIFO queue can only be subscribed to a FIFO topic."
            )
            places = (link.target.id, link.source.id)
            yield Finding(message, places, (link.connection.id,), _fix(view, link.source))


def _fix(view: View, topic: Node) -> Fix | None:
    """The topic as a FIFO one, where its publishers and subscribers allow that."""
    onward = [link for link in view.leaving(topic.id) if link.connection.mechanism not in SUPPORT]
    inward = [link for link in view.entering(topic.id) if link.connection.mechanism not in SUPPORT]
    may_be = all(link.target.service == "sqs" for link in onward)
    may_be = may_be and all(link.connection.mechanism == "sdk-call" for link in inward)
    return set_to(view, topic, "fifo", True, words="Make the topic a FIFO topic") if may_be else None
