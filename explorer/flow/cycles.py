"""Cycles of a design: which nodes lie on one, and whether going round comes to rest."""

from collections.abc import Callable, Iterable, Sequence
from math import inf, isnan

from explorer.design import Design
from explorer.flow.model import WIDTH
from explorer.flow.streams import ZERO, Streams

MAX_VISITS = 20_000
"""Nodes visited before it is given up: half a second."""
SHORTEST, LONGEST = 16, 256
SHRINKS = 0.99
"""What changes over as many rounds as before must be less than this part of what changed then."""


class Settling:
    """Watches whether the numbers of a cycle come to rest: from time to time less must change than before.

    Changes go round, one node after the other where nodes stand in the order against the arrows, so that only sums
    over as many rounds as there are nodes can be compared.
    """

    def __init__(self, nodes: int) -> None:
        self._rounds = min(max(nodes, SHORTEST), LONGEST)
        self._left = MAX_VISITS
        self.begin()

    def begin(self) -> None:
        """Compare nothing with what was before."""
        self._round = 0
        self._changed = list(ZERO)
        self._last: list[float] | None = None

    def notice(self, before: Sequence[Streams], after: Sequence[Streams]) -> None:
        """Take account of what passed along connections before and after a visit."""
        for old, new in zip(before, after, strict=True):
            for kind, stream in new.items():
                for index, (was, is_) in enumerate(zip(old.get(kind, ZERO), stream, strict=True)):
                    if is_ != was and not isnan(is_ - was):  # what is unknown does not grow
                        self._changed[index] += abs(is_ - was)

    def goes_on(self, visits: int) -> bool:
        """Whether so many nodes may be visited once more."""
        self._left -= visits
        return self._left >= 0

    def growing(self) -> set[int]:
        """After a round: the scenarios in which no less changes than before, or numbers have no end already."""
        endless = {index // WIDTH for index, changed in enumerate(self._changed) if changed == inf}
        if endless:
            return endless
        self._round += 1
        if self._round < self._rounds:
            return set()
        last, changed = self._last, self._changed
        self.begin()
        self._last = changed
        pairs = enumerate(zip(changed, last or (), strict=False))
        return {index // WIDTH for index, (new, old) in pairs if new > SHRINKS * old}


def on_cycles(design: Design, keys: Iterable[str]) -> set[str]:
    """The nodes of the cycles on which these lie; one that lies on none adds nothing."""
    found: set[str] = set()
    for key in keys:
        if key not in found:
            ahead = _reached(key, lambda one: (link.target for link in design.leaving(one)))
            behind = _reached(key, lambda one: (link.source for link in design.entering(one)))
            found |= ahead & behind
    return found


def _reached(key: str, following: Callable[[str], Iterable[str]]) -> set[str]:
    """The nodes that some steps lead to, the first itself only by coming back."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        for one in following(waiting.pop()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found
