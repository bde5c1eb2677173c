"""Graphs without a direction, as the catalog's: what belongs together stands together.

Nodes repel each other and edges contract, after Fruchterman and Reingold, "Graph drawing by force-directed
placement" (1991). Edges between clusters pull less than those within, and each cluster has a centre of its own,
so clusters come apart. Boxes that still overlap are pushed apart at the end.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.layout.arrays import FloatArray, IntArray, edge_array, size_array
from explorer.layout.cancel import Cancelled, stop_if
from explorer.layout.packing import ASPECT

_EXACT_MOST = 1500
_BLOCK = 32
_GAP = 14.0
_POINT = 36.0
"""The side of the box of a node when no sizes are given."""
_ROOM = 2.2
"""The length of an edge at rest, in box sides."""
_BETWEEN_CLUSTERS = 0.12
"""How much an edge between clusters pulls, against one within."""
_CLUSTER_PULL = 0.35
_GRAVITY = 0.15
_FILL = 0.4
"""The part of the drawing that boxes and their gaps take before they are pushed apart."""
_UNTANGLE_ROUNDS = 400
_SPREAD_EVERY = 8


def force_directed(
    n: int,
    edges: npt.ArrayLike,
    *,
    sizes: npt.ArrayLike | None = None,
    seed: int = 7,
    iterations: int | None = None,
    initial: npt.ArrayLike | None = None,
    fixed: npt.ArrayLike | None = None,
    cluster: npt.ArrayLike | None = None,
    cancelled: Cancelled | None = None,
) -> FloatArray:
    """Centres of nodes around the origin, array (n, 2), in a shape near 16:10 with no two boxes overlapping.

    ``edges`` is an array (m, 2) of node numbers, ``sizes`` an array (n, 2) of widths and heights and
    ``cluster`` an array (n,) of cluster numbers. ``initial`` are centres to start from: the drawing then
    settles near them, in whatever shape. Nodes where ``fixed`` (n,) is true stay where ``initial`` has
    them. The same input gives the same drawing on the same machine. Raises LayoutCancelled when
    ``cancelled`` returns true.
    """
    links = edge_array(n, edges)
    boxes = size_array(n, sizes) if sizes is not None else np.full((n, 2), _POINT)
    held = np.zeros(n, dtype=bool) if fixed is None else np.asarray(fixed, dtype=bool)
    if held.any() and initial is None:
        raise ValueError("fixed nodes need initial positions")
    if n < 2:
        return np.zeros((n, 2)) if initial is None else np.array(initial, dtype=np.float64)
    # Boxes are wider than high: the forces work where the mean box is a square of side 1.
    unit = boxes.mean(axis=0) + _GAP
    graph = _Graph.of(n, links, np.zeros(n) if cluster is None else np.asarray(cluster))
    rounds = iterations if iterations is not None else _rounds(n)
    noise = np.random.Generator(np.random.PCG64(seed))
    if initial is None:
        at = _settled(graph, _scattered(graph, noise), held, rounds, _ROOM * n**0.5 / 8, cancelled)
        return _untangled(_shaped(at * unit, boxes + _GAP), boxes + _GAP, held, cancelled)
    start = np.array(initial, dtype=np.float64).reshape(n, 2)
    at = start / unit + noise.normal(0, 1e-3, (n, 2))
    scale = _balance(graph, at)
    at = _settled(graph, at * scale, held, rounds, 1.0, cancelled) / scale * unit
    at = _as_wide_as(start, at) if not held.any() else np.where(held[:, None], start, at)
    return _untangled(at, boxes + _GAP, held, cancelled)


def _rounds(n: int) -> int:
    return int(np.clip(120_000 / n, 60, 300))


@dataclass(frozen=True)
class _Graph:
    n: int
    links: IntArray
    pull: FloatArray
    """The strength of each link."""
    cluster: IntArray
    """The cluster of each node, counted from 0."""
    members: FloatArray
    """The number of nodes of each cluster."""

    @classmethod
    def of(cls, n: int, edges: IntArray, cluster: npt.NDArray[np.generic]) -> "_Graph":
        pairs = np.unique(np.sort(edges[edges[:, 0] != edges[:, 1]], axis=1), axis=0)
        number = np.unique(cluster, return_inverse=True)[1].reshape(n)
        within = number[pairs[:, 0]] == number[pairs[:, 1]]
        degree = np.bincount(pairs.ravel(), minlength=n)
        busy = np.sqrt(np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]]))
        pull = np.where(within, 1.0, _BETWEEN_CLUSTERS) / np.maximum(1.0, busy)
        return cls(n, pairs, pull, number, np.bincount(number).astype(np.float64))


def _scattered(graph: _Graph, noise: np.random.Generator) -> FloatArray:
    """A start: clusters where their own graph puts them, members at random within."""
    spots = noise.normal(0, 1, (graph.n, 2)) * _ROOM
    count = len(graph.members)
    if count == 1:
        spots *= graph.n**0.5 / 3
        return spots
    ends = graph.cluster[graph.links]
    between = ends[ends[:, 0] != ends[:, 1]]
    whole = _Graph.of(count, between, np.zeros(count))
    centres = _settled(
        whole, noise.normal(0, count**0.5, (count, 2)), np.zeros(count, dtype=bool), 200, 2.0, None
    )
    radius = np.sqrt(graph.members)
    start: FloatArray = (
        centres[graph.cluster] * radius.mean() * 1.5 + spots * (radius / 4)[graph.cluster, None]
    )
    return start


def _settled(
    graph: _Graph,
    at: FloatArray,
    held: npt.NDArray[np.bool_],
    rounds: int,
    heat: float,
    cancelled: Cancelled | None,
) -> FloatArray:
    """Nodes moved along the forces, by less and less."""
    free = ~held[:, None]
    for k in range(rounds):
        stop_if(cancelled)
        force = _repulsion(at) if graph.n <= _EXACT_MOST else _repulsion_by_cells(at)
        force += _attraction(graph, at) + _clustering(graph, at)
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        cool = heat * (1 - k / rounds) ** 1.5 + 0.01
        at = at + force / length * np.minimum(length, cool) * free
    return at


def _balance(graph: _Graph, at: FloatArray) -> float:
    """By how much to enlarge a drawing so that, as a whole, it neither grows nor shrinks.

    Enlarged by x, the outward work of the push stays and that of the pulls grows with x cubed (edges) and
    x squared (gravity and clusters).
    """
    spread = at - at.mean(axis=0)
    push = _repulsion(at) if graph.n <= _EXACT_MOST else _repulsion_by_cells(at)
    out, edges, middle = (
        float(abs((force * spread).sum())) for force in (push, _attraction(graph, at), _clustering(graph, at))
    )
    low, high = 1e-3, 1e3
    for _ in range(50):
        x = (low * high) ** 0.5
        low, high = (x, high) if edges * x**3 + middle * x**2 < out else (low, x)
    return low


def _as_wide_as(model: FloatArray, at: FloatArray) -> FloatArray:
    """A drawing with the centre and the mean radius of a model."""
    spread = at - at.mean(axis=0)
    growth = model.std(axis=0).sum() / max(1e-9, spread.std(axis=0).sum())
    wide: FloatArray = spread * growth + model.mean(axis=0)
    return wide


def _attraction(graph: _Graph, at: FloatArray) -> FloatArray:
    """The pull of the edges, growing with the square of their length."""
    i, j = graph.links[:, 0], graph.links[:, 1]
    step = at[j] - at[i]
    pull = step * (np.sqrt((step**2).sum(axis=1)) / _ROOM * graph.pull)[:, None]
    return _summed(i, pull, graph.n) - _summed(j, pull, graph.n)


def _clustering(graph: _Graph, at: FloatArray) -> FloatArray:
    """The pull to the middle, stronger in height, and to the centre of the own cluster."""
    squeeze = np.array((1 / ASPECT**0.5, ASPECT**0.5))
    force: FloatArray = -(at - at.mean(axis=0)) * _GRAVITY * squeeze
    if len(graph.members) > 1:
        centres = _summed(graph.cluster, at, len(graph.members)) / graph.members[:, None]
        force += (centres[graph.cluster] - at) * _CLUSTER_PULL
    return force


def _summed(index: IntArray, values: FloatArray, n: int) -> FloatArray:
    """The values added up by index."""
    return np.column_stack([np.bincount(index, values[:, axis], n) for axis in (0, 1)])


def _repulsion(at: FloatArray) -> FloatArray:
    """The push of every node on every other, falling with distance."""
    return _pushed(at, at, np.ones(len(at)), np.arange(len(at)))


def _repulsion_by_cells(at: FloatArray) -> FloatArray:
    """The same with far nodes taken together by cells; nodes of one cell push each other exactly."""
    low, high = at.min(axis=0), at.max(axis=0)
    side = float(np.sqrt(np.prod(high - low + 1e-6) * 6 / len(at)))
    column = ((at - low) // side).astype(np.int64)
    cell = np.unique(column[:, 0] * (1 << 20) + column[:, 1], return_inverse=True)[1].reshape(len(at))
    count = np.bincount(cell).astype(np.float64)
    middle = _summed(cell, at, len(count)) / count[:, None]
    return _pushed(at, middle, count, cell) + _repulsion_within(at, cell, int(count.max()))


def _pushed(at: FloatArray, others: FloatArray, mass: FloatArray, own: IntArray) -> FloatArray:
    """The push of masses on nodes, without that of each node's own mass.

    In blocks that fit the cache, and without matrix products: their threads would wait for each other
    where the processor is busy.
    """
    force = np.empty_like(at)
    for first in range(0, len(at), _BLOCK):
        block = slice(first, first + _BLOCK)
        dx = at[block, 0, None] - others[:, 0]
        dy = at[block, 1, None] - others[:, 1]
        push = _ROOM**2 * mass / np.maximum(dx * dx + dy * dy, 0.01)
        push[np.arange(len(push)), own[block]] = 0.0
        force[block, 0] = (push * dx).sum(axis=1)
        force[block, 1] = (push * dy).sum(axis=1)
    return force


def _repulsion_within(at: FloatArray, cell: IntArray, most: int) -> FloatArray:
    """The push of nodes in the same cell; in order of cells they are at most ``most - 1`` places apart."""
    order = np.argsort(cell, kind="stable")
    force = np.zeros_like(at)
    for shift in range(1, most):
        same = cell[order[shift:]] == cell[order[:-shift]]
        i, j = order[:-shift][same], order[shift:][same]
        step = at[i] - at[j]
        push = step * (_ROOM**2 / np.maximum((step**2).sum(axis=1), 0.01))[:, None]
        force[i] += push
        force[j] -= push
    return force


def _shaped(at: FloatArray, boxes: FloatArray) -> FloatArray:
    """Stretched a little towards 16:10, and drawn together until boxes fill their share of the area."""
    extent = np.ptp(at, axis=0) + boxes.mean(axis=0)
    stretch = float(np.clip(np.sqrt(ASPECT * extent[1] / extent[0]), 0.75, 1.35))
    closer = min(1.0, float(np.sqrt(boxes.prod(axis=1).sum() / _FILL / extent.prod())))
    shaped: FloatArray = (at - at.mean(axis=0)) * np.array((stretch, 1 / stretch)) * closer
    return shaped


def _untangled(
    at: FloatArray, boxes: FloatArray, held: npt.NDArray[np.bool_], cancelled: Cancelled | None
) -> FloatArray:
    """Boxes pushed apart, each pair along the axis where it overlaps least, until none overlap.

    Now and then all is spread a little, so that an end is sure unless fixed boxes overlap.
    """
    weight = np.where(held, 0.0, 1.0)
    for k in range(_UNTANGLE_ROUNDS):
        stop_if(cancelled)
        i, j, over = _overlapping(at, boxes)
        loose = weight[i] + weight[j] > 0
        i, j, over = i[loose], j[loose], over[loose]
        if not len(i):
            break
        axis = over.argmin(axis=1)
        pairs = np.arange(len(i))
        step = np.zeros_like(over)
        sign = np.where(at[j, axis] >= at[i, axis], 1.0, -1.0)
        step[pairs, axis] = (over[pairs, axis] * 1.02 + 0.01) * sign
        share = (weight[i] / (weight[i] + weight[j]))[:, None]
        at = at - _summed(i, step * share, len(at)) + _summed(j, step * (1 - share), len(at))
        if k % _SPREAD_EVERY == _SPREAD_EVERY - 1 and not held.any():
            at *= 1.03
    return at


def _overlapping(at: FloatArray, boxes: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
    """Pairs of overlapping boxes and by how much in each axis; found along the axis that parts more."""
    axis = int((boxes.mean(axis=0) / (np.ptp(at, axis=0) + 1e-9)).argmin())
    middle, half = at[:, axis], boxes[:, axis] / 2
    order = np.argsort(middle - half, kind="stable")
    until = np.searchsorted((middle - half)[order], (middle + half)[order])
    count = np.maximum(until - np.arange(len(at)) - 1, 0)
    first = np.repeat(np.arange(len(at)), count)
    second = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count) + first + 1
    i, j = order[first], order[second]
    near = np.abs(at[i, 1 - axis] - at[j, 1 - axis]) < (boxes[i, 1 - axis] + boxes[j, 1 - axis]) / 2
    i, j = i[near], j[near]
    over = (boxes[i] + boxes[j]) / 2 - np.abs(at[i] - at[j])
    hit = (over > 1e-9).all(axis=1)
    return i[hit], j[hit], over[hit]
