"""Changes that let people hear of what a monitor finds."""

from explorer.design import Change, Node, edits
from explorer.rules.fixes import STEP, place_beside
from explorer.rules.model import View


def mailed(view: View, monitor: Node) -> Change:
    """A topic for the alarms of a CloudWatch node, and an address that is subscribed to it."""
    topic, with_topic = place_beside(view, "sns", monitor.x + STEP, monitor.y)
    people, with_people = place_beside(view, "email", monitor.x + 2 * STEP, monitor.y)
    links = edits.connect(view.design, monitor.id, topic.id, "event-notification").then(
        edits.connect(view.design, topic.id, people.id, "subscription")
    )
    return with_topic.then(with_people).then(links)


def watched(view: View, node: Node) -> Change:
    """A CloudWatch node that gets the node's figures, with alarms that are mailed."""
    monitor, placed = place_beside(view, "cloudwatch", node.x + STEP, node.y)
    joined = edits.connect(view.design, node.id, monitor.id, "log-metric")
    return placed.then(joined).then(mailed(view, monitor))
