"""The order of nodes within ranks, so that few edges cross.

Barycentre sweeps from several starts give orders; each is then sifted: with the ranks beside it fixed,
a table says for each two nodes of a rank what it costs to have one before the other, and single nodes
move while that gains. The best order is disturbed and sifted again while the work lasts. Work is
counted in table cells, not in seconds, so that the result does not depend on the machine.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.layout.arrays import FloatArray, IntArray
from explorer.layout.cancel import Cancelled, stop_if

_STARTS = 5
_SWEEPS = 40
_SWEEP_PATIENCE = 8
_PATIENCE = 120
"""Kicks without gain until the search ends."""
_RETURN = 50
"""Kicks without gain until the walk goes back to the best order."""
_CLIMB = 0.02
_WORK_CELLS = 60_000_000
_CELLS_PER_CALL = 12_000
"""What a table costs before its first cell, in cells."""
_WIDEST_SIFTED = 1500


@dataclass
class Ranks:
    """Ranks of vertices and the links between neighbouring ranks.

    ``links[r]`` is an array (k, 2): the number within rank r and within rank r + 1. Numbers are
    fixed; an order is a list with a permutation of them for each rank.
    """

    widths: Sequence[int]
    links: Sequence[IntArray]


Order = list[IntArray]


def ordered(ranks: Ranks, *, seed: int = 1, cancelled: Cancelled | None = None) -> Order:
    """An order of each rank with few crossings."""
    return _Search(ranks, seed, cancelled).run()


def crossings_between(links: IntArray, upper: IntArray, lower: IntArray) -> int:
    """Crossings of links between two ranks in the given orders."""
    pairs = np.column_stack((_places(upper)[links[:, 0]], _places(lower)[links[:, 1]]))
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    seen: list[int] = []
    total = 0
    for place in pairs[:, 1].tolist():
        total += len(seen) - bisect_right(seen, place)
        insort(seen, place)
    return total


def sifted(order: IntArray, cost: FloatArray) -> tuple[IntArray, float]:
    """The order after moving single items while that gains, and the gain.

    ``cost[u, v]`` is the price of u anywhere before v.
    """
    excess = cost - cost.T
    total = 0.0
    while True:
        gains = _gains(excess[np.ix_(order, order)])
        movable = np.flatnonzero(gains > 0)
        if not len(movable):
            return order, total
        row = order.tolist()
        for item in order[movable[np.argsort(-gains[movable], kind="stable")]].tolist():
            here = row.index(item)
            prefix = np.concatenate(([0.0], excess[item, row].cumsum()))
            there = int(prefix.argmax())
            gain = float(prefix[there] - prefix[here])
            if gain > 0:
                total += gain
                del row[here]
                row.insert(there - (there > here), item)
        order = np.array(row, dtype=np.int64)


def _gains(excess: FloatArray) -> FloatArray:
    """What each item gains by its best single move, for an excess table in row order."""
    prefix = np.zeros((len(excess), len(excess) + 1))
    excess.cumsum(axis=1, out=prefix[:, 1:])
    gains: FloatArray = prefix.max(axis=1) - prefix.diagonal()
    return gains


def _places(order: IntArray) -> IntArray:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


class _Search:
    """One search for an order; holds the links both ways and the work left."""

    def __init__(self, ranks: Ranks, seed: int, cancelled: Cancelled | None) -> None:
        self._ranks = ranks
        self._count = len(ranks.widths)
        self._random = np.random.Generator(np.random.PCG64(seed))
        self._cancelled = cancelled
        self._work = _WORK_CELLS
        none = np.zeros((0, 2), dtype=np.int64)
        # For each rank: (other rank, links as (own number, other number)), first from before, then after.
        self._before = [none, *(links[:, ::-1] for links in ranks.links)]
        self._after = [*ranks.links, none]

    def run(self) -> Order:
        best, best_count = self._start(0), -1
        for k in range(_STARTS):
            order, count = self._swept(self._start(k))
            if count:
                order, count = self._settled(order, count, set(range(self._count)))
            if best_count < 0 or count < best_count:
                best, best_count = order, count
            if not best_count or self._work < _WORK_CELLS // 2:
                break
        return self._disturbed(best, best_count)

    def _disturbed(self, best: Order, best_count: int) -> Order:
        """The best order met on a walk through kicked orders that may climb a little, less and less."""
        order, count = best, best_count
        idle, full = 0, self._work
        while self._work > 0 and best_count and idle < _PATIENCE:
            fresh, fresh_count = self._kicked(order, count, idle)
            if fresh_count <= count * (1 + _CLIMB * self._work / full):
                order, count = fresh, fresh_count
            idle += 1
            if count < best_count:
                best, best_count, idle = list(order), count, 0
            elif idle % _RETURN == 0:
                order, count = best, best_count
        return best

    def _kicked(self, order: Order, count: int, kind: int) -> tuple[Order, int]:
        """A copy kicked and sifted around the kick."""
        fresh = list(order)
        kicked = self._kick(fresh, kind)
        around = range(max(0, kicked.start - 1), min(self._count - 1, kicked.stop))
        change = self._crossings(fresh, around) - self._crossings(order, around)
        pending = set(range(max(0, kicked.start - 1), min(self._count, kicked.stop + 1)))
        return self._settled(fresh, count + change, pending)

    def _kick(self, order: Order, kind: int) -> range:
        """Shake a rank, or sweep one way over a few with equals reversed; tells which ranks."""
        first = int(self._random.integers(self._count))
        if kind % 3 == 2:
            width = len(order[first])
            shaken = np.arange(width) + self._random.normal(0, 0.15 * width + 1, width)
            order[first] = order[first][np.argsort(shaken, kind="stable")]
            return range(first, first + 1)
        ranks = range(first, min(self._count, first + int(self._random.integers(2, 7))))
        forward = kind % 3 == 0
        for r in ranks if forward else reversed(ranks):
            self._align(order, r, forward=forward, reverse=True)
        return ranks

    def _start(self, k: int) -> Order:
        """The given order, a walk from either end, then random orders."""
        widths = self._ranks.widths
        if k == 0:
            return [np.arange(w) for w in widths]
        if k <= 2:
            return self._walked(forward=k == 1)
        return [self._random.permutation(w) for w in widths]

    def _walked(self, *, forward: bool) -> Order:
        """Depth first from the nodes of one end: what hangs together stands together."""
        links = self._after if forward else self._before
        step = 1 if forward else -1
        beside: list[list[list[int]]] = [[[] for _ in range(w)] for w in self._ranks.widths]
        for r, pairs in enumerate(links):
            for own, other in pairs.tolist():
                beside[r][own].append(other)
        rows: list[dict[int, None]] = [{} for _ in self._ranks.widths]
        ranks = range(self._count) if forward else range(self._count - 1, -1, -1)
        for r0 in ranks:
            for v0 in range(self._ranks.widths[r0]):
                stack = [(r0, v0)]
                while stack:
                    r, v = stack.pop()
                    if v not in rows[r]:
                        rows[r][v] = None
                        stack += [(r + step, w) for w in reversed(beside[r][v])]
        return [np.array(list(row), dtype=np.int64) for row in rows]

    def _swept(self, order: Order) -> tuple[Order, int]:
        """The best of some sweeps to and fro."""
        best, best_count = list(order), self._crossings(order)
        since = 0
        for k in range(_SWEEPS):
            forward = k % 2 == 0
            for r in range(1, self._count) if forward else range(self._count - 2, -1, -1):
                self._align(order, r, forward=forward, reverse=k % 4 > 1)
            count = self._crossings(order)
            since += 1
            if count < best_count:
                best, best_count, since = list(order), count, 0
            if since > _SWEEP_PATIENCE or not best_count:
                break
        return best, best_count

    def _align(self, order: Order, r: int, *, forward: bool, reverse: bool) -> None:
        """Sort one rank by the mean place of the neighbours on one side; others keep their place."""
        links = (self._before if forward else self._after)[r]
        if not len(links):
            return
        beside = _places(order[r - 1 if forward else r + 1])
        width = len(order[r])
        degree = np.bincount(links[:, 0], minlength=width)
        sums = np.bincount(links[:, 0], beside[links[:, 1]], width)
        mean = (sums / np.maximum(degree, 1))[order[r]]
        row = order[r]
        free = degree[row] == 0
        if reverse:
            row, mean, free = row[::-1], mean[::-1], free[::-1]
        moved = row[~free][np.argsort(mean[~free], kind="stable")]
        result = row.copy() if not reverse else row[::-1].copy()
        result[~free if not reverse else ~free[::-1]] = moved
        order[r] = result
        self._work -= _CELLS_PER_CALL // 4

    def _crossings(self, order: Order, gaps: range | None = None) -> int:
        """Crossings between each rank and the next, or only behind some ranks."""
        stop_if(self._cancelled)
        links = self._ranks.links
        gaps = range(len(links)) if gaps is None else gaps
        self._work -= sum(60 * len(links[r]) + 1000 for r in gaps)
        return sum(crossings_between(links[r], order[r], order[r + 1]) for r in gaps)

    def _settled(self, order: Order, count: int, pending: set[int]) -> tuple[Order, int]:
        """Sift the pending ranks, each with both neighbours fixed, and what they unsettle."""
        forward = True
        while pending and count and self._work > 0:
            stop_if(self._cancelled)
            for r in sorted(pending, reverse=not forward):
                pending.discard(r)
                if not 1 < len(order[r]) <= _WIDEST_SIFTED:
                    continue
                order[r], gain = sifted(order[r], self._cost(order, r))
                if gain:
                    count -= round(gain)
                    pending |= {s for s in (r - 1, r + 1) if 0 <= s < self._count}
            forward = not forward
        return order, count

    def _cost(self, order: Order, r: int) -> FloatArray:
        """Crossings of the links of each two nodes of rank r, were the first before the second."""
        width = len(order[r])
        cost = np.zeros((width, width))
        for links, other in ((self._before[r], r - 1), (self._after[r], r + 1)):
            if not len(links):
                continue
            table = np.zeros((width, len(order[other])))
            table[links[:, 0], _places(order[other])[links[:, 1]]] = 1.0
            beyond = table.sum(axis=1, keepdims=True) - table.cumsum(axis=1)
            cost += beyond @ table.T
            self._work -= table.size
        self._work -= _CELLS_PER_CALL + 2 * cost.size
        return cost
