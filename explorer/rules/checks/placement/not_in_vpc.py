"""I9004: services of the Region, drawn in a network."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from explorer.design import Change, Group, Node
from explorer.design.change import replaced
from explorer.rules.fixes import free_place
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.places import around, draws_networks, place_name, placement_of
from explorer.rules.words import some


@rule(
    id="I9004",
    title="A service without a place in a VPC is drawn in one",
    why="It has an address of AWS; security groups and subnets do not hold for it, and an endpoint leads there.",
    source="AWS PrivateLink Guide: Access AWS services through AWS PrivateLink "
    "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    pillars=("security",),
    wide=True,
    fails="""
        group net kind=vpc
        b: s3 group=net
    """,
    passes="""
        group net kind=vpc
        b: s3
        fn: lambda group=net
    """,
)
def not_in_vpc(view: View) -> Iterator[Finding]:
    """One finding for each VPC or subnet with such services in it."""
    if not view.once(draws_networks):
        return
    found: dict[str, list[Node]] = {}
    for node in view.nodes():
        if node.group and placement_of(view, node) == "endpoint":
            nearest = next(iter(_networks(view, node)), None)
            if nearest is not None:
                found.setdefault(nearest.id, []).append(node)
    told = (
        (group_id, nodes)
        for group_id, all_in in found.items()
        for nodes in view.together(not_in_vpc.id, all_in)
    )
    for group_id, nodes in told:
        are = "is" if len(nodes) == 1 else "are"
        names = some([view.label(node) for node in nodes])
        message = (
            f"{names} {are} drawn in {place_name(view, group_id)}, but {are} in no VPC: an endpoint or NAT "
            f"gateway leads there."
        )
        word = "it" if len(nodes) == 1 else "them"
        fix = Fix(f"Draw {word} outside of the VPC", partial(_moved_out, view, nodes))
        yield Finding(message, tuple(node.id for node in nodes), fix=fix)


def _networks(view: View, node: Node) -> list[Group]:
    return [group for group in around(view, node.group) if group.kind in {"vpc", "subnet"}]


def _moved_out(view: View, nodes: list[Node]) -> Change:
    """To the right of the outermost VPC, one below the other, in what is around that."""
    outermost = _networks(view, nodes[0])[-1]
    x, y = outermost.x + outermost.width + 40, outermost.y
    pairs = []
    for node in nodes:
        x, y = free_place(view, x, y, outermost.parent)
        pairs.append((node, replace(node, group=outermost.parent, x=x, y=y)))
        y += 96
    return replaced(pairs)
