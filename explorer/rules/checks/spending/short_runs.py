"""I7015: runs that are shorter than what is billed for them."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.flow.model import DAYS_PER_MONTH
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number, span

_LEAST_MIN = {"glue-job": 1.0, "glue-crawler": 10.0}
"""Minutes that are billed for the shortest run."""


@rule(
    id="I7015",
    title="Runs are shorter than the least time that is billed",
    why="A run is billed for its least time however short it is; fewer and longer runs do the same work for less.",
    source="AWS Glue pricing https://aws.amazon.com/glue/pricing/",
    pillars=("cost optimization",),
    fails="""
        c: glue-crawler runs_per_day=48 minutes_per_run=2
    """,
    passes="""
        c: glue-crawler runs_per_day=2 minutes_per_run=12
    """,
)
def short_runs(view: View) -> Iterator[Finding]:
    """Every Glue job and crawler whose runs leave much of their least time unused."""
    for service_id, least_min in _LEAST_MIN.items():
        for node in view.nodes(service_id):
            minutes, hours = view.number(node, "minutes_per_run"), view.quantity(node, "dpu_hours")
            if minutes is None or not 0 < minutes < least_min or hours is None:
                continue
            usd = usd_of(view, node, "dpu_hours", hours * (1 - minutes / least_min))
            if usd is not None and usd >= WORTH_USD:
                yield _finding(view, node, minutes, least_min, usd)


def _finding(view: View, node: Node, minutes: float, least_min: float, usd: float) -> Finding:
    runs = view.number(node, "runs_per_day") or 0.0
    fewer = max(1.0, runs * minutes / least_min)
    message = (
        f"{number(runs * DAYS_PER_MONTH)} runs a month of {view.label(node)} take {span(minutes * 60)} and are "
        f"billed for {span(least_min * 60)}: about {dollars(usd)} USD for nothing."
    )
    values = {"runs_per_day": round(fewer, 2), "minutes_per_run": least_min}
    return Finding(message, (node.id,), fix=set_all(node, values, "Run it less often, for longer"))
