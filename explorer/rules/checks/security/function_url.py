"""I5017: a function that anyone can call."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.model import Finding, Fix, View, rule

_CLIENTS = frozenset({"client", "website", "external-http", "external-saas", "iot-device"})


@rule(
    id="I5017",
    title="A function's own address lets everyone in",
    why="A function URL has no throttle or firewall of its own: whoever finds it runs your code at your cost.",
    source="AWS Lambda Developer Guide: Control access to Lambda function URLs "
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    pillars=("security",),
    fails="""
        c: client
        fn: lambda
        c -> fn protocol-ingest
    """,
    passes="""
        c: client
        fn: lambda
        who: iam
        c -> fn protocol-ingest
        who -> fn authorize
    """,
)
def function_url(view: View) -> Iterator[Finding]:
    """Every function that clients call at its own address while nothing authorises them."""
    for node in view.nodes("lambda"):
        entering = view.entering(node.id)
        callers = [
            link
            for link in entering
            if link.connection.mechanism == "protocol-ingest" and link.source.service in _CLIENTS
        ]
        if callers and all(link.connection.mechanism != "authorize" for link in entering):
            message = (
                f"{view.label(callers[0].source)} calls {view.label(node)} at its own address, and nothing "
                f"authorises the calls."
            )
            fix = Fix("Let IAM decide who may call", partial(_with_iam, view, node))
            yield Finding(message, (node.id, callers[0].source.id), (callers[0].connection.id,), fix)


def _with_iam(view: View, node: Node) -> Change:
    door, change = place_beside(view, "iam", node.x, node.y - 120)
    link_id = edits.fresh_id(f"{door.id}-to-{node.id}", view.design.connections)
    return change.then(added([Connection(id=link_id, source=door.id, target=node.id, mechanism="authorize")]))
