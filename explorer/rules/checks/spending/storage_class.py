"""I7005: a lot of old data in the dearest class."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, size

_MUCH_GB = 1024.0
_LONG_MONTHS = 3.0


@rule(
    id="I7005",
    title="Much data is kept for long in the Standard class",
    why="Most of what is old is not read; a class that follows its use costs a fraction of Standard.",
    source="Amazon S3 User Guide: Amazon S3 Intelligent-Tiering "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering.html",
    pillars=("cost optimization",),
    fails="""
        b: s3 retention_months=12
        b << video items_per_month=100000 item_kb=5000 seconds=9
    """,
    passes="""
        b: s3 retention_months=1
        b << video items_per_month=1000000 item_kb=5000 seconds=9
    """,
)
def storage_class(view: View) -> Iterator[Finding]:
    """Every bucket of a terabyte and more, kept for longer than a season in Standard."""
    for node in view.nodes("s3"):
        stored_gb, months = view.quantity(node, "stored_gb"), view.number(node, "retention_months")
        is_standard = view.setting(node, "storage_class") == "standard"
        if (
            not is_standard
            or stored_gb is None
            or months is None
            or stored_gb < _MUCH_GB
            or months <= _LONG_MONTHS
        ):
            continue
        message = (
            f"{view.label(node)} keeps {size(stored_gb * 1024 * 1024)} for {number(months)} months in Standard; "
            f"Intelligent-Tiering moves what is not read to cheaper tiers."
        )
        yield Finding(message, (node.id,), fix=set_to(view, node, "storage_class", "intelligent-tiering"))
