"""Timing that can be compared: the median of several runs, beside a floor of the same run."""

import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], *, runs: int = 7) -> float:
    """The median time of ``runs`` calls, milliseconds, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def floor_ms() -> float:
    """A fixed piece of plain Python: the unit in which this machine is fast or slow today."""
    return median_ms(lambda: sum(number * number for number in range(200_000)))


def report(what: str, took_ms: float, *, floor: float, budget_ms: float | None = None) -> None:
    """One line: the time, its ratio to the floor, and the budget where there is one."""
    budget = (
        ""
        if budget_ms is None
        else f"  budget {budget_ms:g} ms: {'kept' if took_ms <= budget_ms else 'MISSED'}"
    )
    print(f"{what:58} {took_ms:9.2f} ms  {took_ms / floor:7.2f} x floor{budget}")
