"""W2123: together more than the quota that an account shares."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import shared_uses, shown, told


@rule(
    id="W2123",
    title="Over a quota that an account shares",
    why="All of a service in an account, or in a Region of it, draw on one quota: at the peak some are throttled or "
    "refused, any of them, until AWS has raised it.",
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
def shared(view: View) -> Iterator[Finding]:
    """Nodes that are over a shared quota that AWS raises, or over any shared one if the numbers come out high."""
    for use in view.once(shared_uses):
        if not use.is_over:
            yield told(view, use, f"It may be as much as {shown(use.high or 0.0, use.limit.unit)}.")
        elif use.limit.adjustable:
            yield told(view, use, "Ask for a higher quota before this goes live.")
