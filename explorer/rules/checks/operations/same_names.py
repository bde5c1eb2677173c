"""I8018: two nodes of one name."""

from collections.abc import Iterator
from itertools import count

from explorer.design import Node, edits
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="I8018",
    title="Two nodes have the same name",
    why="Findings, bills and alarms name a node by its label: nobody can tell which of the two is meant.",
    source="AWS Well-Architected Framework, Operational Excellence "
    "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/welcome.html",
    pillars=("operational excellence",),
    wide=True,
    fails="""
        a: s3 label=Orders
        b: sqs label=Orders
    """,
    passes="""
        a: s3 label=Orders
        b: sqs label=New_orders
    """,
)
def same_names(view: View) -> Iterator[Finding]:
    """Every node with the label of another one in the same frame; the later one is told."""
    taken: dict[tuple[str, str], Node] = {}
    for node in view.nodes():
        if not node.label:
            continue
        first = taken.setdefault((node.group, node.label), node)
        if first is not node:
            services = f"{view.catalog.name(first.service)} and {view.catalog.name(node.service)}"
            message = f"Two nodes are called '{node.label}': {services}."
            yield Finding(message, (node.id, first.id), fix=_fix(node, view.once(_labels)))


def _labels(view: View) -> frozenset[str]:
    return frozenset(node.label for node in view.design.nodes.values())


def _fix(node: Node, used: frozenset[str]) -> Fix:
    name = next(text for number in count(2) if (text := f"{node.label} {number}") not in used)
    return Fix(f"Call it '{name}'", lambda: edits.set_fields(node, label=name))
