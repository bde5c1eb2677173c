"""W3022: one event that starts a function two times."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node, edits
from explorer.rules.mechanisms import EVENTS
from explorer.rules.model import Finding, Fix, Link, View, rule


@rule(
    id="W3022",
    title="The same event reaches a function by two ways",
    why="The function does its work twice for each event, and costs twice.",
    source="AWS Lambda Developer Guide: Best practices for working with AWS Lambda functions "
    "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
    pillars=("reliability", "cost optimization"),
    fails="""
        b: s3
        t: sns
        fn: lambda
        b -> fn event-notification
        b -> t event-notification
        t -> fn subscription
    """,
    passes="""
        b: s3
        t: sns
        fn: lambda
        other: lambda
        b -> fn event-notification
        b -> t event-notification
        t -> other subscription
    """,
)
def told_twice(view: View) -> Iterator[Finding]:
    """Every function that a source tells directly, and once more through one node in between."""
    for node in view.nodes("lambda"):
        told = [link for link in view.entering(node.id) if _tells_all(link)]
        direct = {link.source.id: link for link in told}
        for link in told if len(told) > 1 else ():
            for before in view.entering(link.source.id):
                if _tells_all(before) and before.source.id in direct:
                    yield _finding(view, node, direct[before.source.id], before)


def _tells_all(link: Link) -> bool:
    """Whether every event goes along: no share, and no label that may name what is chosen."""
    one = link.connection
    return one.mechanism in EVENTS and one.share == 1.0 and not one.label


def _finding(view: View, node: Node, direct: Link, around: Link) -> Finding:
    message = (
        f"{view.label(direct.source)} tells {view.label(node)} directly and again through "
        f"{view.label(around.target)}."
    )
    title = "Keep the way through the other node only"
    fix = Fix(title, partial(edits.delete, view.design, [f"connections/{direct.connection.id}"]))
    places = (node.id, direct.source.id, around.target.id)
    return Finding(message, places, (direct.connection.id, around.connection.id), fix)
