"""Pipelines drawn in ranks: every edge of an acyclic graph points the same way.

The method is that of Sugiyama, Tagawa and Toda (1981): turn back edges round, rank, order the ranks, place
the nodes, route the edges. Each step is a module of its own beside this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.layout.acyclic import Edge, feedback_edges
from explorer.layout.arrays import FloatArray, IntArray, edge_array, size_array
from explorer.layout.cancel import Cancelled, stop_if
from explorer.layout.chains import Chain, Levels, chained
from explorer.layout.channels import TRACK_GAP, Trunk, tracks
from explorer.layout.coordinates import Grid, placed
from explorer.layout.packing import grid, packed
from explorer.layout.ranks import ranked

Direction = Literal["right", "left", "down", "up"]
_PARALLEL_GAP = 12.0
_BEND_GAP = 16.0
"""The least distance of two edges that pass a rank."""


@dataclass(frozen=True)
class LayeredLayout:
    """Where nodes stand and how edges run."""

    positions: FloatArray
    """Centres, array (n, 2) in the order of the nodes."""
    routes: list[FloatArray]
    """Per edge, in the order given, an orthogonal polyline (k, 2) from the border of its source to the
    border of its target."""


@dataclass(frozen=True)
class _Spacing:
    rank_gap: float
    node_gap: float

    @property
    def bend_gap(self) -> float:
        return min(_BEND_GAP, self.node_gap)


def layered(
    n: int,
    edges: npt.ArrayLike,
    sizes: npt.ArrayLike,
    *,
    direction: Direction = "right",
    rank_gap: float = 96.0,
    node_gap: float = 40.0,
    cancelled: Cancelled | None = None,
) -> LayeredLayout:
    """A drawing in ranks that follow the edges; the same input gives the same drawing everywhere.

    ``edges`` is an array (m, 2) of node numbers, with self loops, parallel edges and cycles allowed;
    ``sizes`` an array (n, 2) of widths and heights. ``rank_gap`` is the least distance between boxes of
    neighbouring ranks (more where many edges turn), ``node_gap`` that of boxes within a rank. Parts
    that nothing connects are packed side by side; nodes without edges follow in a grid below. The top
    left corner of the whole is (0, 0). Raises LayoutCancelled when ``cancelled`` returns true.
    """
    ends, boxes = edge_array(n, edges), size_array(n, sizes)
    spacing = _Spacing(rank_gap, node_gap)
    stop_if(cancelled)
    flat = direction in ("down", "up")
    along = boxes[:, ::-1] if flat else boxes
    pieces = [_drawn(nodes, own, ends, along, spacing, cancelled) for nodes, own in _components(n, ends)]
    layout = _joined(pieces, n, ends, along, spacing, flat=flat)
    return _turned(layout, boxes, direction)


@dataclass
class _Piece:
    """The drawing of one component, its top left corner at (0, 0)."""

    nodes: list[int]
    edges: list[int]
    positions: FloatArray
    routes: list[FloatArray]
    size: tuple[float, float]


def _components(n: int, ends: IntArray) -> list[tuple[list[int], list[int]]]:
    """Nodes and edges of each connected part that has an edge, the largest first."""
    leader = list(range(n))

    def find(v: int) -> int:
        while leader[v] != v:
            leader[v] = leader[leader[v]]
            v = leader[v]
        return v

    for s, t in ends.tolist():
        a, b = find(s), find(t)
        leader[max(a, b)] = min(a, b)
    nodes: dict[int, list[int]] = {}
    for v in range(n):
        nodes.setdefault(find(v), []).append(v)
    own: dict[int, list[int]] = {}
    for i, s in enumerate(ends[:, 0].tolist()):
        own.setdefault(find(s), []).append(i)
    return [(nodes[v], own[v]) for v in sorted(own, key=lambda v: (-len(nodes[v]), v))]


def _drawn(
    nodes: list[int],
    own: list[int],
    ends: IntArray,
    boxes: FloatArray,
    spacing: _Spacing,
    cancelled: Cancelled | None,
) -> _Piece:
    """One component drawn from left to right."""
    number = {v: k for k, v in enumerate(nodes)}
    straight = [i for i in own if ends[i, 0] != ends[i, 1]]
    edges = [(number[s], number[t]) for s, t in ends[straight].tolist()]
    levels = chained(edges, _ranks(len(nodes), edges, cancelled), cancelled=cancelled)
    drawing = _Drawing(levels, boxes[nodes], spacing, cancelled)
    routes: list[FloatArray] = [np.zeros((0, 2))] * len(own)
    slot = {i: k for k, i in enumerate(own)}
    for chain in levels.chains:
        for member, route in zip(chain.members, drawing.routes(chain), strict=True):
            routes[slot[straight[member]]] = route
    for k, i in enumerate(own):
        if ends[i, 0] == ends[i, 1]:
            routes[k] = drawing.self_loop(number[int(ends[i, 0])])
    return _framed(nodes, own, drawing.positions, boxes[nodes], routes)


def _framed(
    nodes: list[int], own: list[int], positions: FloatArray, boxes: FloatArray, routes: list[FloatArray]
) -> _Piece:
    corners = np.vstack([positions - boxes / 2, positions + boxes / 2, *routes])
    low, high = corners.min(axis=0), corners.max(axis=0)
    width, height = (high - low).tolist()
    return _Piece(nodes, own, positions - low, [route - low for route in routes], (width, height))


def _ranks(n: int, edges: Sequence[Edge], cancelled: Cancelled | None) -> IntArray:
    feedback = feedback_edges(n, edges)
    weights: dict[Edge, float] = {}
    for i, (s, t) in enumerate(edges):
        pair = (t, s) if i in feedback else (s, t)
        weights[pair] = weights.get(pair, 0.0) + 1.0
    return ranked(n, list(weights), list(weights.values()), cancelled=cancelled)


class _Drawing:
    """Coordinates of the vertices and trunks of one component."""

    def __init__(
        self, levels: Levels, boxes: FloatArray, spacing: _Spacing, cancelled: Cancelled | None
    ) -> None:
        self._levels, self._boxes, self._spacing = levels, boxes, spacing
        self._height = boxes[:, 1].tolist() + [0.0] * (levels.total - levels.n)
        for chain in levels.chains:
            for v in chain.vertices:
                if v >= levels.n:
                    self._height[v] = (len(chain.members) - 1) * _PARALLEL_GAP
        self._y = [round(y, 3) for y in placed(self._grid(), cancelled=cancelled)]
        self._trunks: list[dict[tuple[str, int, float], Trunk]] = [{} for _ in range(len(levels.rows) + 1)]
        self._joints = {
            id(c): [self._joined_links(c, k) for k in range(len(c.members))] for c in levels.chains
        }
        self._place_columns()
        self.positions = np.array(
            [(self._centre[levels.rank[v]], self._y[v]) for v in range(levels.n)], dtype=np.float64
        )
