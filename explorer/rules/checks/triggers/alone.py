"""I3007: a node without any connection."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node, edits
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="I3007",
    title="A node is connected to nothing",
    why="It takes no part: nothing reaches it, nothing comes of it, and only its standing cost counts.",
    source="AWS Well-Architected Framework, Cost Optimization: Remove what is not used "
    "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/welcome.html",
    wide=True,
    fails="""
        b: s3
        fn: lambda
        x: athena
        b -> fn event-notification
    """,
    passes="""
        b: s3
        fn: lambda
        x: kms
        b -> fn event-notification
    """,
)
def alone(view: View) -> Iterator[Finding]:
    """Every node without connections, in designs that have some; operations and networks may stand alone."""
    links = view.design.connections.values()
    joined = {link.source for link in links} | {link.target for link in links}
    for node in view.nodes() if joined else ():
        if node.id not in joined and not _may_stand_alone(view, node):
            fix = Fix("Remove it", partial(edits.delete, view.design, [f"nodes/{node.id}"]))
            yield Finding(f"{view.label(node)} is connected to nothing.", (node.id,), fix=fix)


def _may_stand_alone(view: View, node: Node) -> bool:
    service = view.service(node)
    return service is None or service.category in {
        "operations",
        "security",
        "networking",
        "developer",
        "concept",
    }
