"""E2112: a function that is stopped before it is done."""

from collections.abc import Iterator
from math import ceil

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import span

_ROOM = 2
"""The timeout that the fix sets, as a multiple of the run time: slow days happen."""


@rule(
    id="E2112",
    title="A function runs longer than its timeout",
    why="Lambda stops it at the timeout; its result is lost and the call fails.",
    source="AWS Lambda Developer Guide: Configure Lambda function timeout "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    pillars=("reliability",),
    fails="""
        fn: lambda duration_ms=5000
    """,
    passes="""
        fn: lambda duration_ms=5000 timeout_s=10
    """,
)
def cut_off(view: View) -> Iterator[Finding]:
    """Every function whose stated run time is over its timeout."""
    for node in view.nodes("lambda"):
        runs_ms, timeout_s = view.number(node, "duration_ms"), view.number(node, "timeout_s")
        if runs_ms is None or timeout_s is None or runs_ms <= timeout_s * 1000:
            continue
        runs_s = runs_ms / 1000
        message = f"{view.label(node)} runs {span(runs_s)} and is stopped after {span(timeout_s)}."
        service = view.service(node)
        setting = service.setting("timeout_s") if service else None
        most_s = setting.max if setting and setting.max else runs_s
        fix = None
        if runs_s <= most_s:
            fix = set_to(view, node, "timeout_s", min(ceil(runs_s * _ROOM), round(most_s)))
        yield Finding(message, (node.id,), fix=fix)
