"""I7020: a REST API that does what an HTTP API does."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.apis import called_by_rest_alone, has_cache, walls
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared
from explorer.rules.units import converted
from explorer.rules.words import number

_TIMEOUT = "http-api-integration-timeout"


@rule(
    id="I7020",
    title="An HTTP API would do for less",
    why="A REST API costs several times as much by the call; it pays where its keys, usage plans or checks are used.",
    source="Amazon API Gateway Developer Guide: Choose between REST APIs and HTTP APIs "
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html",
    pillars=("cost optimization",),
    fails="""
        api: api-gateway
        fn: lambda
        api << records items_per_month=20000000 item_kb=1
        api -> fn sync-invoke
    """,
    passes="""
        w: waf
        api: api-gateway
        fn: lambda
        api << records items_per_month=20000000 item_kb=1
        w -> api authorize
        api -> fn sync-invoke
    """,
)
def plain_api(view: View) -> Iterator[Finding]:
    """Every REST API without a cache, a web ACL or a target of its own that would be a good deal cheaper."""
    for node in view.nodes("api-gateway"):
        if view.setting(node, "api_type") != "rest" or has_cache(view, node) or walls(view, node):
            continue
        if _waits_too_long(view, node):
            continue
        sums, calls = compared(view, node, {"api_type": "http"}), view.quantity(node, "requests")
        if sums is None or not sums.is_worth or calls is None or called_by_rest_alone(view, node):
            continue
        message = (
            f"{number(calls)} calls a month of {view.label(node)} would cost {sums.words} as an HTTP API, and "
            f"nothing drawn here needs a REST API."
        )
        yield Finding(message, (node.id,), fix=set_to(view, node, "api_type", "http"))


def _waits_too_long(view: View, node: Node) -> bool:
    """Whether it waits for its back end longer than an HTTP API can."""
    limit, timeout_ms = view.limit("api-gateway", _TIMEOUT), view.number(node, "timeout_ms")
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    return most_s is not None and timeout_ms is not None and timeout_ms / 1000 > most_s
