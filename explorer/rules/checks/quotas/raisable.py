"""W2002: more than the quota, which AWS raises on request."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import told, uses, worst


@rule(
    id="W2002",
    title="Over a quota that can be raised",
    why="Above the quota calls are throttled or refused until AWS has raised it, which is asked for and takes time.",
    source="AWS Service Quotas User Guide: requesting a quota increase "
    "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html",
    pillars=("reliability",),
    fails="""
        in: s3
        ears: transcribe
        in << audio items_per_month=9000000 item_kb=900 seconds=1200 peak_ratio=4
        in -> ears job-input
    """,
    passes="""
        in: s3
        ears: transcribe
        in << audio items_per_month=90000 item_kb=900 seconds=1200
        in -> ears job-input
    """,
)
def raisable(view: View) -> Iterator[Finding]:
    """Every node whose expected or peak load is over an adjustable limit."""
    for use in worst(use for use in view.once(uses) if use.is_over and use.limit.adjustable):
        yield told(view, use, "Ask for a higher quota before this goes live.")
