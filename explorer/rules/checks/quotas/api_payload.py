"""E2102: a request that is too large for the kind of API."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import size

_LIMITS = {
    "rest": "payload-size-rest-and-http-api",
    "http": "payload-size-rest-and-http-api",
    "websocket": "websocket-message-payload",
}


@rule(
    id="E2102",
    title="A request is larger than the API takes",
    why="API Gateway answers 413 (or closes the WebSocket), and nothing behind it is called.",
    source="Amazon API Gateway Developer Guide: Quotas and important notes "
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    pillars=("reliability",),
)
def api_payload(view: View) -> Iterator[Finding]:
    """Every API whose average request is over the limit of its type."""
    for node in view.nodes("api-gateway"):
        kind = str(view.setting(node, "api_type"))
        limit = view.limit("api-gateway", _LIMITS.get(kind, ""))
        request_kb = view.quantity(node, "payload_kb")
        if limit is None or limit.value is None or request_kb is None:
            continue
        most_kb = converted(limit.value, limit.unit, "KB")
        if most_kb is not None and request_kb > most_kb:
            message = (
                f"A request to {view.label(node)} is {size(request_kb)}; an API of type {kind} takes "
                f"{size(most_kb)}. Let clients upload to a bucket by a signed address."
            )
            yield Finding(message, (node.id,), source=limit.source)
