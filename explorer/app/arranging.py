"""Automatic layout as a change: positions come from `explorer.layout`, nodes keep their ids and groups."""

from collections.abc import Sequence

import numpy as np

from explorer.design import Change, Design, edits
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.layout.layered import layered

GRID = 8


def arranged(design: Design, node_ids: Sequence[str]) -> Change:
    """The nodes laid out from left to right along their connections, where they stand now at the top left."""
    if not node_ids:
        return Change()
    place = {node_id: index for index, node_id in enumerate(node_ids)}
    links = design.connections.values()
    pairs = [
        (place[link.source], place[link.target]) for link in links if {link.source, link.target} <= set(place)
    ]
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    sizes = np.tile(np.array([TILE_WIDTH, TILE_HEIGHT], dtype=np.float64), (len(node_ids), 1))
    corners = layered(len(node_ids), edges, sizes).positions - sizes / 2
    now = np.array([[design.nodes[node_id].x, design.nodes[node_id].y] for node_id in node_ids])
    moved = corners - corners.min(axis=0) + now.min(axis=0)
    snapped = np.round(moved / GRID) * GRID
    return edits.place(
        design, {node_id: (float(x), float(y)) for node_id, (x, y) in zip(node_ids, snapped, strict=True)}
    )
