"""W2123: all functions together need more than the Region's share."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, some


@rule(
    id="W2123",
    title="All functions together need more than the Region's concurrency",
    why="The functions of an account share one pool in a Region: at the peak some are throttled, any of them.",
    source="AWS Lambda Developer Guide: Understanding Lambda function scaling "
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        a: lambda duration_ms=1000
        b: lambda duration_ms=1000
        a << records items_per_s=600
        b << records items_per_s=700
    """,
    passes="""
        a: lambda duration_ms=1000
        b: lambda duration_ms=1000
        a << records items_per_s=100
        b << records items_per_s=200
    """,
)
def region_concurrency(view: View) -> Iterator[Finding]:
    """The sum over several functions, where no single one is over the quota already."""
    limit = view.limit("lambda", "concurrent-executions-per-region")
    at_once = [(view.quantity(node, "concurrency") or 0.0, node) for node in view.nodes("lambda")]
    if limit is None or limit.value is None or not at_once:
        return
    total = sum(count for count, _ in at_once)
    if max(count for count, _ in at_once) <= limit.value < total:
        busiest = [node for count, node in sorted(at_once, key=lambda pair: -pair[0]) if count]
        message = (
            f"At the peak {number(total)} runs at once are needed and the Region gives {number(limit.value)} by "
            f"default: {some([view.label(node) for node in busiest])}."
        )
        yield Finding(message, tuple(node.id for node in busiest), rests_on=limit)
