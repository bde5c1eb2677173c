"""W2133: a function that is held back by its own reservation."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.flow.model import SECONDS_PER_MONTH
from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import STARTS
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number


@rule(
    id="W2133",
    title="A function may not run as often at once as its load needs",
    why="A reservation is also a ceiling: calls above it are throttled, and behind a queue the backlog only grows.",
    source="AWS Lambda Developer Guide: Configuring reserved concurrency for a function "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    pillars=("reliability", "performance"),
    fails="""
        api: api-gateway
        fn: lambda duration_ms=1000 reserved_concurrency=5
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
    passes="""
        api: api-gateway
        fn: lambda duration_ms=1000 reserved_concurrency=30
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
)
def reserved(view: View) -> Iterator[Finding]:
    """Every function that needs more at its peak; behind queues and streams alone, more than its mean load."""
    for node in view.nodes("lambda"):
        most = view.number(node, "reserved_concurrency")
        if not most:
            continue
        is_buffered = _is_buffered(view, node)
        needed = _mean(view, node) if is_buffered else view.quantity(node, "concurrency")
        if needed is not None and needed > most:
            when = "On average" if is_buffered else "At its peak"
            so = "The backlog grows until messages expire." if is_buffered else "The rest is throttled."
            message = (
                f"{when} {view.label(node)} needs {number(needed)} runs at once and may have {number(most)}. "
                f"{so}"
            )
            fix = set_to(view, node, "reserved_concurrency", ceil(needed))
            yield Finding(message, (node.id,), fix=fix)


def _is_buffered(view: View, node: Node) -> bool:
    """Whether all that starts it waits until it is taken."""
    ways = {link.connection.mechanism for link in view.entering(node.id)} & STARTS
    return ways == {"event-source-mapping"}


def _mean(view: View, node: Node) -> float | None:
    """Runs at once over the whole month."""
    calls, runs_ms = view.quantity(node, "invocations"), view.number(node, "duration_ms")
    return None if calls is None or runs_ms is None else calls * runs_ms / 1000 / SECONDS_PER_MONTH
