"""W3002: a node that would work, but nothing comes."""

from collections.abc import Iterator

from explorer.catalog.model import Service
from explorer.design import Node
from explorer.rules.mechanisms import ENTRANCES, STARTS, SUPPORT
from explorer.rules.model import Finding, View, rule

_BY_ITSELF = frozenset(
    {"containers", "security", "operations", "networking", "developer", "concept", "external"}
)
"""Categories whose members do something, or stand there, without being fed."""
_DRIVES = frozenset({
    *("runs", "jobs", "executions", "calls", "queries", "requests", "builds", "deployments", "sessions", "pulls"),
    *("commands", "changes", "events", "checks", "schedule", "users", "authors"),
})  # fmt: skip
"""Settings, with or without ``_per_day`` and ``_per_month``, that say how often it does something by itself."""


@rule(
    id="W3002",
    title="Nothing feeds this node",
    why="Without input, trigger or workload it does nothing, and everything behind it has no numbers.",
    source="AWS Well-Architected Framework: Understand your workload "
    "https://docs.aws.amazon.com/wellarchitected/latest/framework/welcome.html",
    fails="""
        n: comprehend
        b: s3
        n -> b job-output
    """,
    passes="""
        n: comprehend
        b: s3
        n << text items_per_s=1
        n -> b job-output
    """,
)
def unfed(view: View) -> Iterator[Finding]:
    """Every node that sends something on, although nothing reaches it and nothing can come from outside."""
    for node in view.nodes():
        service = view.service(node)
        if service is None or node.id in view.design.workloads or _works_alone(service):
            continue
        if _sends(view, node) and not _gets(view, node):
            message = f"Nothing feeds {view.label(node)}, and no workload is stated there."
            yield Finding(message, (node.id,))


def _works_alone(service: Service) -> bool:
    if (
        service.source_node
        or service.id in ENTRANCES
        or service.category in _BY_ITSELF
        or not service.accepts
    ):
        return True
    return any(setting.id.partition("_per_")[0] in _DRIVES for setting in service.settings)


def _sends(view: View, node: Node) -> bool:
    sends = STARTS | {"job-output"}
    return any(link.connection.mechanism in sends for link in view.leaving(node.id))


def _gets(view: View, node: Node) -> bool:
    return any(link.connection.mechanism not in SUPPORT for link in view.entering(node.id))
