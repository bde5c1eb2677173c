"""How busy model endpoints are, and who calls them."""

from typing import NamedTuple

from explorer.design import Node
from explorer.flow.model import SECONDS_PER_MONTH
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import View

INTERACTIVE = frozenset({
    *("client", "website", "api-gateway", "appsync", "lex", "connect", "iot-core", "iot-device", "alexa"),
    *("kinesis-data-streams", "msk", "managed-flink", "kinesis-video-streams", "elb", "cloudfront", "chime-sdk"),
    *("call-center", "external-http", "external-saas", "mobile-push", "dynamodb-streams", "ivs", "camera"),
})  # fmt: skip
"""Where someone or something waits for the answer."""
_BRINGS = SUPPORT | {"deploy", "host", "metadata"}
_BATCHES = frozenset(
    {"s3", "eventbridge-scheduler", "glue-job", "emr", "emr-serverless", "athena", "batch", "mwaa"}
)

SERVING = ("sagemaker-endpoint", "sagemaker-serverless-endpoint", "sagemaker-async-endpoint")
"""Services that answer with a model."""
IDLE = 0.05
"""An endpoint that computes for a smaller part of its time is hardly used."""


def used_share(view: View, node: Node) -> float | None:
    """The part of a month in which an endpoint computes; 1 is all instances, all of the time."""
    requests, hours = view.quantity(node, "requests"), view.quantity(node, "instance_hours")
    model_ms, at_once = view.number(node, "model_ms"), view.number(node, "requests_at_once")
    if requests is None or not hours or model_ms is None or not at_once:
        return None
    return requests * model_ms / 1000 / (hours * 3600 * at_once)


def is_fed_in_batches(view: View, node: Node) -> bool:
    """Whether what reaches it comes from stores, schedules and jobs alone."""
    behind = view.while_wired(_behind)
    return node.id in behind.batches and node.id not in behind.interactive


def is_waited_for(view: View, node: Node) -> bool:
    """Whether a person, a device or a stream is somewhere before it."""
    return node.id in view.while_wired(_behind).interactive


def mean_busy(view: View, node: Node) -> float | None:
    """Instances of an endpoint that compute, over the whole month."""
    requests, model_ms = view.quantity(node, "requests"), view.number(node, "model_ms")
    at_once = view.number(node, "requests_at_once")
    if requests is None or model_ms is None or not at_once:
        return None
    return requests * model_ms / 1000 / at_once / SECONDS_PER_MONTH


class _Behind(NamedTuple):
    """Ids of nodes that something leads to from where someone waits, and from where work comes in batches."""

    interactive: frozenset[str]
    batches: frozenset[str]


def _behind(view: View) -> _Behind:
    return _Behind(_reached(view, INTERACTIVE), _reached(view, _BATCHES))


def _reached(view: View, services: frozenset[str]) -> frozenset[str]:
    """Nodes behind those of the services; what only brings a model does not lead on."""
    edge = [node.id for node in view.design.nodes.values() if node.service in services]
    reached: set[str] = set()
    for node_id in edge:
        for link in view.leaving(node_id):
            if link.connection.mechanism not in _BRINGS and link.target.id not in reached:
                reached.add(link.target.id)
                edge.append(link.target.id)
    return frozenset(reached)
