"""In which region a node stands."""

import re

from explorer.design import Node
from explorer.rules.model import View
from explorer.rules.places import around

_CODE = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d\b")


def region_of(view: View, node: Node) -> str:
    """The code in the name of the region group around the node, else the design's region.

    Empty where the node is in a region group whose name has no code: then it is not known.
    """
    for group in around(view, node.group):
        if group.kind == "region":
            found = _CODE.search(f"{group.label} {group.id}".lower())
            return found[0] if found else ""
    return view.design.header.region
