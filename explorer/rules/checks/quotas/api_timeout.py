"""E2107: an API that gives up before its back end answers."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed, span

_CALLS = frozenset({"sync-invoke", "service-integration", "sdk-call"})
_TAKES_MS = {
    "lambda": "duration_ms",
    "sagemaker-endpoint": "model_ms",
    "sagemaker-serverless-endpoint": "model_ms",
}
"""Settings that say how long a service takes to answer."""


@rule(
    id="E2107",
    title="An API gives up before what stands behind it answers",
    why="API Gateway answers 504 at its integration timeout; the work behind goes on, is paid for, and is lost.",
    source="Amazon API Gateway API Reference: Integration "
    "https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        api: api-gateway
        fn: lambda duration_ms=40000 timeout_s=60
        api -> fn sync-invoke
    """,
    passes="""
        api: api-gateway
        fn: lambda duration_ms=2000
        api -> fn sync-invoke
    """,
)
def api_timeout(view: View) -> Iterator[Finding]:
    """Every synchronous chain behind an API that takes longer than the integration timeout."""
    for link in view.links(source="api-gateway"):
        timeout_ms = view.number(link.source, "timeout_ms")
        if link.connection.mechanism not in _CALLS or timeout_ms is None:
            continue
        took_ms, chain = _slowest(view, link.target, frozenset())
        if took_ms > timeout_ms:
            yield _finding(view, link, timeout_ms, took_ms, chain)


def _finding(view: View, link: Link, timeout_ms: float, took_ms: float, chain: tuple[Node, ...]) -> Finding:
    behind = listed(view.label(node) for node in chain)
    message = (
        f"{view.label(link.source)} waits {span(timeout_ms / 1000)}, but what stands behind it "
        f"({behind}) takes {span(took_ms / 1000)}. Answer at once and let the client fetch the result."
    )
    places = (link.source.id, *(node.id for node in chain))
    return Finding(message, places, (link.connection.id,))


def _slowest(view: View, node: Node, seen: frozenset[str]) -> tuple[float, tuple[Node, ...]]:
    """(ms, chain) of the slowest way through what the node calls and waits for.

    A function's run time holds the time in which it waits, so of both the longer counts.
    """
    own_ms = view.number(node, _TAKES_MS[node.service]) if node.service in _TAKES_MS else None
    if own_ms is None or node.id in seen:
        return 0.0, ()
    called = [
        _slowest(view, link.target, seen | {node.id})
        for link in view.leaving(node.id)
        if link.connection.mechanism in _CALLS
    ]
    behind_ms, chain = max(called, key=lambda found: found[0], default=(0.0, ()))
    return max(own_ms, behind_ms), (node, *chain)
