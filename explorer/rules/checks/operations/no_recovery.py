"""I8015: tables that cannot be brought back."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Node, edits
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import some

_LONG_MONTHS = 12.0
"""What is kept for a year is meant to stay."""
_MUCH_GB = 10.0


@rule(
    id="I8015",
    title="Tables cannot be brought back to an earlier state",
    why="A wrong deployment or command deletes rows in seconds; without recovery to a point in time they are gone.",
    source="Amazon DynamoDB Developer Guide: Enable point-in-time recovery in DynamoDB "
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        fn: lambda
        t: dynamodb existing_gb=50
        fn << records items_per_month=1000 item_kb=1
        fn -> t sdk-call
    """,
    passes="""
        fn: lambda
        t: dynamodb existing_gb=50 point_in_time_recovery=true
        fn << records items_per_month=1000 item_kb=1
        fn -> t sdk-call
    """,
)
def no_recovery(view: View) -> Iterator[Finding]:
    """One finding for all tables that keep much for long, with neither recovery nor a backup."""
    found = [node for node in view.nodes("dynamodb") if _is_bare(view, node)]
    for bare in view.together(no_recovery.id, found):
        kept = sum(view.quantity(node, "stored_gb") or 0.0 for node in bare)
        message = (
            f"{some([view.label(node) for node in bare])} cannot be brought back: {kept:,.0f} GB without recovery to "
            f"a point in time and without a backup."
        )
        title = "Switch on recovery to a point in time"
        yield Finding(message, tuple(node.id for node in bare), fix=Fix(title, partial(_recoverable, bare)))


def _is_bare(view: View, node: Node) -> bool:
    months, stored_gb = view.number(node, "retention_months"), view.quantity(node, "stored_gb")
    if months is None or months < _LONG_MONTHS or stored_gb is None or stored_gb < _MUCH_GB:
        return False
    is_safe = view.setting(node, "point_in_time_recovery") is not False
    links = [*view.entering(node.id), *view.leaving(node.id)]
    return not is_safe and not any("backup" in {link.source.service, link.target.service} for link in links)


def _recoverable(tables: list[Node]) -> Change:
    first, *others = (edits.set_setting(node, "point_in_time_recovery", True) for node in tables)
    for change in others:
        first = first.then(change)
    return first
