"""E2135: a function that is stopped while it waits for a model."""

from collections.abc import Iterator
from math import ceil

from explorer.design.records import SettingValue
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.waits import waits
from explorer.rules.words import span

_ROOM = 2
"""The timeout that the fix sets, as a multiple of what the model takes."""


@rule(
    id="E2135",
    title="A function's timeout is shorter than what it waits for",
    why="Lambda stops the function in the middle of the call; the model's answer is paid for and thrown away.",
    source="AWS Lambda Developer Guide: Configure Lambda function timeout "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    pillars=("reliability",),
    fails="""
        fn: lambda timeout_s=3
        m: sagemaker-endpoint model_ms=5000
        fn -> m sdk-call
    """,
    passes="""
        fn: lambda timeout_s=30
        m: sagemaker-endpoint model_ms=5000
        fn -> m sdk-call
    """,
)
def endpoint_wait(view: View) -> Iterator[Finding]:
    """Every function that calls a model which takes longer than the function's timeout."""
    for link, model_ms in waits(view):
        timeout_s = view.number(link.source, "timeout_s")
        if timeout_s is None or model_ms <= timeout_s * 1000:
            continue
        message = (
            f"{view.label(link.source)} is stopped after {span(timeout_s)} and waits {span(model_ms / 1000)} for "
            f"{view.label(link.target)}."
        )
        runs_ms = max(ceil(model_ms), view.number(link.source, "duration_ms") or 0.0)
        most_s = ceil(model_ms / 1000) * _ROOM
        values: dict[str, SettingValue] = {"timeout_s": most_s, "duration_ms": runs_ms}
        fix = set_all(link.source, values, f"Give it {span(most_s)}, and count the waiting")
        places = (link.source.id, link.target.id)
        yield Finding(message, places, (link.connection.id,), fix)
