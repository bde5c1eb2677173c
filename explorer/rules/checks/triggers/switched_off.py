"""E3020: a function that may never run."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import STARTS
from explorer.rules.model import Finding, View, rule


@rule(
    id="E3020",
    title="A function with triggers is switched off",
    why="Reserved concurrency of 0 throttles every call: events are retried, then lost.",
    source="AWS Lambda Developer Guide: Configuring reserved concurrency for a function "
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    pillars=("reliability",),
    fails="""
        b: s3
        fn: lambda reserved_concurrency=0
        b -> fn event-notification
    """,
    passes="""
        b: s3
        fn: lambda reserved_concurrency=5
        b -> fn event-notification
    """,
)
def switched_off(view: View) -> Iterator[Finding]:
    """Every function without any concurrency that something starts."""
    for node in view.nodes("lambda"):
        if (
            node.settings.get("reserved_concurrency") != 0
            or view.number(node, "reserved_concurrency") is None
        ):
            continue
        if any(link.connection.mechanism in STARTS for link in view.entering(node.id)):
            message = (
                f"{view.label(node)} has a reserved concurrency of 0, so nothing that calls it gets through."
            )
            fix = set_to(view, node, "reserved_concurrency", None, words="Reserve nothing")
            yield Finding(message, (node.id,), fix=fix)
