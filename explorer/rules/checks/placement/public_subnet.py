"""W9005: a database where the internet gateway leads."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Group, Node
from explorer.rules.fixes import moved_into
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.places import beside, draws_networks, is_public, place_name, placement_of, subnet_of


@rule(
    id="W9005",
    title="A database stands in a public subnet",
    why="One wrong security group opens it to the internet; in a private subnet there is no route to open.",
    source="Amazon VPC User Guide: VPC with servers in private subnets and NAT "
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-example-private-subnets-nat.html",
    pillars=("security",),
    fails="""
        group net kind=vpc
        group front kind=subnet parent=net label=Public
        db: rds group=front
    """,
    passes="""
        group net kind=vpc
        group back kind=subnet parent=net label=Private
        db: rds group=back
    """,
)
def public_subnet(view: View) -> Iterator[Finding]:
    """Every database, cache, broker or file system in a subnet whose name calls it public."""
    if not view.once(draws_networks):
        return
    for node in view.nodes():
        subnet = subnet_of(view, node) if node.group and _keeps_data(view, node) else None
        if subnet is not None and is_public(subnet):
            message = f"{view.label(node)} stands in {place_name(view, subnet.id)}, which the internet can route to."
            yield Finding(message, (node.id,), fix=_fix(view, node, subnet))


def _keeps_data(view: View, node: Node) -> bool:
    service = view.service(node)
    has_address = service is not None and service.setting("publicly_accessible") is not None
    return has_address or placement_of(view, node) == "inside"


def _fix(view: View, node: Node, subnet: Group) -> Fix | None:
    private = beside(view, subnet, public=False)
    if private is None:
        return None
    change = partial(moved_into, view, node, private.id, private.x + 24, private.y + 40)
    return Fix(f"Move it to {place_name(view, private.id)}", change)
