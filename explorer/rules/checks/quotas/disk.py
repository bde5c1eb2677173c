"""W2139: a disk that will be full."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import number

_SHARES = {"rds": "storage_used_share", "opensearch": "disk_used_share", "msk": "disk_used_share"}
"""Services with a disk of their own, and the quantity that says how much of it is used in the end."""
_FULL = 0.8
"""The fix leaves a fifth free: indexes, logs and merges need room."""


@rule(
    id="W2139",
    title="A disk is smaller than what is to be kept on it",
    why="When the disk is full the service takes no more writes.",
    source="Amazon RDS User Guide: Amazon RDS DB instance storage "
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
    pillars=("reliability",),
    fails="""
        fn: lambda
        db: rds storage_gb=20 retention_months=12
        fn << records items_per_month=1000000 item_kb=4
        fn -> db sdk-call
    """,
    passes="""
        fn: lambda
        db: rds storage_gb=100 retention_months=12
        fn << records items_per_month=1000000 item_kb=4
        fn -> db sdk-call
    """,
)
def disk(view: View) -> Iterator[Finding]:
    """Every database, search domain and cluster whose load over its retention is more than its disks hold."""
    for service_id, quantity in _SHARES.items():
        for node in view.nodes(service_id):
            share, disk_gb = view.quantity(node, quantity), view.number(node, "storage_gb")
            if share is None or disk_gb is None or share <= 1.0:
                continue
            message = (
                f"What {view.label(node)} is to keep comes to {number(share)} times its disk of "
                f"{number(disk_gb)} GB."
            )
            yield Finding(message, (node.id,), fix=_fix(view, node, ceil(disk_gb * share / _FULL)))


def _fix(view: View, node: Node, wanted_gb: int) -> Fix | None:
    """A larger disk, where there is one so large."""
    service = view.service(node)
    setting = service.setting("storage_gb") if service else None
    most_gb = setting.max if setting else None
    return (
        None if most_gb is not None and wanted_gb > most_gb else set_to(view, node, "storage_gb", wanted_gb)
    )
