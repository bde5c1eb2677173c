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
        fn: lambda
        taste: personalize
        fn << events items_per_s=3000 item_kb=1
        fn -> taste sdk-call
    """,
    passes="""
        fn: lambda
        taste: personalize
        fn << events items_per_s=300 item_kb=1
        fn -> taste sdk-call
    """,
)
def raisable(view: View) -> Iterator[Finding]:
    """Every node whose expected or peak load is over an adjustable limit."""
    for use in worst(use for use in view.once(uses) if use.is_over and use.limit.adjustable):
        yield told(view, use, "Ask for a higher quota before this goes live.")
