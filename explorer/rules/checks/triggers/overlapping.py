"""W3014: several targets for the same events of one bucket."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added, replaced
from explorer.rules.fixes import STEP, place_beside
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.words import listed

_DIRECT = frozenset({"lambda", "sqs", "sns"})


@rule(
    id="W3014",
    title="One bucket notifies several targets directly",
    why="S3 refuses two notifications for the same kind of event where prefixes or suffixes overlap.",
    source="Amazon S3 User Guide: Configuring event notifications using object key name filtering "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html",
    pillars=("reliability",),
    fails="""
        b: s3
        thumbs: lambda
        index: lambda
        b -> thumbs event-notification
        b -> index event-notification
    """,
    passes="""
        b: s3
        bus: eventbridge
        thumbs: lambda
        index: lambda
        b -> bus event-notification
        bus -> thumbs event-rule-target
        bus -> index event-rule-target
    """,
)
def overlapping(view: View) -> Iterator[Finding]:
    """Every bucket with two direct targets, if neither labels nor shares say that they get different events."""
    for node in view.nodes("s3"):
        told = [link for link in view.leaving(node.id) if _is_direct(link)]
        if len({link.target.id for link in told}) > 1 and not _are_apart(told):
            names = listed(view.label(link.target) for link in told)
            message = (
                f"{view.label(node)} notifies {names}. S3 allows that only for different events or prefixes: "
                f"label the arrows with them, or let EventBridge or a topic tell all."
            )
            places = (node.id, *(link.target.id for link in told))
            links = tuple(link.connection.id for link in told)
            title = "Tell all of them through EventBridge"
            yield Finding(message, places, links, Fix(title, partial(_through_bus, view, node, told)))


def _is_direct(link: Link) -> bool:
    return link.connection.mechanism == "event-notification" and link.target.service in _DIRECT


def _are_apart(told: list[Link]) -> bool:
    labels = {link.connection.label for link in told}
    is_labelled = len(labels) == len(told) and "" not in labels
    return is_labelled or any(link.connection.share != 1.0 for link in told)


def _through_bus(view: View, bucket: Node, told: list[Link]) -> Change:
    buses = [link.target for link in view.leaving(bucket.id) if link.target.service == "eventbridge"]
    change = Change()
    if not buses:
        bus, change = place_beside(view, "eventbridge", bucket.x + STEP, bucket.y)
        link_id = edits.fresh_id(f"{bucket.id}-to-{bus.id}", view.design.connections)
        to_bus = Connection(id=link_id, source=bucket.id, target=bus.id, mechanism="event-notification")
        change, buses = change.then(added([to_bus])), [bus]
    moved = [
        (link.connection, replace(link.connection, source=buses[0].id, mechanism="event-rule-target"))
        for link in told
    ]
    return change.then(replaced(moved))
