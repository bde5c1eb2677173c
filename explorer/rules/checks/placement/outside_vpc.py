"""W9002: a caller outside of the VPC that what it calls is only reached from."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node
from explorer.rules.fixes import STEP, moved_into
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import draws_networks, is_in_network, place_name, placement_of, vpc_of

_CALLS = frozenset({"sdk-call", "connector", "mount", "query", "sync-invoke"})
_READS = frozenset({"connector", "mount", "query", "job-input"})


@rule(
    id="W9002",
    title="A caller stands outside of the VPC that it must be in",
    why="The database, cache or file system has no address outside of its network: the connection times out.",
    source="AWS Lambda Developer Guide: Giving Lambda functions access to resources in an Amazon VPC "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    pillars=("reliability",),
    fails="""
        group net kind=vpc
        fn: lambda
        cache: elasticache group=net
        fn -> cache sdk-call
    """,
    passes="""
        group net kind=vpc
        fn: lambda group=net
        cache: elasticache group=net
        fn -> cache sdk-call
    """,
)
def outside_vpc(view: View) -> Iterator[Finding]:
    """Every connection of such a caller to what is drawn in a VPC and closed to the outside."""
    if not view.once(draws_networks):
        return
    for link in view.all_links:
        inner = _inner(view, link)
        if inner is not None:
            yield _finding(view, link, inner)


def _inner(view: View, link: Link) -> Node | None:
    """The end in the VPC, where the other would have to be in it too and is not."""
    for node, other, mechanisms in ((link.target, link.source, _CALLS), (link.source, link.target, _READS)):
        fits = link.connection.mechanism in mechanisms and placement_of(view, node) == "inside"
        if (
            fits
            and placement_of(view, other) == "attached"
            and view.setting(node, "publicly_accessible") is not True
        ):
            return node if is_in_network(view, node) and not is_in_network(view, other) else None
    return None


def _finding(view: View, link: Link, inner: Node) -> Finding:
    outer = link.source if link.target is inner else link.target
    where = place_name(view, vpc_of(view, inner) or inner.group)
    message = (
        f"{view.label(outer)} is in no VPC, and {view.label(inner)} can only be reached from within {where}. "
        f"Give {view.label(outer)} interfaces there."
    )
    return Finding(message, (outer.id, inner.id), (link.connection.id,), _fix(view, outer, inner))


def _fix(view: View, outer: Node, inner: Node) -> Fix | None:
    """The caller drawn in the same group; none where an arrow from a VPC stands for it."""
    if not inner.group:
        return None
    change = partial(moved_into, view, outer, inner.group, inner.x - STEP, inner.y)
    return Fix(f"Put it into {place_name(view, inner.group)}", change)
