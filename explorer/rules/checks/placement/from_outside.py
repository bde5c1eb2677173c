"""W9011: a caller outside of AWS, and a network that it has no way into."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Node
from explorer.rules.fixes import between, place_beside
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import draws_networks, is_in_network, place_name, placement_of, vpc_of

_WAYS = ("vpn", "direct-connect", "transit-gateway", "privatelink")


@rule(
    id="W9011",
    title="Something outside AWS calls into a VPC, and no way leads in",
    why="The database, broker or file system has only private addresses, which nobody outside can reach.",
    source="Amazon VPC User Guide: Connect your VPC to other networks "
    "https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        group net kind=vpc
        site: on-premises-server
        db: rds group=net
        site -> db sdk-call
    """,
    passes="""
        group net kind=vpc
        site: on-premises-server
        line: direct-connect
        db: rds group=net
        site -> db sdk-call
    """,
)
def from_outside(view: View) -> Iterator[Finding]:
    """Every arrow from outside AWS to what is closed and drawn in a VPC, if no private way is drawn at all."""
    if not view.once(draws_networks) or any(view.by_service.get(name) for name in _WAYS):
        return
    for link in view.all_links:
        if (
            link.connection.mechanism not in SUPPORT
            and _is_closed(view, link.target)
            and _is_outside(view, link.source)
        ):
            where = place_name(view, vpc_of(view, link.target) or link.target.group)
            message = (
                f"{view.label(link.source)} is outside of AWS and calls {view.label(link.target)} in {where}: "
                f"neither a VPN nor Direct Connect is drawn, and it has no public address."
            )
            fix = Fix("Put a VPN between them", partial(_tunnel, view, link))
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)


def _is_closed(view: View, node: Node) -> bool:
    closed = placement_of(view, node) == "inside" and view.setting(node, "publicly_accessible") is not True
    return closed and is_in_network(view, node)


def _is_outside(view: View, node: Node) -> bool:
    """Whether it is outside of AWS, and not drawn in a VPC as a person or machine that is in it."""
    service = view.service(node)
    return service is not None and service.category == "external" and not is_in_network(view, node)


def _tunnel(view: View, link: Link) -> Change:
    return place_beside(view, "vpn", *between(view, link.source, link.target))[1]
