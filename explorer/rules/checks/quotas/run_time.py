"""W2136: a run time that leaves out the waiting."""

from collections.abc import Iterator
from math import ceil

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.waits import waits
from explorer.rules.words import span


@rule(
    id="W2136",
    title="A function is said to run for less time than it waits",
    why="A function is billed and counted while it waits: cost and concurrency come out too low.",
    source="AWS Lambda Developer Guide: Understanding Lambda function scaling "
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    pillars=("cost optimization", "performance"),
    fails="""
        fn: lambda duration_ms=200
        m: sagemaker-endpoint model_ms=900
        fn -> m sdk-call
    """,
    passes="""
        fn: lambda duration_ms=1000
        m: sagemaker-endpoint model_ms=900
        fn -> m sdk-call
    """,
)
def run_time(view: View) -> Iterator[Finding]:
    """Every function whose stated run time is below that of the model it calls, within its timeout."""
    for link, model_ms in waits(view):
        runs_ms, timeout_s = view.number(link.source, "duration_ms"), view.number(link.source, "timeout_s")
        if runs_ms is None or timeout_s is None or not runs_ms < model_ms <= timeout_s * 1000:
            continue
        message = (
            f"{view.label(link.source)} is said to run {span(runs_ms / 1000)}, and waits {span(model_ms / 1000)} "
            f"for {view.label(link.target)}."
        )
        fix = set_to(view, link.source, "duration_ms", ceil(model_ms))
        places = (link.source.id, link.target.id)
        yield Finding(message, places, (link.connection.id,), fix)
