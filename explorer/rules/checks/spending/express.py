"""I7019: short workflows that are paid by the step."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared
from explorer.rules.units import converted
from explorer.rules.words import number
from explorer.rules.workflows import is_awaited

_JOBS = frozenset({"job-input", "job-output"})


@rule(
    id="I7019",
    title="Many short workflows would cost less as Express workflows",
    why="A Standard workflow is paid by the step and keeps its history; an Express one by its time. Its steps may "
    "run twice, so they must bear that.",
    source="AWS Step Functions Developer Guide: Choosing workflow type in Step Functions "
    "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
    pillars=("cost optimization",),
    fails="""
        flow: step-functions duration_s=2
        fn: lambda
        flow << records items_per_month=1000000 item_kb=1
        flow -> fn service-integration
    """,
    passes="""
        flow: step-functions duration_s=2 workflow_type=express
        fn: lambda
        flow << records items_per_month=1000000 item_kb=1
        flow -> fn service-integration
    """,
)
def express(view: View) -> Iterator[Finding]:
    """Every Standard workflow that is short, waits for no job and would be a good deal cheaper as an Express one."""
    for node in view.nodes("step-functions"):
        if view.setting(node, "workflow_type") != "standard" or not _is_short(view, node):
            continue
        sums = compared(view, node, {"workflow_type": "express"})
        runs = view.quantity(node, "executions")
        if sums is not None and sums.is_worth and runs is not None:
            name = view.label(node)
            message = f"{number(runs)} runs a month of {name} would cost {sums.words} as an Express workflow."
            fix = set_to(view, node, "workflow_type", "express", words="Make it an Express workflow")
            yield Finding(message, (node.id,), fix=fix)


def _is_short(view: View, node: Node) -> bool:
    """Whether it ends within the time of an Express workflow, and none of its steps is one to wait for."""
    limit, runs_s = view.limit("step-functions", "express-execution-time"), view.number(node, "duration_s")
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    if most_s is None or runs_s is None or runs_s > most_s:
        return False
    steps = view.leaving(node.id)
    return not any(is_awaited(view, link) or _does_jobs(view, link.target) for link in steps)


def _does_jobs(view: View, node: Node) -> bool:
    """Whether it reads or writes in jobs, whose end the workflow has to look for."""
    links = [*view.entering(node.id), *view.leaving(node.id)]
    return any(link.connection.mechanism in _JOBS for link in links)
