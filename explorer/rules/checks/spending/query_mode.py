"""I7014: queries in the dearer of two modes."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared
from explorer.rules.words import number

_OTHER = {"on-demand": "provisioned", "provisioned": "on-demand"}
_WORDS = {"on-demand": "Paid by what they scan", "provisioned": "On provisioned capacity"}


@rule(
    id="I7014",
    title="Queries would cost less in the other capacity mode",
    why="Athena is paid by the TB scanned or by the hour of its processors; which is cheaper depends on the load.",
    source="Amazon Athena User Guide: Manage query processing capacity "
    "https://docs.aws.amazon.com/athena/latest/ug/capacity-management.html",
    pillars=("cost optimization",),
    fails="""
        b: s3
        q: athena capacity_mode=provisioned
        b << tabular items_per_month=1000 item_kb=100000
        b -> q query
    """,
    passes="""
        b: s3
        q: athena
        b << tabular items_per_month=1000 item_kb=100000
        b -> q query
    """,
)
def query_mode(view: View) -> Iterator[Finding]:
    """Every Athena that would be a good deal cheaper in the other mode with this design's queries."""
    for node in view.nodes("athena"):
        mode, scanned_tb = str(view.setting(node, "capacity_mode")), view.quantity(node, "scanned_tb")
        other = _OTHER.get(mode)
        sums = compared(view, node, {"capacity_mode": other}) if other else None
        if other is None or scanned_tb is None or sums is None or not sums.is_worth:
            continue
        message = (
            f"{_WORDS[other]}, the queries of {view.label(node)} would cost {sums.words}; they scan "
            f"{number(scanned_tb)} TB a month."
        )
        fix = set_to(view, node, "capacity_mode", other)
        yield Finding(message, (node.id,), fix=fix)
