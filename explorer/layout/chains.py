"""Edges of a ranked graph cut into links between neighbouring ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.layout.acyclic import Edge
from explorer.layout.arrays import IntArray
from explorer.layout.cancel import Cancelled
from explorer.layout.ordering import Ranks, crossings_between, ordered


@dataclass
class Chain:
    """The vertices an edge passes, by rising rank.

    Numbers below the node count are nodes, the others bends that only this chain has. A backward
    edge is drawn as a loop: its chain begins and ends in bends beside its two nodes.
    """

    low: int
    high: int
    vertices: list[int]
    members: list[int]
    """The edges drawn along this chain: more than one where edges run parallel."""
    backward: bool


@dataclass
class Levels:
    """Nodes and bends in ranks from left to right, each rank in order from top to bottom."""

    n: int
    rank: list[int]
    chains: list[Chain]
    rows: list[list[int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The number of vertices: nodes and bends."""
        return len(self.rank)

    def bend(self, rank: int) -> int:
        """A new bend on a rank, not yet in its row."""
        self.rank.append(rank)
        return len(self.rank) - 1


def chained(edges: Sequence[Edge], rank: IntArray, *, cancelled: Cancelled | None = None) -> Levels:
    """Levels of nodes and bends with few crossings; ``edges`` may point backwards, none at itself."""
    levels = Levels(len(rank), rank.tolist(), [])
    together: dict[Edge, list[int]] = {}
    for i, edge in enumerate(edges):
        together.setdefault(edge, []).append(i)
    for (s, t), members in together.items():
        backward = bool(rank[s] > rank[t])
        low, high = (t, s) if backward else (s, t)
        bends = [levels.bend(r) for r in range(levels.rank[low] + 1, levels.rank[high])]
        levels.chains.append(Chain(low, high, [low, *bends, high], members, backward))
    _order_rows(levels, cancelled)
    _turn_backward_chains(levels)
    return levels


def _order_rows(levels: Levels, cancelled: Cancelled | None) -> None:
    rows: list[list[int]] = [[] for _ in range(max(levels.rank) + 1)]
    number = []
    for v, r in enumerate(levels.rank):
        number.append(len(rows[r]))
        rows[r].append(v)
    links: list[dict[Edge, None]] = [{} for _ in rows[1:]]
    for chain in levels.chains:
        for u, v in zip(chain.vertices, chain.vertices[1:], strict=False):
            links[levels.rank[u]][number[u], number[v]] = None
    arrays = [np.array(list(pairs), dtype=np.int64).reshape(-1, 2) for pairs in links]
    order = ordered(Ranks([len(row) for row in rows], arrays), cancelled=cancelled)
    levels.rows = [[row[k] for k in ks.tolist()] for row, ks in zip(rows, order, strict=True)]


def _turn_backward_chains(levels: Levels) -> None:
    """Give each backward chain bends beside its nodes, on the side where the chain runs."""
    place = {v: k for row in levels.rows for k, v in enumerate(row)}
    for chain in levels.chains:
        if not chain.backward:
            continue
        low, high = chain.low, chain.high
        inner = chain.vertices[1:-1]
        above_low = not inner or place[inner[0]] <= _mean_place(levels, place, low, chain, after=True)
        above_high = not inner or place[inner[-1]] <= _mean_place(levels, place, high, chain, after=False)
        first = _insert_beside(levels, low, above=above_low)
        last = _insert_beside(levels, high, above=above_high)
        chain.vertices = [first, *inner, last]


def _mean_place(levels: Levels, place: dict[int, int], node: int, but: Chain, *, after: bool) -> float:
    """The mean place of a node's other neighbours on one side."""
    others = [
        place[chain.vertices[1 if after else -2]]
        for chain in levels.chains
        if chain is not but and not chain.backward and chain.vertices[0 if after else -1] == node
    ]
    return sum(others) / len(others) if others else float("inf")


def _insert_beside(levels: Levels, node: int, *, above: bool) -> int:
    bend = levels.bend(levels.rank[node])
    row = levels.rows[levels.rank[node]]
    row.insert(row.index(node) + (not above), bend)
    return bend


def link_crossings(levels: Levels) -> int:
    """Crossings of the links between neighbouring ranks, loops at the ends of chains not counted."""
    total = 0
    place = {v: k for row in levels.rows for k, v in enumerate(row)}
    links: list[list[Edge]] = [[] for _ in levels.rows]
    for chain in levels.chains:
        for u, v in zip(chain.vertices, chain.vertices[1:], strict=False):
            links[levels.rank[u]].append((place[u], place[v]))
    for pairs, row, below in zip(links, levels.rows, levels.rows[1:], strict=False):
        if pairs:
            total += crossings_between(np.array(pairs), np.arange(len(row)), np.arange(len(below)))
    return total
