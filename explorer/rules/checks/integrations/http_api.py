"""E1010: an HTTP API that is asked for what only a REST API has."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.apis import called_by_rest_alone, has_cache, walls
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed


@rule(
    id="E1010",
    title="This kind of API cannot do what is drawn",
    why="HTTP and WebSocket APIs have no cache and no web ACL, and an HTTP API calls only a few services by itself.",
    source="Amazon API Gateway Developer Guide: Choose between REST APIs and HTTP APIs "
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html",
    pillars=("security", "reliability"),
    fails="""
        api: api-gateway api_type=http
        table: dynamodb
        api -> table service-integration
    """,
    passes="""
        api: api-gateway api_type=http
        q: sqs
        api -> q service-integration
    """,
)
def http_api(view: View) -> Iterator[Finding]:
    """Every HTTP or WebSocket API with a cache, a web ACL or a target that only REST APIs have."""
    for node in view.nodes("api-gateway"):
        kind = view.setting(node, "api_type")
        if kind in {"http", "websocket"}:
            asked, links = _asked(view, node, only_rest=kind == "http")
            if asked:
                name = "an HTTP API" if kind == "http" else "a WebSocket API"
                message = f"{view.label(node)} is {name}, which has no {listed(asked, last='or')}."
                fix = set_to(view, node, "api_type", "rest") if kind == "http" else None
                places = (node.id, *(_other(node, link) for link in links))
                yield Finding(message, places, tuple(link.connection.id for link in links), fix)


def _asked(view: View, node: Node, *, only_rest: bool) -> tuple[list[str], list[Link]]:
    """What the API is asked for and does not have, and the connections that ask."""
    cache = ["cache"] if has_cache(view, node) else []
    acl = walls(view, node)
    called = called_by_rest_alone(view, node) if only_rest else []
    names = [f"integration with {view.label(link.target)}" for link in called]
    return [*cache, *(["web ACL"] if acl else []), *names], [*acl, *called]


def _other(node: Node, link: Link) -> str:
    return link.source.id if link.target.id == node.id else link.target.id
