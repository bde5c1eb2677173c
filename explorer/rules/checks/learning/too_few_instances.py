"""W6007: an endpoint with less than its peak needs."""

from collections.abc import Iterator
from math import ceil

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number


@rule(
    id="W6007",
    title="An endpoint has too few instances for its peak",
    why="Requests wait in line at the peak, take longer and longer, and then fail.",
    source="Amazon SageMaker AI Developer Guide: Automatic scaling of models "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html",
    pillars=("performance", "reliability"),
    fails="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=500 requests_at_once=1
        api << records items_per_s=10 item_kb=1
        api -> m service-integration
    """,
    passes="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=6
        api << records items_per_s=10 item_kb=1
        api -> m service-integration
    """,
)
def too_few_instances(view: View) -> Iterator[Finding]:
    """Every endpoint whose busy instances at the peak are more than it has."""
    for node in view.nodes("sagemaker-endpoint"):
        busy, count = view.quantity(node, "busy_instances"), view.number(node, "instance_count")
        if busy is None or count is None or busy <= count:
            continue
        message = (
            f"At its peak {view.label(node)} keeps {number(busy)} instances busy and has {number(count)}."
        )
        fix = set_to(view, node, "instance_count", ceil(busy))
        yield Finding(message, (node.id,), fix=fix)
