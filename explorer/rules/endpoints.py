"""How busy model endpoints are, and who calls them."""

from collections.abc import Iterator

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
    batches = False
    for service in _upstream(view, node):
        if service in INTERACTIVE:
            return False
        batches = batches or service in _BATCHES
    return batches


def is_waited_for(view: View, node: Node) -> bool:
    """Whether a person, a device or a stream is somewhere before it."""
    return any(service in INTERACTIVE for service in _upstream(view, node))


def mean_busy(view: View, node: Node) -> float | None:
    """Instances of an endpoint that compute, over the whole month."""
    requests, model_ms = view.quantity(node, "requests"), view.number(node, "model_ms")
    at_once = view.number(node, "requests_at_once")
    if requests is None or model_ms is None or not at_once:
        return None
    return requests * model_ms / 1000 / at_once / SECONDS_PER_MONTH


def _upstream(view: View, node: Node) -> tuple[str, ...]:
    """Services before the node, the nearest first; those that only bring its model left out."""
    known = view.while_wired(_nothing_yet)
    if node.id not in known:
        known[node.id] = tuple(_before(view, node))
    return known[node.id]


def _nothing_yet(_: View) -> dict[str, tuple[str, ...]]:
    return {}


def _before(view: View, node: Node) -> Iterator[str]:
    seen, edge = {node.id}, [node.id]
    for node_id in edge:
        for link in view.entering(node_id):
            if link.connection.mechanism in _BRINGS or link.source.id in seen:
                continue
            seen.add(link.source.id)
            edge.append(link.source.id)
            yield link.source.service
