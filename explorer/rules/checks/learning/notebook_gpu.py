"""W6003: a graphics processor that waits for someone to type."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import measure, number

_NOTEBOOKS = ("sagemaker-notebook", "sagemaker-studio")


@rule(
    id="W6003",
    title="A notebook stands on an instance with accelerators",
    why="It is billed while people read, write and sleep; the large machine belongs to the training job.",
    source="Amazon SageMaker AI Developer Guide: Best practices for notebook instances "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi.html",
    pillars=("cost optimization",),
    fails="""
        n: sagemaker-notebook instance_type=ml.p3.8xlarge
    """,
    passes="""
        n: sagemaker-training instance_type=ml.p3.8xlarge
    """,
)
def notebook_gpu(view: View) -> Iterator[Finding]:
    """Every notebook whose instance type has accelerators."""
    for node in view.nodes(*_NOTEBOOKS):
        instance = view.catalog.instances.get(str(view.setting(node, "instance_type")))
        if instance is None or not instance.accelerators:
            continue
        hours = view.quantity(node, "instance_hours")
        held = measure(instance.accelerators, instance.accelerator or "accelerators")
        message = f"{view.label(node)} holds {held} ({instance.id})"
        message += f" for {number(hours)} hours a month." if hours is not None else "."
        fix = set_to(view, node, "instance_type", None, words="Use the small default, and train in a job")
        yield Finding(message, (node.id,), fix=fix)
