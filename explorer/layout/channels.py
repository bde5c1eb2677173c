"""Orthogonal routes through the channels between ranks.

In a channel, edges that share their source (or, where each source has but one edge there, their target)
share one vertical trunk. Trunks are ordered so that few cross and none hides another, then put on tracks;
trunks whose extents are apart share a track. A channel is as wide as its tracks need.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.layout.arrays import FloatArray
from explorer.layout.ordering import sifted

TRACK_GAP = 12.0
"""The least distance of two vertical trunks, and of a trunk from a box."""
_SAME = 0.5
_HIDDEN_COST = 40.0
"""Two edges drawn upon each other are as bad as so many crossings."""


@dataclass
class Trunk:
    """A vertical line in a channel with the heights of what joins it from the left and the right."""

    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    track: int = 0

    @property
    def low(self) -> float:
        return min(self.left + self.right)

    @property
    def high(self) -> float:
        return max(self.left + self.right)


def tracks(trunks: Sequence[Trunk]) -> int:
    """Give each trunk its track, counted from the left; the number of tracks."""
    if not trunks:
        return 0
    cost = _costs(trunks)
    order, _ = sifted(np.arange(len(trunks)), cost)
    low = np.array([t.low for t in trunks]) - TRACK_GAP
    high = np.array([t.high for t in trunks]) + TRACK_GAP
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
) -> tuple[FloatArray, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """All heights in one array, and whose each is."""
    owner = np.repeat(np.arange(len(heights)), [len(h) for h in heights])
    return np.array([y for h in heights for y in h], dtype=np.float64), owner
