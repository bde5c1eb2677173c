"""W9003: a connection between two networks that nothing joins."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change
from explorer.rules.fixes import between, place_beside
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import draws_networks, place_name, placement_of, vpc_of

_CALLS = frozenset({"sdk-call", "connector", "mount", "query", "sync-invoke", "replication"})
_READS = frozenset({"connector", "mount", "query", "job-input", "replication"})
_JOINS = ("transit-gateway", "privatelink", "vpn", "direct-connect")
_STANDS = frozenset({"inside", "vpc", "attached"})


@rule(
    id="W9003",
    title="A connection leads from one VPC into another, and nothing joins them",
    why="Two VPCs do not know each other's addresses until they are peered or share a transit gateway or endpoint.",
    source="Amazon VPC User Guide: Connect your VPC to other networks "
    "https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        group shop kind=vpc
        group data kind=vpc
        app: fargate group=shop
        db: rds group=data
        app -> db sdk-call
    """,
    passes="""
        group shop kind=vpc
        group data kind=vpc
        app: fargate group=shop
        db: rds group=data
        hub: transit-gateway
        app -> db sdk-call
    """,
)
def vpcs_apart(view: View) -> Iterator[Finding]:
    """Every connection to a closed database, cache, broker or file system in another VPC."""
    if not view.once(draws_networks) or any(view.by_service.get(name) for name in _JOINS):
        return
    for link in view.all_links:
        if _goes_by_network(view, link):
            here, there = vpc_of(view, link.source), vpc_of(view, link.target)
            if here and there and here != there:
                message = (
                    f"{view.label(link.source)} is in {place_name(view, here)} and {view.label(link.target)} in "
                    f"{place_name(view, there)}; no transit gateway or endpoint is drawn between the two."
                )
                fix = Fix("Put a transit gateway between them", partial(_hub, view, link))
                yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)


def _goes_by_network(view: View, link: Link) -> bool:
    """Whether it leads to an address within a VPC, not to an interface of AWS."""
    for node, other, mechanisms in ((link.target, link.source, _CALLS), (link.source, link.target, _READS)):
        closed = (
            placement_of(view, node) == "inside" and view.setting(node, "publicly_accessible") is not True
        )
        if closed and link.connection.mechanism in mechanisms and placement_of(view, other) in _STANDS:
            return True
    return False


def _hub(view: View, link: Link) -> Change:
    return place_beside(view, "transit-gateway", *between(view, link.source, link.target))[1]
