"""Catalog, flow, cost, rules, undo and memory, at the sizes of the budgets."""

import itertools
import tracemalloc

from designs import pipeline
from timing import floor_ms, median_ms, report

from explorer.catalog import load_catalog
from explorer.cost import estimate
from explorer.design import History, edits
from explorer.flow import Flow, FlowResult, flow_of
from explorer.formats import Look
from explorer.formats.archex import read, write
from explorer.rules import check


def main() -> None:
    """Print the figures."""
    floor = floor_ms()
    catalog = load_catalog()
    report("catalog, warm (compiled)", median_ms(load_catalog), floor=floor, budget_ms=60)
    cold = median_ms(lambda: load_catalog(cache=False), runs=3)
    report("catalog, cold (from YAML)", cold, floor=floor, budget_ms=1500)

    design = pipeline(catalog, 1000, 2000)
    report("flow of 1,000 nodes and 2,000 arrows", median_ms(lambda: flow_of(design, catalog)), floor=floor)
    flow = flow_of(design, catalog)
    _edit(floor)
    both = median_ms(lambda: estimate(design, catalog, flow_of(design, catalog)))
    report("flow and cost of the same", both, floor=floor, budget_ms=50)
    report("check of the same", median_ms(lambda: check(design, catalog, flow)), floor=floor, budget_ms=50)
    text = write(design, catalog, Look())
    report("write it as a file", median_ms(lambda: write(design, catalog, Look())), floor=floor)
    report("read that file", median_ms(lambda: read(text, "x", catalog)), floor=floor)
    _undo(floor)


def _edit(floor: float) -> None:
    """One setting of a node in the middle, changed to and fro."""
    catalog = load_catalog()
    design = pipeline(catalog, 1000, 2000)
    kept = Flow(design, catalog)
    values = itertools.cycle([256, 512])
    asked: list[FlowResult] = []

    def edit() -> None:
        change = edits.set_setting(design.nodes["n500"], "memory_mb", next(values))
        design.apply(change)
        kept.update(change)
        asked.append(kept.result)

    report("flow after one edit", median_ms(edit, runs=21), floor=floor, budget_ms=5)


def _undo(floor: float) -> None:
    design = pipeline(load_catalog(), 1000, 2000)
    history = History(design)

    def there_and_back() -> None:
        history.do("Move all", edits.move(design, [f"nodes/{key}" for key in design.nodes], dx=8, dy=8))
        history.undo()

    report("move all 1,000 nodes and undo", median_ms(there_and_back), floor=floor, budget_ms=32)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for step in range(1000):
        history.do("Move one", edits.move(design, [f"nodes/n{step}"], dx=8, dy=8))
    used_mb = (tracemalloc.get_traced_memory()[0] - before) / 1e6
    tracemalloc.stop()
    print(
        f"{'1,000 steps of history':58} {used_mb:9.2f} MB  budget 20 MB: {'kept' if used_mb <= 20 else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
