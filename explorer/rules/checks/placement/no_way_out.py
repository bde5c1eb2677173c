"""W9001: code in a VPC that calls an address outside, with no way that leads there."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import (
    draws_networks,
    is_in_network,
    is_private,
    place_name,
    placement_of,
    subnet_of,
    vpc_of,
)
from explorer.rules.words import some

_CALLS = frozenset({"sdk-call", "job-output"})
_READS = frozenset({"job-input"})
_BY_GATEWAY = frozenset({"s3", "dynamodb"})
_ELSEWHERE = ("transit-gateway", "vpn", "direct-connect")
"""Ways into other networks, which may have a way out of their own."""


@rule(
    id="W9001",
    title="Code in a VPC calls an address outside, and no way leads there",
    why="Interfaces in a VPC have no public address: without a NAT gateway or an endpoint the calls time out.",
    source="AWS Lambda Developer Guide: Enable internet access for VPC-connected Lambda functions "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        group net kind=vpc
        fn: lambda group=net
        t: dynamodb
        fn -> t sdk-call
    """,
    passes="""
        group net kind=vpc
        fn: lambda group=net
        t: dynamodb
        door: privatelink group=net endpoint_type=gateway
        fn -> t sdk-call
        door -> t network
    """,
)
def no_way_out(view: View) -> Iterator[Finding]:
    """One finding for each such caller, with all that it cannot reach."""
    if not view.once(draws_networks) or any(view.by_service.get(name) for name in _ELSEWHERE):
        return
    for node in view.nodes():
        if _has_no_address(view, node) and not _has_nat(view, node):
            cut_off = [link for link in _outward(view, node) if not _has_endpoint(view, node, link)]
            if cut_off:
                yield _finding(view, node, cut_off)


def _has_no_address(view: View, node: Node) -> bool:
    """Whether it stands in a network with no public address for certain."""
    if not is_in_network(view, node):
        return False
    placement = placement_of(view, node)
    return placement == "attached" or (placement == "vpc" and is_private(subnet_of(view, node)))


def _outward(view: View, node: Node) -> list[Link]:
    """Its connections to what has an address of AWS, or one in the internet."""
    calls = [link for link in view.leaving(node.id) if link.connection.mechanism in _CALLS]
    reads = [link for link in view.entering(node.id) if link.connection.mechanism in _READS]
    return [link for link in (*calls, *reads) if _is_outside(view, _other(node, link))]


def _other(node: Node, link: Link) -> Node:
    return link.target if link.source.id == node.id else link.source


def _is_outside(view: View, node: Node) -> bool:
    service = view.service(node)
    return service is not None and (service.placement == "endpoint" or service.third_party)


def _has_nat(view: View, node: Node) -> bool:
    here = vpc_of(view, node)
    return any(_serves(view, nat, here) for nat in view.nodes("nat-gateway"))


def _serves(view: View, door: Node, vpc: str) -> bool:
    """Whether a door is in the VPC; one that is drawn in none, or in an unnamed one, may be."""
    return not vpc or vpc_of(view, door) in {vpc, ""}


def _has_endpoint(view: View, node: Node, link: Link) -> bool:
    goal, here = _other(node, link), vpc_of(view, node)
    if any(one.source.id == here and one.connection.mechanism == "network" for one in view.entering(goal.id)):
        return True
    doors = (door for door in view.nodes("privatelink") if _serves(view, door, here))
    return any(_leads_to(view, door, goal) for door in doors)


def _leads_to(view: View, door: Node, goal: Node) -> bool:
    """An endpoint leads to what its arrows name; one without arrows to all that its type allows."""
    named = {link.target.service for link in view.leaving(door.id) if link.connection.mechanism == "network"}
    if named:
        return goal.service in named
    return view.setting(door, "endpoint_type") != "gateway" or goal.service in _BY_GATEWAY


def _finding(view: View, node: Node, cut_off: list[Link]) -> Finding:
    goals = list({goal.id: goal for link in cut_off for goal in [_other(node, link)]}.values())
    names = some([view.label(goal) for goal in goals])
    subnet = subnet_of(view, node)
    where = place_name(view, vpc_of(view, node) or (subnet.id if subnet else ""))
    message = (
        f"{view.label(node)} is in {where} and calls {names}, but neither a NAT gateway nor a VPC endpoint "
        f"leads there."
    )
    places = (node.id, *(goal.id for goal in goals))
    return Finding(message, places, tuple(link.connection.id for link in cut_off), _fix(view, node, goals))


def _fix(view: View, node: Node, goals: list[Node]) -> Fix:
    """Endpoints where the catalog has one for each service, else a NAT gateway."""
    services = {goal.service for goal in goals}
    if all(("privatelink", service) in view.catalog.by_pair for service in services):
        word = "a VPC endpoint" if len(services) == 1 else "VPC endpoints"
        return Fix(f"Put {word} into the VPC", partial(_endpoints, view, node, goals))
    return Fix("Put a NAT gateway into the VPC", partial(_nat, view, node))


def _endpoints(view: View, node: Node, goals: list[Node]) -> Change:
    door, change = place_beside(view, "privatelink", node.x, node.y + 96, group=node.group)
    services = {goal.service for goal in goals}
    kind = "gateway" if services <= _BY_GATEWAY else "interface"
    set_up = replace(door, settings={"endpoints": len(services), "endpoint_type": kind})
    return Change(change.before, {**change.after, f"nodes/{door.id}": set_up}).then(
        _arrows(view, node, door, goals)
    )


def _nat(view: View, node: Node) -> Change:
    door, change = place_beside(view, "nat-gateway", node.x, node.y + 96, group=node.group)
    return change.then(_arrows(view, node, door, []))


def _arrows(view: View, node: Node, door: Node, goals: list[Node]) -> Change:
    """From the caller to the door, where the catalog has such an arrow, and on to each goal."""
    pairs = [(node, door)] if (node.service, door.service) in view.catalog.by_pair else []
    pairs += [(door, goal) for goal in goals]
    taken = set(view.design.connections)
    links: list[Connection] = []
    for source, target in pairs:
        link_id = edits.fresh_id(f"{source.id}-to-{target.id}", taken)
        taken.add(link_id)
        links.append(Connection(id=link_id, source=source.id, target=target.id, mechanism="network"))
    return added(links)
