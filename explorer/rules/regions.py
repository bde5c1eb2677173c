"""In which region a node stands, and which regions an account has from the beginning."""

import re

from explorer.design import Node
from explorer.rules.model import View
from explorer.rules.places import around

_CODE = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d\b")

_FROM_THE_BEGINNING = frozenset({
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-north-1"),
    *("eu-west-1", "eu-west-2", "eu-west-3", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"),
    *("ap-southeast-1", "ap-southeast-2"),
})  # fmt: skip
"""Regions from before March 2019. Later ones are all to be asked for, so this list does not grow."""
_APART = ("us-gov-", "cn-", "us-iso", "eusc-")
"""Partitions with accounts of their own, which have their Regions from the beginning."""


def is_opt_in(code: str) -> bool:
    """Whether an account has to enable the region first."""
    return bool(code) and code not in _FROM_THE_BEGINNING and not code.startswith(_APART)


def region_of(view: View, node: Node) -> str:
    """The code in the name of the region group around the node, else the design's region.

    Empty where the node is in a region group whose name has no code: then it is not known.
    """
    return view.once(_codes).get(node.group, view.design.header.region)


def _codes(view: View) -> dict[str, str]:
    """By group the code of the region that it lies in, where one is drawn around it."""
    found: dict[str, str] = {}
    for group_id in view.design.groups:
        frame = next((one for one in around(view, group_id) if one.kind == "region"), None)
        if frame is not None:
            code = _CODE.search(f"{frame.label} {frame.id}".lower())
            found[group_id] = code[0] if code else ""
    return found
