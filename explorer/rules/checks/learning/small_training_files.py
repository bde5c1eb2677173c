"""I6019: training that opens a million files."""

from collections.abc import Iterator

from explorer.rules.fixes import insert_best
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, size

_SMALL_MB = 1.0
_MANY = 1_000_000


@rule(
    id="I6019",
    title="Training reads very many small files from a bucket",
    why="Each file is fetched by a request of its own before or while it is read: the instances wait. Records in "
    "large files, or a file system over the bucket, keep them busy.",
    source="Amazon SageMaker AI Developer Guide: Setting up training jobs to access datasets "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-access-training-data.html",
    pillars=("performance", "cost optimization"),
    fails="""
        b: s3
        t: sagemaker-training
        b << image items_per_month=1000000 item_kb=100
        b -> t job-input
    """,
    passes="""
        b: s3
        t: sagemaker-training
        b << tabular items_per_month=1000 item_kb=100000
        b -> t job-input
    """,
)
def small_training_files(view: View) -> Iterator[Finding]:
    """Every training that reads a bucket of a million small objects and more."""
    for link in view.links("s3", "sagemaker-training", "job-input"):
        item_mb, objects = (
            view.quantity(link.source, "item_mb"),
            view.quantity(link.source, "stored_objects"),
        )
        if not item_mb or item_mb >= _SMALL_MB or objects is None or objects < _MANY:
            continue
        message = (
            f"{view.label(link.target)} reads {number(objects)} files of {size(item_mb * 1024)} from "
            f"{view.label(link.source)}. Gather them into large files, or read them through FSx for Lustre."
        )
        fix = insert_best(view, link, ("fsx-lustre",))
        yield Finding(message, (link.target.id, link.source.id), (link.connection.id,), fix)
