"""W9006: a NAT gateway where no internet gateway leads."""

from collections.abc import Iterator
from functools import partial

from explorer.rules.fixes import moved_into
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.places import beside, is_private, place_name, subnet_of


@rule(
    id="W9006",
    title="A NAT gateway stands in a private subnet",
    why="It passes traffic on by its own subnet's routes: without one to an internet gateway nothing gets out.",
    source="Amazon VPC User Guide: NAT gateway basics "
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    pillars=("reliability",),
    fails="""
        group net kind=vpc
        group back kind=subnet parent=net label=Private
        nat: nat-gateway group=back
    """,
    passes="""
        group net kind=vpc
        group front kind=subnet parent=net label=Public
        nat: nat-gateway group=front
    """,
)
def nat_subnet(view: View) -> Iterator[Finding]:
    """Every NAT gateway in a subnet whose name calls it private or isolated."""
    for node in view.nodes("nat-gateway"):
        subnet = subnet_of(view, node)
        if subnet is not None and is_private(subnet):
            message = (
                f"{view.label(node)} stands in {place_name(view, subnet.id)}. To lead to the internet it needs a "
                f"public subnet; the others route to it."
            )
            public = beside(view, subnet, public=True)
            fix = None
            if public is not None:
                change = partial(moved_into, view, node, public.id, public.x + 24, public.y + 40)
                fix = Fix(f"Move it to {place_name(view, public.id)}", change)
            yield Finding(message, (node.id,), fix=fix)
