"""I3003: the picture begins here, but how much comes in is not said."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import STARTS, SUPPORT
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import some

_CLOCKS = frozenset({"eventbridge-scheduler"})
_READS = frozenset({"job-input", "query", "connector", "import-export"})


@rule(
    id="I3003",
    title="A source has no workload",
    why="Quantities, quotas and cost behind it stay unknown until it says how much comes in.",
    source="AWS Well-Architected Framework, Cost Optimization: Estimate the workload "
    "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/welcome.html",
    pillars=("cost optimization",),
)
def source_without_workload(view: View) -> Iterator[Finding]:
    """One finding for all sources whose workload is not stated."""
    silent = [node for node in view.nodes() if _is_silent_source(view, node)]
    if silent:
        names = some([view.label(node) for node in silent])
        message = f"How much enters at {names} is not stated, so what follows from it is not known."
        yield Finding(message, tuple(node.id for node in silent))


def _is_silent_source(view: View, node: Node) -> bool:
    service = view.service(node)
    if service is None or not service.source_node or node.service in _CLOCKS:
        return False
    if node.id in view.design.workloads or service.category == "networking":
        return False
    fed = any(link.connection.mechanism not in SUPPORT for link in view.entering(node.id))
    starts = STARTS | _READS
    return not fed and any(link.connection.mechanism in starts for link in view.leaving(node.id))
