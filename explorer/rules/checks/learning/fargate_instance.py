"""E6004: an instance type where there are no instances."""

from collections.abc import Iterator
from functools import partial

from explorer.design.edits import set_setting
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="E6004",
    title="A Fargate task has an instance type",
    why="Fargate takes vCPU and memory, not an instance type; the setting is refused.",
    source="Amazon ECS Developer Guide: AWS Fargate "
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html",
    fails="""
        t: fargate instance_type=m5.large
    """,
    passes="""
        t: ec2 instance_type=m5.large
    """,
)
def fargate_instance(view: View) -> Iterator[Finding]:
    """Every Fargate node with an instance type set."""
    for node in view.nodes("fargate"):
        instance = node.settings.get("instance_type")
        if instance:
            message = f"{view.label(node)} asks for {instance}, but Fargate has no instances to choose."
            fix = Fix("Remove the instance type", partial(set_setting, node, "instance_type", None))
            yield Finding(message, (node.id,), fix=fix)
