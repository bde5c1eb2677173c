"""E2117: an express workflow that takes too long."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import span


@rule(
    id="E2117",
    title="An express workflow runs longer than it may",
    why="Step Functions stops the execution at the limit; what was not done by then is not done.",
    source="AWS Step Functions Developer Guide: Quotas "
    "https://docs.aws.amazon.com/step-functions/latest/dg/limits-overview.html",
    pillars=("reliability",),
)
def express_time(view: View) -> Iterator[Finding]:
    """Every express workflow whose stated duration is over the limit."""
    limit = view.limit("step-functions", "express-execution-time")
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    for node in view.nodes("step-functions"):
        runs_s = view.number(node, "duration_s")
        is_express = view.setting(node, "workflow_type") == "express"
        if limit and most_s and is_express and runs_s is not None and runs_s > most_s:
            message = f"{view.label(node)} takes {span(runs_s)}; an express workflow may take {span(most_s)}."
            fix = set_to(view, node, "workflow_type", "standard")
            yield Finding(message, (node.id,), fix=fix, source=limit.source)
