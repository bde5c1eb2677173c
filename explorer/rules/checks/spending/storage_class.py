"""I7005: a lot of old data in the dearest class."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.rules.fixes import set_all
from explorer.rules.model import KB_PER_GB, Finding, View, rule
from explorer.rules.tariffs import Compared, compared
from explorer.rules.words import number, size

_MUCH_GB = 1024.0
_LONG_MONTHS = 3.0
_MOVED_KB = 128.0
"""Smaller objects stay in the frequent tier, which costs what Standard does."""


@rule(
    id="I7005",
    title="Much data is kept for long in the Standard class",
    why="Most of what is old is not read; a class that follows its use costs about half of Standard then.",
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
    """Every bucket of a terabyte and more, kept for long in Standard, that would cost less in tiers."""
    for node in view.nodes("s3"):
        stored_gb, months = view.quantity(node, "stored_gb"), view.number(node, "retention_months")
        is_standard = view.setting(node, "storage_class") == "standard"
        if not is_standard or stored_gb is None or months is None or stored_gb < _MUCH_GB:
            continue
        sums = _tiered(view, node, stored_gb, months) if months > _LONG_MONTHS else None
        if sums is not None and sums.is_worth:
            message = (
                f"{view.label(node)} keeps {size(stored_gb * KB_PER_GB)} for {number(months)} months in Standard. If "
                f"nothing older than a month is read, it would cost {sums.words} in Intelligent-Tiering."
            )
            values: dict[str, SettingValue] = {"storage_class": "intelligent-tiering"}
            values["infrequent_share"] = round(_unread(months), 2)
            fix = set_all(node, values, "Use Intelligent-Tiering, with all but the last month unread")
            yield Finding(message, (node.id,), fix=fix)


def _unread(months: float) -> float:
    """The share of the data that is older than the month after which it is moved."""
    return 1.0 - 1.0 / months


def _tiered(view: View, node: Node, stored_gb: float, months: float) -> Compared | None:
    """Both sums; None for objects that are too small to be moved."""
    if (view.quantity(node, "item_mb") or 0.0) * 1024 < _MOVED_KB:
        return None
    infrequent_gb = stored_gb * _unread(months)
    quantities = {"infrequent_gb": infrequent_gb, "frequent_gb": stored_gb - infrequent_gb}
    quantities |= {"archived_gb": 0.0, "deep_archived_gb": 0.0}
    return compared(view, node, {"storage_class": "intelligent-tiering"}, quantities)
