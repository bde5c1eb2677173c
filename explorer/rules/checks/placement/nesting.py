"""W9009: frames in an order that AWS does not have."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Group, edits
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.places import around, place_name

_HOLDS = {
    "account": ("region", "vpc", "subnet"),
    "region": ("account", "vpc", "subnet"),
    "vpc": ("subnet",),
    "subnet": (),
}
_WORDS = {"account": "an account", "region": "a Region", "vpc": "a VPC", "subnet": "a subnet"}


@rule(
    id="W9009",
    title="A frame lies in one that cannot hold it",
    why="A VPC stands in one Region and a subnet in one VPC: the other way round it cannot be built.",
    source="Amazon VPC User Guide: How Amazon VPC works "
    "https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html",
    wide=True,
    fails="""
        group net kind=vpc
        group here kind=region parent=net
        fn: lambda group=here
    """,
    passes="""
        group here kind=region
        group net kind=vpc parent=here
        fn: lambda group=net
    """,
)
def nesting(view: View) -> Iterator[Finding]:
    """Every account, Region, VPC or subnet in one that cannot hold it."""
    for group in view.design.groups.values():
        outer = next((one for one in around(view, group.parent) if one.kind != "frame"), None)
        if group.kind in _HOLDS and outer is not None and group.kind not in _HOLDS[outer.kind]:
            message = (
                f"{place_name(view, group.id)} is drawn in {place_name(view, outer.id)}, but "
                f"{_WORDS[group.kind]} cannot lie in {_WORDS[outer.kind]}."
            )
            members = tuple(sorted(node.id for node in view.design.members(group.id)))
            yield Finding(message, members, fix=_fix(view, group))


def _fix(view: View, group: Group) -> Fix:
    """The frame in the next one outward that can hold it."""
    fits = (one for one in around(view, group.parent) if _may_hold(one, group))
    parent = next(fits, None)
    title = f"Take it out into {place_name(view, parent.id)}" if parent else "Take it out"
    return Fix(title, partial(edits.set_fields, group, parent=parent.id if parent else ""))


def _may_hold(outer: Group, inner: Group) -> bool:
    return outer.kind in _HOLDS and inner.kind in _HOLDS[outer.kind]
