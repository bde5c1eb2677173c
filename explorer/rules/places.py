"""Where in accounts and networks a node stands, as the groups around it and arrows from a VPC say."""

import re
from collections.abc import Iterator

from explorer.catalog.model import Placement
from explorer.design import Group, Node
from explorer.rules.model import Link, View

_PUBLIC = re.compile(r"\bpublic\b", re.IGNORECASE)
_PRIVATE = re.compile(r"\b(?:private|isolated)\b", re.IGNORECASE)


def around(view: View, group_id: str) -> tuple[Group, ...]:
    """The group and those that it lies in, the innermost first."""
    return view.once(_chains).get(group_id, ()) if group_id else ()


def _chains(view: View) -> dict[str, tuple[Group, ...]]:
    return {group_id: tuple(_outward(view, group_id)) for group_id in view.design.groups}


def _outward(view: View, group_id: str) -> Iterator[Group]:
    seen = set[str]()
    while group_id not in seen and (group := view.design.groups.get(group_id)):
        yield group
        seen.add(group_id)
        group_id = group.parent


def draws_networks(view: View) -> bool:
    """Whether the design has a VPC or subnet at all, as a group or as a node."""
    return any(group.kind in {"vpc", "subnet"} for group in view.design.groups.values()) or any(
        node.service == "vpc" for node in view.design.nodes.values()
    )


def vpc_of(view: View, node: Node) -> str:
    """Id of the VPC around the node, or of the VPC node that an arrow attaches it to; empty where none is drawn."""
    for group in around(view, node.group):
        if group.kind == "vpc":
            return group.id
    attached = (link.source for link in view.entering(node.id) if link.connection.mechanism == "network")
    return next((source.id for source in attached if source.service == "vpc"), "")


def subnet_of(view: View, node: Node) -> Group | None:
    """The subnet around the node."""
    return next((group for group in around(view, node.group) if group.kind == "subnet"), None)


def crosses_accounts(view: View, link: Link) -> bool:
    """Whether its ends are in two accounts that are drawn."""
    if link.source.group == link.target.group:
        return False
    here, there = account_of(view, link.source), account_of(view, link.target)
    return here is not None and there is not None and here.id != there.id


def account_of(view: View, node: Node) -> Group | None:
    """The account around the node."""
    return next((group for group in around(view, node.group) if group.kind == "account"), None)


def is_in_network(view: View, node: Node) -> bool:
    """Whether the node is in a VPC or in a subnet of one that is not drawn."""
    return bool(vpc_of(view, node)) or subnet_of(view, node) is not None


def is_public(group: Group | None) -> bool:
    """Whether the group's name calls it public."""
    return group is not None and bool(_PUBLIC.search(group.label)) and not _PRIVATE.search(group.label)


def is_private(group: Group | None) -> bool:
    """Whether the group's name calls it private or isolated."""
    return group is not None and bool(_PRIVATE.search(group.label)) and not _PUBLIC.search(group.label)


def placement_of(view: View, node: Node) -> Placement:
    """What the catalog says of the place of its service."""
    service = view.service(node)
    return service.placement if service else ""


def place_name(view: View, place_id: str) -> str:
    """The name of a group, or of a node that stands for one, for people."""
    group = view.design.groups.get(place_id)
    if group is not None:
        return group.label or group.id
    node = view.design.nodes.get(place_id)
    return view.label(node) if node else place_id


def beside(view: View, subnet: Group, *, public: bool) -> Group | None:
    """Another subnet of the same parent, whose name calls it public, or private."""
    fits = is_public if public else is_private
    others = (group for group in view.design.groups.values() if group.parent == subnet.parent)
    return next((one for one in others if one.kind == "subnet" and one.id != subnet.id and fits(one)), None)
