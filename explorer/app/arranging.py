"""Automatic layout as a change: positions come from `explorer.layout`; ids, labels and membership stay."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec.structs import replace

from explorer.design import Change, Design, Group, Node
from explorer.design.change import replaced
from explorer.design.records import Record
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.layout.framed import framed
from explorer.layout.layered import layered

GRID = 8

Cancelled = Callable[[], bool]


def arranged(design: Design, node_ids: Sequence[str], *, cancelled: Cancelled | None = None) -> Change:
    """The nodes laid out from left to right along their connections, where they stand now at the top left.

    When these are all nodes of a design with groups, each group is drawn round its members and moves with them.
    Raises LayoutCancelled when ``cancelled`` says so. It only reads the design, so a worker may run it.
    """
    if not node_ids:
        return Change()
    nodes = [design.nodes[node_id] for node_id in node_ids]
    place = {node_id: index for index, node_id in enumerate(node_ids)}
    links = [link for link in design.connections.values() if {link.source, link.target} <= place.keys()]
    edges = np.array([(place[link.source], place[link.target]) for link in links], dtype=np.int64).reshape(
        -1, 2
    )
    sizes = np.tile(np.array([TILE_WIDTH, TILE_HEIGHT]), (len(nodes), 1))
    groups = list(design.groups.values()) if len(nodes) == len(design.nodes) else []
    number = {group.id: index for index, group in enumerate(groups)}
    boxes = np.empty((0, 4))
    if groups:
        inside = [number.get(node.group, -1) for node in nodes]
        within = [number.get(group.parent, -1) for group in groups]
        drawing = framed(edges, sizes, inside, within, cancelled=cancelled)
        centres, boxes = drawing.positions, drawing.frames
    else:
        centres = layered(len(nodes), edges, sizes, cancelled=cancelled).positions
    corners = centres - sizes / 2
    start = np.vstack((corners, boxes[:, :2])).min(axis=0)
    records: list[Node | Group] = [*nodes, *groups]
    shift = np.array([[record.x, record.y] for record in records]).min(axis=0) - start
    corners, boxes = _snapped(corners + shift), _snapped(boxes + np.tile(shift, 2))
    moved: list[Record] = [
        replace(node, x=float(x), y=float(y)) for node, (x, y) in zip(nodes, corners, strict=True)
    ]
    moved += [_drawn(group, box) for group, box in zip(groups, boxes, strict=True)]
    return replaced(zip(records, moved, strict=True))


def _snapped(points: np.ndarray) -> np.ndarray:
    snapped: np.ndarray = np.round(points / GRID) * GRID
    return snapped


def _drawn(group: Group, box: np.ndarray) -> Group:
    left, top, right, bottom = (float(edge) for edge in box)
    return replace(group, x=left, y=top, width=right - left, height=bottom - top)
