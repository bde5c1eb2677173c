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
    for node_id in view.while_wired(_alone):
        fix = Fix("Remove it", partial(edits.delete, view.design, [f"nodes/{node_id}"]))
        yield Finding(
            f"{view.label(view.design.nodes[node_id])} is connected to nothing.", (node_id,), fix=fix
        )


def _alone(view: View) -> list[str]:
    links = view.design.connections.values()
    joined = {link.source for link in links} | {link.target for link in links}
    apart = [node for node in view.nodes() if node.id not in joined] if joined else []
    return [node.id for node in apart if not _may_stand_alone(view, node)]


def _may_stand_alone(view: View, node: Node) -> bool:
    service = view.service(node)
    return service is None or service.category in {
        "operations",
        "security",
        "networking",
        "developer",
        "concept",
    }
