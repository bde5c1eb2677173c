"""Which rank each node of a connected acyclic graph stands on, so that edges are short.

The network simplex method of Gansner, Koutsofios, North and Vo, "A technique for drawing directed
graphs" (1993): the sum of edge lengths is least. The same solver serves any minimum lengths.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from explorer.layout.acyclic import Edge
from explorer.layout.arrays import FloatArray, IntArray
from explorer.layout.cancel import Cancelled, stop_if

_PIVOT_WORK = 1_000_000
"""Pivots times nodes: about half a second. Beyond it the lengths are valid, not quite the shortest."""


def ranked(
    n: int, edges: Sequence[Edge], weights: Sequence[float], *, cancelled: Cancelled | None = None
) -> IntArray:
    """Ranks from 0, each edge to a higher one, with the least weighted sum of edge lengths.

    The graph must be connected and acyclic. Where the least sum leaves a choice, the less crowded
    rank is taken.
    """
    rank = shortest(n, edges, weights, [1] * len(edges), cancelled=cancelled)
    _spread(rank, np.array(edges, dtype=np.int64).reshape(-1, 2), np.array(weights))
    return rank


def shortest(
    n: int,
    edges: Sequence[Edge],
    weights: Sequence[float],
    least: Sequence[int],
    *,
    start: Sequence[int] | None = None,
    cancelled: Cancelled | None = None,
) -> IntArray:
    """Whole coordinates from 0 with the least weighted sum of edge lengths, each at least ``least``.

    The graph must be connected and acyclic, without parallel edges. The search starts from
    ``start``, which must keep the least lengths.
    """
    if not edges:
        return np.zeros(n, dtype=np.int64)
    at = np.array(longest_path(n, edges, least) if start is None else start, dtype=np.int64)
    tree = _tight_tree(at, edges, least)
    _pivot_to_shortest(at, _Arcs(np.array(edges), np.array(weights), np.array(least)), tree, cancelled)
    at -= at.min()
    return at


@dataclass(frozen=True)
class _Arcs:
    ends: IntArray
    weight: FloatArray
    least: IntArray


def longest_path(n: int, edges: Sequence[Edge], lengths: Sequence[int]) -> list[int]:
    """The length of the longest way to each node of an acyclic graph."""
    after: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for (s, t), length in zip(edges, lengths, strict=True):
        after[s].append((t, length))
    waiting = [0] * n
    for _, t in edges:
        waiting[t] += 1
    rank = [0] * n
    ready = [v for v in range(n) if waiting[v] == 0]
    for v in ready:
        for w, length in after[v]:
            rank[w] = max(rank[w], rank[v] + length)
            waiting[w] -= 1
            if waiting[w] == 0:
                ready.append(w)
    return rank


def _tight_tree(rank: IntArray, edges: Sequence[Edge], least: Sequence[int]) -> set[int]:
    """Edges of a spanning tree without slack; moves ``rank`` so that there is one.

    The tree grows by its edge of least slack and is shifted as a whole to close that slack. Slacks
    change alike for all edges that leave the tree, and the other way for those that enter it, so two
    heaps with one common offset hold them.
    """
    n = len(rank)
    incident: list[list[int]] = [[] for _ in range(n)]
    for i, (s, t) in enumerate(edges):
        incident[s].append(i)
        incident[t].append(i)
    stored = rank.tolist()  # inside the tree: rank less the shift
    inside = [False] * n
    leaving: list[tuple[int, int]] = []
    entering: list[tuple[int, int]] = []
    tree: set[int] = set()
    shift, v = 0, 0
    while True:
        stored[v] -= shift
        inside[v] = True
        for i in incident[v]:
            s, t = edges[i]
            if s == v and not inside[t]:
                heappush(leaving, (stored[t] - stored[s] - least[i], i))
            elif t == v and not inside[s]:
                heappush(entering, (stored[t] - stored[s] - least[i], i))
        for heap in (leaving, entering):
            while heap and inside[edges[heap[0][1]][0]] and inside[edges[heap[0][1]][1]]:
                heappop(heap)
        if not leaving and not entering:
            break
        slack_out = leaving[0][0] - shift if leaving else None
        slack_in = entering[0][0] + shift if entering else None
        if slack_in is None or (slack_out is not None and slack_out <= slack_in):
            key, i = heappop(leaving)
            shift, v = key, edges[i][1]
        else:
            key, i = heappop(entering)
            shift, v = -key, edges[i][0]
        tree.add(i)
    rank[:] = stored
    return tree


def _pivot_to_shortest(rank: IntArray, arcs: _Arcs, tree: set[int], cancelled: Cancelled | None) -> None:
    """Exchange tree edges while the sum of lengths falls; changes ``rank``.

    The cut value of a tree edge is what its subtree's nodes send out less what they take in, so
    all cut values are differences of one running sum over the tree in preorder.
    """
    n, weight = len(rank), arcs.weight
    tails, heads = arcs.ends[:, 0], arcs.ends[:, 1]
    net = np.bincount(tails, weight, n) - np.bincount(heads, weight, n)
    spanning = _Tree(n, arcs.ends, tree)
    for _ in range(_PIVOT_WORK // n + 20):
        stop_if(cancelled)
        below, start, size = spanning.order[1:], spanning.start, spanning.size
        running = np.concatenate(([0.0], np.cumsum(net[spanning.order])))
        sent = running[start[below] + size[below]] - running[start[below]]
        child_is_tail = tails[spanning.edge[below]] == below
        cut = np.where(child_is_tail, sent, -sent)
        worst = int(cut.argmin())
        if cut[worst] >= -1e-9:
            return
        child = int(below[worst])
        in_subtree = (start >= start[child]) & (start < start[child] + size[child])
        into_tail = in_subtree[heads] if child_is_tail[worst] else ~in_subtree[heads]
        candidates = np.flatnonzero(into_tail & (in_subtree[tails] != in_subtree[heads]))
        slack = rank[heads[candidates]] - rank[tails[candidates]] - arcs.least[candidates]
        entering = int(candidates[slack.argmin()])
        # The two sides close up until the entering edge has no slack.
        rank[in_subtree] += slack.min() * (-1 if child_is_tail[worst] else 1)
        spanning.exchange(child, entering)


class _Tree:
    """A spanning tree in preorder, so that each subtree is a stretch of ``order``.

    ``start`` is the place of each node in the order, ``size`` the number of nodes of its subtree and
    ``edge`` the edge to its parent.
    """

    def __init__(self, n: int, ends: IntArray, edges: set[int]) -> None:
        self._ends = ends
        self._neighbours: list[dict[int, int]] = [{} for _ in range(n)]
        for i in sorted(edges):
            self._link(i)
        self._parent = np.full(n, -1)
        self.edge = np.full(n, -1)
        self.size = np.ones(n, dtype=np.int64)
        self.start = np.empty(n, dtype=np.int64)
        self.order = self._walk(0, -1)
        self._number()

    def exchange(self, child: int, entering: int) -> None:
        """Cut the subtree of a node off its parent and hang it up again by the entering edge."""
        first, count = int(self.start[child]), int(self.size[child])
        self._resize(int(self._parent[child]), -count)
        s, t = self._ends[self.edge[child]].tolist()
        del self._neighbours[s][t], self._neighbours[t][s]
        s, t = self._ends[entering].tolist()
        inner, outer = (s, t) if first <= self.start[s] < first + count else (t, s)
        self._parent[inner], self.edge[inner] = outer, entering
        moved = self._walk(inner, outer)
        self._link(entering)
        rest = np.concatenate((self.order[:first], self.order[first + count :]))
        place = int(self.start[outer]) + 1
        place -= count if place > first else 0
        self.order = np.concatenate((rest[:place], moved, rest[place:]))
        self._number()
        self._resize(outer, count)

    def _link(self, i: int) -> None:
        s, t = self._ends[i].tolist()
        self._neighbours[s][t] = self._neighbours[t][s] = i

    def _resize(self, v: int, by: int) -> None:
        """Change the size of a node and all above it."""
        while v >= 0:
            self.size[v] += by
            v = int(self._parent[v])

    def _number(self) -> None:
        self.start[self.order] = np.arange(len(self.order))

    def _walk(self, root: int, above: int) -> IntArray:
        """The nodes from a root, without what is above it, in preorder; notes parents and sizes."""
        order: list[int] = []
        parents = {root: above}
        edges: dict[int, int] = {}
        stack = [root]
        while stack:
            v = stack.pop()
            order.append(v)
            parent = parents[v]
            for w, i in self._neighbours[v].items():
                if w != parent:
                    parents[w], edges[w] = v, i
                    stack.append(w)
        sizes = dict.fromkeys(order, 1)
        for v in reversed(order[1:]):
            sizes[parents[v]] += sizes[v]
        nodes = np.array(order)
        self._parent[nodes[1:]] = [parents[v] for v in order[1:]]
        self.edge[nodes[1:]] = [edges[v] for v in order[1:]]
        self.size[nodes] = [sizes[v] for v in order]
        return nodes


def _spread(rank: IntArray, ends: IntArray, weight: FloatArray) -> None:
    """Move nodes whose edges pull equally both ways to the emptiest rank they may stand on."""
    n = len(rank)
    pull = np.bincount(ends[:, 0], weight, n) - np.bincount(ends[:, 1], weight, n)
    crowd = np.bincount(rank)
    lowest, highest = np.zeros(n, dtype=np.int64), np.full(n, rank.max())
    for v in np.flatnonzero(pull == 0):
        ins, outs = ends[ends[:, 1] == v, 0], ends[ends[:, 0] == v, 1]
        if not len(ins) or not len(outs):
            continue
        lowest[v], highest[v] = rank[ins].max() + 1, rank[outs].min() - 1
        span = crowd[lowest[v] : highest[v] + 1]
        best = int(lowest[v] + span.argmin())
        if crowd[best] + 1 < crowd[rank[v]]:
            crowd[best] += 1
            crowd[rank[v]] -= 1
            rank[v] = best
