"""W6001: a model that nobody watches."""

from collections.abc import Iterator

from explorer.rules.fixes import add_after
from explorer.rules.model import Finding, View, rule

_WATCHERS = frozenset({"cloudwatch", "cloudwatch-logs", "sagemaker-model-monitor", "sagemaker-clarify"})


@rule(
    id="W6001",
    title="An endpoint is not monitored",
    why="A model grows worse as the world moves on, and an endpoint fails quietly: without metrics nobody notices.",
    source="Amazon SageMaker AI Developer Guide: Metrics for monitoring with CloudWatch "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html",
    pillars=("operational excellence", "reliability"),
    fails="""
        m: sagemaker-endpoint
    """,
    passes="""
        m: sagemaker-endpoint
        w: cloudwatch
        m -> w log-metric
    """,
)
def monitored(view: View) -> Iterator[Finding]:
    """Every real-time endpoint from which nothing leads to a monitor, by itself or by its captured data."""
    for node in view.nodes("sagemaker-endpoint"):
        leaving = view.leaving(node.id)
        captured = [link.target for link in leaving if link.connection.mechanism == "delivery-destination"]
        if not any(_is_watched(view, place) for place in [node.id, *(store.id for store in captured)]):
            message = f"Nothing watches {view.label(node)}: no metrics, no logs, no look at its data."
            fix = add_after(view, node, "cloudwatch", "log-metric")
            yield Finding(message, (node.id, *dict.fromkeys(store.id for store in captured)), fix=fix)


def _is_watched(view: View, node_id: str) -> bool:
    return any(link.target.service in _WATCHERS for link in view.leaving(node_id))
