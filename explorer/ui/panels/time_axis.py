"""Where a time is along an axis, and the round times to mark on it."""

import math
from typing import NamedTuple

from explorer.rules.words import span

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
_ROUND_S = (
    *(step * 10.0**power for power in range(-6, 1) for step in (1.0, 2.0, 5.0)),
    *(10.0, 20.0, 30.0),
    *(step * _MINUTE for step in (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)),
    *(step * _HOUR for step in (1.0, 2.0, 3.0, 6.0, 12.0)),
    *(step * _DAY for step in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)),
)
_POWERS_S = (
    *(10.0**power for power in range(-6, 2)),
    *(_MINUTE, 10 * _MINUTE, _HOUR, 10 * _HOUR),
    *(_DAY * 10.0**power for power in range(5)),
)
_MOST_TICKS = 5


class TimeAxis(NamedTuple):
    """From 0 to the longest time; or, in powers of ten, from just below the shortest time to the longest."""

    longest_s: float
    shortest_s: float = 0.0
    in_powers: bool = False

    def place(self, seconds: float) -> float:
        """How far along the axis a time is: 0 is its beginning, 1 its end."""
        if self.longest_s <= 0:
            return 0.0
        if not self.in_powers:
            return min(max(seconds / self.longest_s, 0.0), 1.0)
        start, end = math.log10(self._start_s()), math.log10(self.longest_s)
        if seconds <= self._start_s() or end <= start:
            return 0.0
        return min((math.log10(seconds) - start) / (end - start), 1.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Places and words of the round times along the axis."""
        if self.longest_s <= 0:
            return []
        return [
            (self.place(seconds), span(seconds))
            for seconds in (self._powers() if self.in_powers else self._steps())
        ]

    def _start_s(self) -> float:
        return min(self.shortest_s or self.longest_s, self.longest_s) / 2.0

    def _steps(self) -> list[float]:
        step = next((one for one in _ROUND_S if self.longest_s / one <= _MOST_TICKS), self.longest_s)
        return [step * count for count in range(int(self.longest_s / step * (1 + 1e-9)) + 1)]

    def _powers(self) -> list[float]:
        within = [one for one in _POWERS_S if self._start_s() <= one <= self.longest_s]
        return within[:: math.ceil(len(within) / (_MOST_TICKS + 2)) or 1]


def least_to_most(low_s: float | None, high_s: float | None) -> str:
    """``8 s to 2 min``; one time where both read the same; ``not known`` where one is not."""
    if low_s is None or high_s is None:
        return "not known"
    low, high = span(low_s), span(high_s)
    return low if low == high else f"{low} to {high}"
