"""I6018: long work on spare instances that begins from nothing when it is interrupted."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, span

_LONG_H = 1.0
"""Built-in algorithms without checkpoints are given no more than an hour on spare instances."""


@rule(
    id="I6018",
    title="A long training on spare capacity keeps no checkpoints",
    why="Spare instances can be taken away at any time; without a checkpoint the job begins again from nothing.",
    source="Amazon SageMaker AI Developer Guide: Managed Spot Training "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html",
    pillars=("reliability", "cost optimization"),
    fails="""
        t: sagemaker-training managed_spot=true hours_per_job=6
    """,
    passes="""
        t: sagemaker-training managed_spot=true hours_per_job=6 checkpoints=true
    """,
)
def checkpoints(view: View) -> Iterator[Finding]:
    """Every training on managed spot of more than an hour without checkpoints."""
    for node in view.nodes("sagemaker-training"):
        hours = view.number(node, "hours_per_job")
        if hours is None or hours <= _LONG_H or view.setting(node, "managed_spot") is not True:
            continue
        if view.setting(node, "checkpoints") is False:
            jobs = view.quantity(node, "jobs")
            often = f", {number(jobs)} times a month" if jobs else ""
            message = (
                f"{view.label(node)} runs {span(hours * 3600)} on spare capacity{often}, and loses all of it when "
                f"it is interrupted."
            )
            yield Finding(message, (node.id,), fix=set_to(view, node, "checkpoints", True))
