"""Pipelines drawn in ranks: every edge of an acyclic graph points the same way.

The method is that of Sugiyama, Tagawa and Toda (1981): turn back edges round, rank, order the ranks, place
the nodes, route the edges. Each step is a module of its own beside this one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.layout.acyclic import Edge, feedback_edges
from explorer.layout.arrays import FloatArray, IntArray, edge_array, size_array
from explorer.layout.cancel import Cancelled, stop_if
from explorer.layout.chains import Levels, chained
from explorer.layout.channels import PARALLEL_GAP, Channels
from explorer.layout.coordinates import Grid, placed
from explorer.layout.packing import grid, packed
from explorer.layout.ranks import ranked

Direction = Literal["right", "left", "down", "up"]
_LOOP_GAP = 10.0
_BEND_GAP = 16.0
"""The least distance of two edges that pass a rank."""
_STRAIGHTNESS = (4.0, 1.0, 6.0)
"""How much a link with no, one or two bends should be straight: long edges have their jogs at their ends, and
give way to chains of nodes."""
_STRAIGHTNESS_AT_AN_END = 2.75
"""The same for a link to a node that leads no further, which gives way to the main line."""


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
    anchors: npt.ArrayLike | None = None,
    cancelled: Cancelled | None = None,
) -> LayeredLayout:
    """A drawing in ranks that follow the edges; the same input gives the same drawing everywhere.

    ``edges`` is an array (m, 2) of node numbers, with self loops, parallel edges and cycles allowed;
    ``sizes`` an array (n, 2) of widths and heights. ``rank_gap`` is the least distance between boxes of
    neighbouring ranks (more where many edges turn), ``node_gap`` that of boxes within a rank. Edges meet a
    node in the middle of its side, or ``anchors`` (n,) below or to the right of it. Parts
    that nothing connects are packed side by side; nodes without edges follow in a grid below. The top
    left corner of the whole is (0, 0). Raises LayoutCancelled when ``cancelled`` returns true.
    """
    ends, boxes = edge_array(n, edges), size_array(n, sizes)
    spacing = _Spacing(rank_gap, node_gap)
    stop_if(cancelled)
    along = boxes[:, ::-1] if direction in ("down", "up") else boxes
    shift = np.zeros(n) if anchors is None else np.asarray(anchors, dtype=np.float64).reshape(n)
    graph = _Graph(ends, along, shift, spacing, cancelled)
    pieces = [_drawn(graph, nodes, own) for nodes, own in _components(n, ends)]
    layout = _joined(pieces, ends, along, spacing)
    return _turned(layout, boxes, direction)


@dataclass(frozen=True)
class _Graph:
    """What is to be drawn, with the boxes as if edges ran to the right."""

    ends: IntArray
    boxes: FloatArray
    anchors: FloatArray
    spacing: _Spacing
    cancelled: Cancelled | None


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


def _drawn(graph: _Graph, nodes: list[int], own: list[int]) -> _Piece:
    """One component drawn from left to right."""
    ends, boxes, spacing, cancelled = graph.ends, graph.boxes[nodes], graph.spacing, graph.cancelled
    number = {v: k for k, v in enumerate(nodes)}
    straight = [i for i in own if ends[i, 0] != ends[i, 1]]
    edges = [(number[s], number[t]) for s, t in ends[straight].tolist()]
    levels = chained(edges, _ranks(len(nodes), edges, cancelled), cancelled=cancelled)
    anchors = graph.anchors[nodes]
    heights = placed(_levels_grid(levels, boxes, anchors, spacing), cancelled=cancelled)
    channels = Channels(levels, heights, boxes, spacing.rank_gap)
    positions = channels.anchored() - np.column_stack((np.zeros(len(nodes)), anchors))
    routes = {straight[k]: route for k, route in channels.routes().items()}
    loops: Counter[int] = Counter()
    for i in own:
        if i not in routes:
            v = number[int(ends[i, 0])]
            routes[i] = _self_loop(positions[v], boxes[v], loops[v])
            loops[v] += 1
    return _framed(nodes, own, positions, boxes, [routes[i] for i in own])


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


def _levels_grid(levels: Levels, boxes: FloatArray, anchors: FloatArray, spacing: _Spacing) -> Grid:
    bends = [0.0] * (levels.total - levels.n)
    above = [*(boxes[:, 1] / 2 + anchors).tolist(), *bends]
    below = [*(boxes[:, 1] / 2 - anchors).tolist(), *bends]
    for chain in levels.chains:
        for v in chain.vertices:
            if v >= levels.n:
                above[v] = below[v] = (len(chain.members) - 1) * PARALLEL_GAP / 2
    links = [pair for chain in levels.chains for pair in pairwise(chain.vertices)]
    degree = Counter(v for link in links for v in link)
    is_bend = [v >= levels.n for v in range(levels.total)]
    beside = max(spacing.bend_gap, spacing.node_gap / 2)
    gaps = (spacing.node_gap, beside, spacing.bend_gap)

    def separation(u: int, v: int) -> float:
        return float(below[u] + above[v] + gaps[is_bend[u] + is_bend[v]])

    def straightness(u: int, v: int) -> float:
        bends = is_bend[u] + is_bend[v]
        through = degree[u] > 1 and degree[v] > 1
        return _STRAIGHTNESS[bends] if bends or through else _STRAIGHTNESS_AT_AN_END

    return Grid(levels.rows, links, [straightness(u, v) for u, v in links], separation, is_bend)


def _self_loop(centre: FloatArray, box: FloatArray, nth: int) -> FloatArray:
    """Round the upper right corner of the box: out on the right, in from above."""
    out = _LOOP_GAP + 4.0 * (nth % 3)
    (x, y), (width, height) = centre.tolist(), box.tolist()
    right, top = x + width / 2, y - height / 2
    inset, drop = min(width / 2, 12.0 + out), min(height / 4, 4.0 + out)
    corners = [(right + out, top + drop), (right + out, top - out), (right - inset, top - out)]
    return np.array([(right, top + drop), *corners, (right - inset, top)])


def _joined(pieces: Sequence[_Piece], ends: IntArray, boxes: FloatArray, spacing: _Spacing) -> LayeredLayout:
    """All pieces packed, and the nodes without edges in a grid below them."""
    gap = max(spacing.node_gap, spacing.rank_gap / 2)
    positions = np.zeros(boxes.shape)
    routes: list[FloatArray] = [np.zeros((0, 2))] * len(ends)
    bottom = 0.0
    for piece, corner in zip(pieces, packed([p.size for p in pieces], gap), strict=True):
        positions[piece.nodes] = piece.positions + corner
        for edge, route in zip(piece.edges, piece.routes, strict=True):
            routes[edge] = route + corner
        bottom = max(bottom, float(corner[1]) + piece.size[1] + gap)
    alone = np.setdiff1d(np.arange(len(boxes)), ends)
    positions[alone] = grid(boxes[alone], spacing.node_gap) + np.array((0.0, bottom))
    return LayeredLayout(positions, routes)


def _turned(layout: LayeredLayout, boxes: FloatArray, direction: Direction) -> LayeredLayout:
    """The drawing turned from rightwards to a direction, its top left corner again at (0, 0)."""
    if direction == "right" or not len(boxes):
        return layout
    axes = [1, 0] if direction in ("down", "up") else [0, 1]
    sign = np.array({"left": (-1.0, 1.0), "down": (1.0, 1.0), "up": (1.0, -1.0)}[direction])
    positions = layout.positions[:, axes] * sign
    routes = [route[:, axes] * sign for route in layout.routes]
    low = np.vstack([positions - boxes / 2, *routes]).min(axis=0)
    return LayeredLayout(positions - low, [route - low for route in routes])
