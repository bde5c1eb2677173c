"""I6011: an endpoint that fails with one instance."""

from collections.abc import Iterator

from explorer.rules.endpoints import IDLE, is_waited_for, used_share
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule


@rule(
    id="I6011",
    title="A model that is waited for stands on one instance",
    why="When its instance or zone fails nobody answers until another has started; two stand in two zones.",
    source="Amazon SageMaker AI Developer Guide: Best practices for deploying models "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=200
        api << records items_per_s=5 item_kb=1
        api -> m service-integration
    """,
    passes="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=200 instance_count=2
        api << records items_per_s=5 item_kb=1
        api -> m service-integration
    """,
)
def single_instance(view: View) -> Iterator[Finding]:
    """Every endpoint of one instance that people or streams wait for, and that is used and large enough."""
    for node in view.nodes("sagemaker-endpoint"):
        share, busy = used_share(view, node), view.quantity(node, "busy_instances")
        is_used = share is not None and share >= IDLE and busy is not None and busy <= 1
        if view.number(node, "instance_count") == 1 and is_used and is_waited_for(view, node):
            message = f"{view.label(node)} answers from one instance in one Availability Zone."
            yield Finding(message, (node.id,), fix=set_to(view, node, "instance_count", 2))
