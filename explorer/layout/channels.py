"""Orthogonal routes through the channels between ranks.

In a channel, edges that share their source (or, where each source has but one edge there, their target)
share one vertical trunk. Trunks are ordered so that few cross and none hides another, then put on tracks;
trunks whose extents are apart share a track. A channel is as wide as its tracks need.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from explorer.layout.arrays import FloatArray, IntArray
from explorer.layout.chains import Chain, Levels
from explorer.layout.ordering import sifted

_TRACK_GAP = (12.0, 24.0)
"""The distance of two tracks: at least, and where there is room."""
_MARGIN = 20.0
"""The least distance of a trunk from a box: an arrow head and a bit."""
PARALLEL_GAP = 12.0
"""The distance of edges that run parallel from node to node."""
_SAME = 0.5
_HIDDEN_COST = 40.0
"""Two edges drawn upon each other are as bad as so many crossings."""


@dataclass
class Trunk:
    """A vertical line in a channel with the heights of what joins it from the left and the right."""

    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    track: int = 0
    x: float = 0.0

    @property
    def low(self) -> float:
        """Its upper end."""
        return min(self.left + self.right)

    @property
    def high(self) -> float:
        """Its lower end."""
        return max(self.left + self.right)


def tracks(trunks: Sequence[Trunk]) -> int:
    """Give each trunk its track, counted from the left; the number of tracks."""
    if not trunks:
        return 0
    cost = _costs(trunks)
    order, _ = sifted(np.arange(len(trunks)), cost)
    low = np.array([t.low for t in trunks]) - _TRACK_GAP[0]
    high = np.array([t.high for t in trunks]) + _TRACK_GAP[0]
    bound = (cost != cost.T) | ((low[:, None] < high) & (low < high[:, None]))
    track = np.zeros(len(trunks), dtype=np.int64)
    for k, b in enumerate(order.tolist()):
        before = order[:k]
        track[b] = max(track[before[bound[before, b]]] + 1, default=0)
        trunks[b].track = int(track[b])
    return int(track.max()) + 1


def _costs(trunks: Sequence[Trunk]) -> FloatArray:
    """Crossings and hidden lines were the first of two trunks left of the second."""
    n = len(trunks)
    low, high = np.array([t.low for t in trunks]), np.array([t.high for t in trunks])
    cost = np.zeros((n, n))
    rights, right_owner = _joints([t.right for t in trunks])
    lefts, left_owner = _joints([t.left for t in trunks])
    # The right arms of the first pass the trunk of the second, the left arms of the second that of the first.
    passing = (rights[:, None] > low + _SAME) & (rights[:, None] < high - _SAME)
    np.add.at(cost, right_owner, passing.astype(np.float64))
    passing = (lefts[:, None] > low + _SAME) & (lefts[:, None] < high - _SAME)
    np.add.at(cost.T, left_owner, passing.astype(np.float64))
    hidden = np.abs(rights[:, None] - lefts) < _SAME
    i, j = np.nonzero(hidden)
    np.add.at(cost, (right_owner[i], left_owner[j]), _HIDDEN_COST)
    np.fill_diagonal(cost, 0.0)
    return cost


def _joints(
    heights: Sequence[Sequence[float]],
) -> tuple[FloatArray, IntArray]:
    """All heights in one array, and whose each is."""
    owner = np.repeat(np.arange(len(heights)), [len(h) for h in heights])
    return np.array([y for h in heights for y in h], dtype=np.float64), owner


Port = tuple[int, int]
"""A vertex, and which of its parallel edges."""


@dataclass
class _Leg:
    """An edge's way through one channel, from height to height; no trunk when it runs straight."""

    channel: int
    heights: tuple[float, float]
    trunk: Trunk | None = None


@dataclass
class _Way:
    """All legs of one edge by rising rank; a backward edge is drawn from the last to the first."""

    chain: Chain
    offset: float
    legs: list[_Leg]


