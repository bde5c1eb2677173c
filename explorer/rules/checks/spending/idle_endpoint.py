"""W7001: an endpoint that waits for almost all of the time it is paid for."""

from collections.abc import Iterator

from explorer.rules.endpoints import IDLE, used_share
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, percent


@rule(
    id="W7001",
    title="An endpoint that is always on is hardly used",
    why="Its instances cost the same whether they compute or wait; a serverless endpoint is paid by the request.",
    source="Amazon SageMaker AI Developer Guide: Deploy models with Amazon SageMaker Serverless Inference "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html",
    pillars=("cost optimization",),
    fails="""
        api: api-gateway
        m: sagemaker-endpoint instance_count=2
        api << records items_per_month=10000 item_kb=1
        api -> m service-integration
    """,
    passes="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=200
        api << records items_per_s=10 item_kb=1
        api -> m service-integration
    """,
)
def idle_endpoint(view: View) -> Iterator[Finding]:
    """Every real-time endpoint that computes less than 5 % of the time it is billed for."""
    for node in view.nodes("sagemaker-endpoint"):
        share = used_share(view, node)
        requests, hours = view.quantity(node, "requests"), view.quantity(node, "instance_hours")
        if share is None or share >= IDLE or requests is None or hours is None:
            continue
        message = (
            f"{view.label(node)} is paid for {number(hours)} instance hours a month and computes in "
            f"{percent(share)} of them, for {number(requests)} requests."
        )
        yield Finding(message, (node.id,))
