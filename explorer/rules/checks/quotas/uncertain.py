"""W2004: within the limit as expected, over it if things go high."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import told, uses, worst
from explorer.rules.words import measure


@rule(
    id="W2004",
    title="Over a limit if the numbers come out high",
    why="The stated uncertainty reaches beyond the limit: on a bad day items are refused or throttled.",
    source="AWS documentation of the service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        fn: lambda
        t: sns
        fn << records items_per_month=1000 item_kb=100..200..400
        fn -> t sdk-call
    """,
    passes="""
        fn: lambda
        t: sns
        fn << records items_per_month=1000 item_kb=100..150..200
        fn -> t sdk-call
    """,
)
def uncertain(view: View) -> Iterator[Finding]:
    """Every node that keeps its limits as expected and passes one with the high numbers."""
    passed = {use.node.id for use in view.once(uses) if use.is_over}
    risky = (
        use
        for use in view.once(uses)
        if use.high is not None and use.high > use.most and use.node.id not in passed
    )
    for use in worst(risky):
        high = measure(use.high or 0, use.limit.unit)
        yield told(view, use, f"It may be as much as {high}.")