class Channels:
    """One component drawn from left to right, once the heights of its vertices are known."""

    def __init__(self, levels: Levels, heights: Sequence[float], boxes: FloatArray, rank_gap: float) -> None:
        self._levels, self._heights, self._boxes = levels, heights, boxes
        self._trunks: list[list[Trunk]] = [[] for _ in range(len(levels.rows) + 1)]
        self._ways = self._all_ways()
        self._centres = self._columns(rank_gap)

    def anchored(self) -> FloatArray:
        """Where edges meet the nodes, taken to the middle of the box along the edges; array (n, 2)."""
        rank = self._levels.rank
        centres = [(self._centres[rank[v]], self._heights[v]) for v in range(self._levels.n)]
        return np.array(centres, dtype=np.float64).reshape(-1, 2)

    def routes(self) -> dict[int, FloatArray]:
        """The polyline of each edge, from the border of its source to that of its target."""
        return {member: self._route(way) for member, way in self._ways.items()}

    def _all_ways(self) -> dict[int, _Way]:
        ways: dict[int, _Way] = {}
        forward: list[tuple[_Leg, Port, Port]] = []
        for chain in self._levels.chains:
            for k, member in enumerate(chain.members):
                offset = self._offset(chain, k)
                way = ways[member] = _Way(chain, offset, [])
                for u, v in pairwise(chain.vertices):
                    leg = _Leg(self._levels.rank[v], (self._heights[u] + offset, self._heights[v] + offset))
                    way.legs.append(leg)
                    if abs(leg.heights[0] - leg.heights[1]) > _SAME:
                        forward.append((leg, (u, k), (v, k)))
                if chain.backward:
                    way.legs = [self._turn(chain, offset, 0), *way.legs, self._turn(chain, offset, -1)]
        self._bundle(forward)
        return ways

    def _offset(self, chain: Chain, k: int) -> float:
        """How far below the centre of its nodes one of several parallel edges runs."""
        count = len(chain.members)
        room = min(self._boxes[v, 1] for v in (chain.low, chain.high))
        return (k - (count - 1) / 2) * min(PARALLEL_GAP, float(room) / (count + 1))

    def _turn(self, chain: Chain, offset: float, end: int) -> _Leg:
        """The leg by which a backward edge turns at its target (0) or its source (-1)."""
        bend, node = chain.vertices[end], chain.low if end == 0 else chain.high
        heights = (self._heights[node] + offset, self._heights[bend] + offset)
        if end == 0:
            trunk, channel = Trunk(right=list(heights)), self._levels.rank[node]
        else:
            trunk, channel = Trunk(left=list(heights)), self._levels.rank[node] + 1
            heights = heights[::-1]
        self._trunks[channel].append(trunk)
        return _Leg(channel, heights, trunk)

    def _bundle(self, legs: Sequence[tuple[_Leg, Port, Port]]) -> None:
        """Share trunks among legs of one source, or among single legs to one target."""
        fan = Counter(source for _, source, _ in legs)
        shared: dict[tuple[bool, Port], Trunk] = {}
        for leg, source, target in legs:
            key = (True, source) if fan[source] > 1 else (False, target)
            if key not in shared:
                shared[key] = Trunk()
                self._trunks[leg.channel].append(shared[key])
            leg.trunk = shared[key]
            leg.trunk.left.append(leg.heights[0])
            leg.trunk.right.append(leg.heights[1])

    def _columns(self, rank_gap: float) -> list[float]:
        """The centre of each rank; places the trunks of each channel on the way."""
        widths = np.zeros(len(self._levels.rows))
        np.maximum.at(widths, self._levels.rank[: self._levels.n], self._boxes[:, 0])
        centres, x = [], 0.0
        for channel, trunks in enumerate(self._trunks):
            count = tracks(trunks)
            inside = 0 < channel < len(widths)
            needed = 2 * _MARGIN + (count - 1) * _TRACK_GAP[0] if count else 0.0
            width = max(rank_gap if inside else 0.0, needed)
            gap = min(_TRACK_GAP[1], (width - 2 * _MARGIN) / max(1, count - 1))
            for trunk in trunks:
                trunk.x = round(x + width / 2 + gap * (trunk.track - (count - 1) / 2), 3)
            x += width
            if channel < len(widths):
                centres.append(x + float(widths[channel]) / 2)
                x += float(widths[channel])
        return centres

    def _route(self, way: _Way) -> FloatArray:
        chain = way.chain
        out = -0.5 if chain.backward else 0.5
        points = [self._border(chain.low, way.offset, out)]
        for leg in way.legs:
            if leg.trunk is not None:
                points += [(leg.trunk.x, leg.heights[0]), (leg.trunk.x, leg.heights[1])]
        points.append(self._border(chain.high, way.offset, -out))
        return np.array(points[::-1] if chain.backward else points)

    def _border(self, node: int, offset: float, side: float) -> tuple[float, float]:
        centre = self._centres[self._levels.rank[node]]
        return centre + side * float(self._boxes[node, 0]), self._heights[node] + offset
