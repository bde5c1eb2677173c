"""E2003: more than a limit that stays as it is."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import told, uses, worst


@rule(
    id="E2003",
    title="Over a limit that AWS does not raise",
    why="What is above the limit is throttled, cut off or refused, today and after any request.",
    source="AWS documentation of the service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        f: step-functions workflow_type=express duration_s=600
    """,
    passes="""
        f: step-functions duration_s=600
    """,
)
def fixed(view: View) -> Iterator[Finding]:
    """Every node whose expected or peak load is over a fixed limit of rate, time or count."""
    over = (use for use in view.once(uses) if use.is_over and not use.is_of_size and not use.limit.adjustable)
    for use in worst(over):
        yield told(view, use, "Spread the load, or do it in smaller steps.")
