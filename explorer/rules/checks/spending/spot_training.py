"""I7004: training at the full price."""

from collections.abc import Iterator

from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, percent

_LONG_H = 20.0
"""Instance hours a month from which the saving is worth writing checkpoints for."""


@rule(
    id="I7004",
    title="Training does not use spare capacity",
    why="Managed Spot Training runs the job on spare instances at a fraction of the price; it needs checkpoints.",
    source="Amazon SageMaker AI Developer Guide: Managed Spot Training "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html",
    pillars=("cost optimization",),
    fails="""
        b: s3
        t: sagemaker-training jobs_per_month=10 hours_per_job=8
        b << tabular items_per_month=10 item_kb=9
        b -> t job-input
    """,
    passes="""
        b: s3
        t: sagemaker-training jobs_per_month=10 hours_per_job=8 managed_spot=true
        b << tabular items_per_month=10 item_kb=9
        b -> t job-input
    """,
)
def spot_training(view: View) -> Iterator[Finding]:
    """Every training of many instance hours without managed spot."""
    for node in view.nodes("sagemaker-training"):
        hours, saving = view.quantity(node, "instance_hours"), view.number(node, "spot_saving")
        if view.setting(node, "managed_spot") is not False or hours is None or hours < _LONG_H or not saving:
            continue
        message = (
            f"{view.label(node)} takes {number(hours)} instance hours a month at the full price; as managed spot it "
            f"would cost about {percent(saving)} less."
        )
        fix = set_all(
            node, {"managed_spot": True, "checkpoints": True}, "Use spare capacity, with checkpoints"
        )
        yield Finding(message, (node.id,), fix=fix)
