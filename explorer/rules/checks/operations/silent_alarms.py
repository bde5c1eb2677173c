"""I8020: alarms that go off in an empty room."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node
from explorer.rules.alarms import mailed
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import number


@rule(
    id="I8020",
    title="Alarms are counted and tell nobody",
    why="An alarm without an action only changes its colour; someone has to look at the console to see it.",
    source="Amazon CloudWatch User Guide: Using Amazon CloudWatch alarms "
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    pillars=("operational excellence",),
    fails="""
        fn: lambda
        w: cloudwatch alarms=4
        fn -> w log-metric
    """,
    passes="""
        fn: lambda
        w: cloudwatch alarms=4
        t: sns
        fn -> w log-metric
        w -> t event-notification
    """,
)
def silent_alarms(view: View) -> Iterator[Finding]:
    """Every CloudWatch with alarms stated from which none leads anywhere."""
    for node in view.nodes("cloudwatch"):
        alarms = view.number(node, "alarms") if "alarms" in node.settings else None
        if alarms and view.entering(node.id) and not _tells(view, node):
            message = f"{number(alarms)} alarms of {view.label(node)} tell nobody."
            fix = Fix("Send them by e-mail", partial(mailed, view, node))
            yield Finding(message, (node.id,), fix=fix)


def _tells(view: View, node: Node) -> bool:
    return any(
        link.connection.mechanism in {"event-notification", "subscription"} for link in view.leaving(node.id)
    )
