"""I8011: a chain of calls in which nobody finds the slow link."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import add_after
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed

_CODE = frozenset({
    *("lambda", "ecs", "fargate", "eks", "ec2", "app-runner", "elastic-beanstalk", "on-premises-server"),
})  # fmt: skip
_WAITS = frozenset({"sync-invoke", "sdk-call", "service-integration", "network"})
_LONG = 3
"""Pieces of own code one behind the other."""
_TRACERS = ("xray", "splunk", "managed-grafana")


@rule(
    id="I8011",
    title="A chain of calls is not traced",
    why="When the first answers slowly, only a trace tells which of those behind it was slow.",
    source="AWS X-Ray Developer Guide: What is AWS X-Ray? "
    "https://docs.aws.amazon.com/xray/latest/devguide/aws-xray.html",
    pillars=("operational excellence", "performance"),
    wide=True,
    fails="""
        api: api-gateway
        a: lambda
        b: fargate
        c: fargate
        api -> a sync-invoke
        a -> b sdk-call
        b -> c sdk-call
    """,
    passes="""
        api: api-gateway
        a: lambda
        b: fargate
        c: fargate
        x: xray
        api -> a sync-invoke
        a -> b sdk-call
        b -> c sdk-call
        a -> x log-metric
    """,
)
def untraced(view: View) -> Iterator[Finding]:
    """Every three pieces of own code that call each other behind an API, in a design without traces."""
    if view.nodes(*_TRACERS):
        return
    for link in (
        link for entrance in ("api-gateway", "appsync", "elb") for link in view.links(source=entrance)
    ):
        chain = _longest(view, link.target, frozenset())
        if len(chain) >= _LONG:
            names = listed(view.label(node) for node in chain)
            message = (
                f"{view.label(link.source)} waits for {names}, one behind the other, and no trace is kept."
            )
            fix = add_after(view, chain[0], "xray", "log-metric")
            yield Finding(message, (link.source.id, *(node.id for node in chain)), fix=fix)


def _longest(view: View, node: Node, seen: frozenset[str]) -> tuple[Node, ...]:
    """The node and the longest chain of own code that it calls; none where it is not own code."""
    if node.service not in _CODE or node.id in seen or len(seen) >= _LONG:
        return ()
    behind = (
        _longest(view, link.target, seen | {node.id})
        for link in view.leaving(node.id)
        if link.connection.mechanism in _WAITS
    )
    return (node, *max(behind, key=len, default=()))
