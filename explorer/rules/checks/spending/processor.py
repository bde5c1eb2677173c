"""I7023: x86 processors where Arm processors cost less."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared

_SERVICES = ("lambda", "fargate", "ecs", "eks", "batch")
_MUCH_USD = 20.0
"""A month's saving that is worth building and testing for another processor."""


@rule(
    id="I7023",
    title="The same work would cost less on Arm",
    why="Arm processors cost about a fifth less for the same memory and time; most languages run on them unchanged.",
    source="AWS Lambda Developer Guide: Selecting and configuring an instruction set architecture "
    "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
    pillars=("cost optimization", "sustainability"),
    fails="""
        api: api-gateway
        fn: lambda duration_ms=1000 memory_mb=2048
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
    passes="""
        api: api-gateway
        fn: lambda duration_ms=1000 memory_mb=2048 architecture=arm64
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
)
def processor(view: View) -> Iterator[Finding]:
    """Every function and container on x86 that would cost much less on Arm."""
    for node in view.nodes(*_SERVICES):
        if view.setting(node, "architecture") != "x86_64" or _is_windows(view, node.id):
            continue
        sums = compared(view, node, {"architecture": "arm64"})
        if sums is not None and sums.now_usd - sums.then_usd >= _MUCH_USD:
            message = f"On Arm {view.label(node)} would cost {sums.words}, if what it runs is there for Arm."
            yield Finding(message, (node.id,), fix=set_to(view, node, "architecture", "arm64"))


def _is_windows(view: View, node_id: str) -> bool:
    return view.setting(view.design.nodes[node_id], "operating_system") == "windows"
