"""What only a REST API of API Gateway can do, and an HTTP API cannot."""

from explorer.design import Node
from explorer.rules.model import Link, View

_INTEGRATED = frozenset({
    *("eventbridge", "sqs", "appconfig", "kinesis-data-streams", "step-functions"),
    *("external-http", "appsync"),
})  # fmt: skip
"""Services that an HTTP API calls without a function: five by name, and what has a plain address."""


def has_cache(view: View, node: Node) -> bool:
    """Whether the API keeps answers."""
    return view.setting(node, "cache_gb") not in {None, "none"}


def walls(view: View, node: Node) -> list[Link]:
    """Connections from web ACLs."""
    return [link for link in view.entering(node.id) if link.source.service == "waf"]


def called_by_rest_alone(view: View, node: Node) -> list[Link]:
    """Connections to services that an HTTP API cannot call without a function."""
    return [link for link in view.leaving(node.id) if _is_for_rest(link)]


def _is_for_rest(link: Link) -> bool:
    return link.connection.mechanism == "service-integration" and link.target.service not in _INTEGRATED
