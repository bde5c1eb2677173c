"""I9012: several zones, and one way out."""

import re
from collections.abc import Iterator

from explorer.design import Group
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.places import place_name, subnet_of, vpc_of
from explorer.rules.words import listed

_ZONE = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b")


@rule(
    id="I9012",
    title="Subnets of several zones share one NAT gateway",
    why="When its zone fails the other zones lose their way out too; until then they pay for traffic between zones.",
    source="Amazon VPC User Guide: NAT gateway basics "
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    pillars=("reliability", "cost optimization"),
    wide=True,
    fails="""
        group net kind=vpc
        group a kind=subnet parent=net label=eu-west-1a
        group b kind=subnet parent=net label=eu-west-1b
        nat: nat-gateway group=a
    """,
    passes="""
        group net kind=vpc
        group a kind=subnet parent=net label=eu-west-1a
        group b kind=subnet parent=net label=eu-west-1b
        nat: nat-gateway group=a gateways=2
    """,
)
def one_nat(view: View) -> Iterator[Finding]:
    """Every single NAT gateway in one of several subnets whose names tell of different zones.

    One that is drawn in no subnet may be a regional one, which stands in all zones by itself.
    """
    gateways = view.nodes("nat-gateway")
    for node in gateways:
        vpc = vpc_of(view, node) if subnet_of(view, node) is not None else ""
        zones = _zones(view, vpc) if vpc else []
        is_alone = sum(vpc_of(view, other) == vpc for other in gateways) == 1
        if len(zones) > 1 and is_alone and view.number(node, "gateways") == 1:
            message = (
                f"{view.label(node)} is the only NAT gateway of {place_name(view, vpc)}, whose subnets are in "
                f"{listed(zones)}."
            )
            words = "Have one in each zone"
            yield Finding(message, (node.id,), fix=set_to(view, node, "gateways", len(zones), words=words))


def _zones(view: View, vpc: str) -> list[str]:
    subnets = (group for group in view.design.groups.values() if group.kind == "subnet")
    return sorted({zone for group in subnets if group.parent == vpc for zone in _named(group)})


def _named(group: Group) -> list[str]:
    return _ZONE.findall(f"{group.label} {group.id}".lower())
