"""Each rule's share of a check, on pipelines and on arrows between any two services."""

import itertools
import random
from collections.abc import Callable

from designs import pipeline
from timing import floor_ms, median_ms, report

from explorer.catalog import Catalog, load_catalog
from explorer.design import Connection, Design, Node, edits
from explorer.flow import Flow, FlowResult, flow_of
from explorer.rules.engine import Checks, check, rules
from explorer.rules.model import Rule, View

SHOWN = 12


def main() -> None:
    """Print the figures."""
    floor = floor_ms()
    catalog = load_catalog()
    _shares("pipelines", pipeline(catalog, 1000, 2000), catalog, floor)
    _edit(catalog, floor)
    _shares("any services", anything(catalog, 1000, 2000), catalog, floor)


def anything(catalog: Catalog, nodes: int, connections: int) -> Design:
    """Nodes of all services that can be drawn, and arrows between any two: nearly all of them are findings."""
    chance = random.Random(1)  # noqa: S311 - the same each time, on purpose
    made = [
        Node(id=f"n{i}", service=chance.choice(catalog.draggable).id, x=i // 25 * 240.0, y=i % 25 * 112.0)
        for i in range(nodes)
    ]
    ends = [chance.sample(made, 2) for _ in range(connections)]
    links = [
        Connection(id=f"c{i}", source=source.id, target=target.id, mechanism="job-input")
        for i, (source, target) in enumerate(ends)
    ]
    return Design([*made, *links])


def _shares(what: str, design: Design, catalog: Catalog, floor: float) -> None:
    flow = flow_of(design, catalog)
    findings = len(check(design, catalog, flow))
    whole = median_ms(lambda: check(design, catalog, flow))
    report(f"check of {what}, {findings} findings", whole, floor=floor, budget_ms=50)
    indexes = median_ms(lambda: _indexed(View(design, catalog, flow)))
    report("  the indexes that all rules share", indexes, floor=floor)
    view = _indexed(View(design, catalog, flow))
    alone = {one: median_ms(_run(one, view)) for one in rules().values()}
    total = sum(alone.values())
    for one, ms in sorted(alone.items(), key=lambda item: -item[1])[:SHOWN]:
        report(f"  {one.id} {ms / total:4.0%}  {one.title[:44]}", ms, floor=floor)


def _edit(catalog: Catalog, floor: float) -> None:
    """Findings after one setting was changed, and what of it are the rules that look at everything."""
    design = pipeline(catalog, 1000, 2000)
    flow, checks = Flow(design, catalog), Checks(design, catalog)
    checks.findings(flow.result)
    nodes, sizes = itertools.cycle(design.nodes), itertools.cycle([128, 256, 512])

    def edit() -> FlowResult:
        change = edits.set_setting(design.nodes[next(nodes)], "memory_mb", next(sizes))
        design.apply(change)
        flow.update(change)
        checks.update(change)
        return flow.result

    taken = median_ms(lambda: checks.findings(edit()), runs=41) - median_ms(edit, runs=41)
    report("findings after one edit", taken, floor=floor, budget_ms=5)
    wide = [one for one in rules().values() if one.is_wide]
    view = _indexed(View(design, catalog, flow.result))
    report(
        f"  the {len(wide)} wide rules", median_ms(lambda: [_run(one, view)() for one in wide]), floor=floor
    )


def _indexed(view: View) -> View:
    view.nodes("s3")
    view.leaving("n0")
    view.entering("n0")
    next(view.links("s3", "lambda"), None)
    return view


def _run(one: Rule, view: View) -> Callable[[], int]:
    return lambda: len(list(one.find(view)))


if __name__ == "__main__":
    main()
