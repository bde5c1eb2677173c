"""I3003: the picture begins here, but how much comes in is not said."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import ENTRANCES, STARTS, SUPPORT
from explorer.rules.model import Finding, Link, View, rule
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
    wide=True,
    fails="""
        b: s3
        fn: lambda
        b -> fn event-notification
    """,
    passes="""
        b: s3
        fn: lambda
        b << text items_per_s=1
        b -> fn event-notification
    """,
)
def source_without_workload(view: View) -> Iterator[Finding]:
    """One finding for all sources whose workload is not stated."""
    doors = view.while_wired(_doors)
    silent = [view.design.nodes[door] for door in doors if door not in view.design.workloads]
    for told in view.together(source_without_workload.id, silent):
        names = some([view.label(node) for node in told])
        message = f"How much enters at {names} is not stated, so what follows from it is not known."
        yield Finding(message, tuple(node.id for node in told))


def _sources(view: View) -> list[str]:
    """Services of the design where load can come in, sorted by themselves; one that has no name stands for none."""
    known = (view.catalog.service(service_id) for service_id in view.by_service)
    doors = [one.id for one in known if one and (one.source_node or one.id in ENTRANCES)]
    return [service_id for service_id in doors if service_id not in _CLOCKS] or [""]


def _doors(view: View) -> list[str]:
    """Ids of nodes from which something starts, and which nothing in the design feeds."""
    return [node.id for node in view.nodes(*_sources(view)) if _is_door(view, node)]


def _is_door(view: View, node: Node) -> bool:
    fed = any(link.connection.mechanism not in SUPPORT for link in view.entering(node.id))
    starts = STARTS | _READS
    onward = [link for link in view.leaving(node.id) if not _is_site(link)]
    return not fed and any(link.connection.mechanism in starts for link in onward)


def _is_site(link: Link) -> bool:
    """Whether pages are only fetched there: how often, the workload of those who look at them says."""
    return link.source.service == "s3" and link.target.service == "cloudfront"
