"""I3016: order that is kept up to the queue, and lost in it."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="I3016",
    title="A FIFO topic delivers into a standard queue",
    why="Order and freedom from duplicates end in that queue, although the topic is paid and limited for them.",
    source="Amazon SNS Developer Guide: Message delivery from FIFO topics "
    "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html",
    pillars=("reliability",),
    fails="""
        t: sns fifo=true
        q: sqs
        t -> q subscription
    """,
    passes="""
        t: sns fifo=true
        q: sqs fifo=true
        t -> q subscription
    """,
)
def order_ends(view: View) -> Iterator[Finding]:
    """Every standard queue that is subscribed to a FIFO topic."""
    for link in view.links("sns", "sqs", "subscription"):
        if view.setting(link.source, "fifo") is True and view.setting(link.target, "fifo") is not True:
            message = (
                f"{view.label(link.source)} keeps messages in order and free of duplicates; "
                f"{view.label(link.target)} is a standard queue and does not."
            )
            places = (link.target.id, link.source.id)
            yield Finding(message, places, (link.connection.id,), _fix(view, link.target))


def _fix(view: View, queue: Node) -> Fix | None:
    """The queue as a FIFO one, where everything else that fills it can name a group."""
    inward = [link for link in view.entering(queue.id) if link.connection.mechanism not in SUPPORT]
    ordered = (
        link.connection.mechanism == "sdk-call"
        or (link.source.service == "sns" and view.setting(link.source, "fifo") is True)
        for link in inward
    )
    return set_to(view, queue, "fifo", True, words="Make the queue a FIFO queue") if all(ordered) else None
