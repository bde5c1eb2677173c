"""W6009: a serverless endpoint that may not run as often as it is asked."""

from collections.abc import Iterator
from math import ceil

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

_LIMIT = "max-concurrency-per-endpoint"


@rule(
    id="W6009",
    title="A serverless endpoint may not run as often at once as its peak needs",
    why="Requests above its maximum concurrency are refused, however idle the Region is.",
    source="Amazon SageMaker AI Developer Guide: Deploy models with Amazon SageMaker Serverless Inference "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html",
    pillars=("performance", "reliability"),
    fails="""
        api: api-gateway
        m: sagemaker-serverless-endpoint model_ms=500 max_concurrency=5
        api << records items_per_s=40 item_kb=1
        api -> m service-integration
    """,
    passes="""
        api: api-gateway
        m: sagemaker-serverless-endpoint model_ms=500 max_concurrency=25
        api << records items_per_s=40 item_kb=1
        api -> m service-integration
    """,
)
def serverless_concurrency(view: View) -> Iterator[Finding]:
    """Every serverless endpoint whose requests at once, at the peak, are over its own maximum."""
    limit = view.limit("sagemaker-serverless-endpoint", _LIMIT)
    for node in view.nodes("sagemaker-serverless-endpoint"):
        needed, most = view.quantity(node, "concurrency"), view.number(node, "max_concurrency")
        if limit is None or limit.value is None or needed is None or most is None or needed <= most:
            continue
        is_possible = needed <= limit.value
        so = "" if is_possible else f" An endpoint gets {number(limit.value)} at most: take instances."
        message = (
            f"At its peak {view.label(node)} is asked {number(needed)} times at once and may answer {number(most)}."
            f"{so}"
        )
        fix = set_to(view, node, "max_concurrency", ceil(needed)) if is_possible else None
        yield Finding(message, (node.id,), fix=fix, rests_on=limit)
