"""W6001: a model that nobody watches."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule

_WATCHERS = frozenset({"cloudwatch", "cloudwatch-logs", "sagemaker-model-monitor", "sagemaker-clarify"})


@rule(
    id="W6001",
    title="An endpoint is not monitored",
    why="A model grows worse as the world moves on, and an endpoint fails quietly: without metrics nobody notices.",
    source="Amazon SageMaker AI Developer Guide: Metrics for monitoring with CloudWatch "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html",
    pillars=("operational excellence", "reliability"),
)
def monitored(view: View) -> Iterator[Finding]:
    """Every real-time endpoint from which nothing leads to a monitor, by itself or by its captured data."""
    for node in view.nodes("sagemaker-endpoint"):
        watched = any(
            link.target.service in _WATCHERS
            or (
                link.connection.mechanism == "delivery-destination"
                and _is_watched_store(view, link.target.id)
            )
            for link in view.leaving(node.id)
        )
        if not watched:
            message = f"Nothing watches {view.label(node)}: no metrics, no logs, no look at its data."
            yield Finding(message, (node.id,))


def _is_watched_store(view: View, store: str) -> bool:
    """Captured requests that a monitor reads."""
    return any(link.target.service in _WATCHERS for link in view.leaving(store))
