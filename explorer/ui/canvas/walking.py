"""Moving the selection by keys: through all nodes in the order of the flow, and along connections."""

from collections import deque
from typing import Literal

from explorer.design import Design
from explorer.drawing.routes import box_of

Direction = Literal["left", "right", "up", "down"]


def in_flow_order(design: Design) -> list[str]:
    """Node ids from sources onward, breadth first; what is not reached follows from left to right."""
    by_place = sorted(design.nodes.values(), key=lambda node: (node.x, node.y, node.id))
    starts = [node.id for node in by_place if not design.entering(node.id)]
    found: dict[str, None] = {}
    for start in [*starts, *(node.id for node in by_place)]:
        queue = deque([start])
        while queue:
            node_id = queue.popleft()
            if node_id not in found:
                found[node_id] = None
                queue.extend(link.target for link in design.leaving(node_id))
    return list(found)


def next_node(design: Design, node_id: str, *, back: bool = False) -> str:
    """The node after this one in the order of the flow, round at the end; empty in an empty design."""
    order = in_flow_order(design)
    if not order:
        return ""
    if node_id not in order:
        return order[-1 if back else 0]
    return order[(order.index(node_id) + (-1 if back else 1)) % len(order)]


def along(design: Design, node_id: str, direction: Direction) -> str:
    """The neighbour in that direction: right is downstream, left upstream, up and down its siblings.

    Empty where there is none.
    """
    after = [link.target for link in design.leaving(node_id)]
    before = [link.source for link in design.entering(node_id)]
    if direction in {"left", "right"}:
        wanted = after if direction == "right" else before
        return min(wanted, key=lambda key: abs(_y(design, key) - _y(design, node_id)), default="")
    siblings = {link.target for key in before for link in design.leaving(key)}
    siblings |= {link.source for key in after for link in design.entering(key)}
    siblings = (siblings or {*after, *before}) - {node_id}
    here = _y(design, node_id)
    if direction == "down":
        return min(
            (key for key in siblings if _y(design, key) > here), key=lambda key: _y(design, key), default=""
        )
    return max(
        (key for key in siblings if _y(design, key) < here), key=lambda key: _y(design, key), default=""
    )


def _y(design: Design, node_id: str) -> float:
    return box_of(design.nodes[node_id]).centre[1]
