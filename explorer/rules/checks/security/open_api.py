"""I5003: an API that lets everyone in."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule

_PUBLIC = frozenset({"client", "website", "external-http", "external-saas", "cloudfront", "iot-device"})


@rule(
    id="I5003",
    title="An API has no authoriser",
    why="Whoever finds the address can call it, at your cost and with your data.",
    source="Amazon API Gateway Developer Guide: Control and manage access to REST APIs "
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
    pillars=("security",),
    fails="""
        c: client
        api: api-gateway
        c -> api protocol-ingest
    """,
    passes="""
        c: client
        api: api-gateway
        u: cognito
        c -> api protocol-ingest
        u -> api authorize
    """,
)
def open_api(view: View) -> Iterator[Finding]:
    """Every API that clients call and that nothing authorises."""
    for node in view.nodes("api-gateway", "appsync"):
        entering = view.entering(node.id)
        callers = [link.source for link in entering if link.source.service in _PUBLIC]
        around = (*entering, *view.leaving(node.id))
        if callers and all(link.connection.mechanism != "authorize" for link in around):
            message = (
                f"{view.label(callers[0])} calls {view.label(node)}, and nothing authorises the calls: no Cognito, "
                f"IAM or function that decides."
            )
            yield Finding(message, (node.id, callers[0].id))
