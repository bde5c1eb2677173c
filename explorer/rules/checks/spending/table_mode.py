"""I7013: a table in the dearer of its two modes."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.flow.model import HOURS_PER_MONTH, SECONDS_PER_MONTH
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared
from explorer.rules.words import number

_USED = 0.7
"""The part of its units that a table is let to use at the peak; auto scaling begins with the same."""


@rule(
    id="I7013",
    title="The other capacity mode of a table would cost less",
    why="On demand is paid by the request, provisioned by the hour of each unit: a steady load is cheaper in units, "
    "one with rare peaks on demand.",
    source="Amazon DynamoDB Developer Guide: DynamoDB throughput capacity "
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
    pillars=("cost optimization",),
    fails="""
        fn: lambda
        t: dynamodb
        fn << records items_per_s=50 item_kb=1
        fn -> t sdk-call
    """,
    passes="""
        fn: lambda
        t: dynamodb
        fn << records items_per_s=50 item_kb=1 peak_ratio=8
        fn -> t sdk-call
    """,
)
def table_mode(view: View) -> Iterator[Finding]:
    """Every table that would be a good deal cheaper in the other mode with this design's load."""
    for node in view.nodes("dynamodb"):
        if view.quantity(node, "write_units"):
            if view.setting(node, "capacity_mode") == "on-demand":
                yield from _on_demand(view, node)
            else:
                yield from _provisioned(view, node)


def _on_demand(view: View, node: Node) -> Iterator[Finding]:
    peak, writes = view.quantity(node, "peak_writes_per_s"), view.quantity(node, "write_units")
    reads = view.quantity(node, "read_units")
    if not peak or not writes or reads is None:
        return
    write_units = ceil(peak / _USED)
    read_units = max(1, ceil(reads / writes * peak / _USED))
    quantities = {"wcu_hours": write_units * HOURS_PER_MONTH, "rcu_hours": read_units * HOURS_PER_MONTH}
    sums = compared(view, node, {"capacity_mode": "provisioned"}, quantities)
    if sums is not None and sums.is_worth:
        message = (
            f"With {write_units:,} write and {read_units:,} read units {view.label(node)} would cost {sums.words}, "
            f"if its load is as even as it is stated: {number(writes / SECONDS_PER_MONTH)} write units a second and "
            f"{number(peak)} at the peak."
        )
        values: dict[str, SettingValue] = {"capacity_mode": "provisioned"}
        values |= {"write_capacity": write_units, "read_capacity": read_units}
        yield Finding(message, (node.id,), fix=set_all(node, values, "Provision units for its peak"))


def _provisioned(view: View, node: Node) -> Iterator[Finding]:
    sums = compared(view, node, {"capacity_mode": "on-demand"})
    if sums is not None and sums.is_worth:
        message = f"On demand {view.label(node)} would cost {sums.words}: its units are seldom used."
        fix = set_all(node, {"capacity_mode": "on-demand"}, "Let it scale on demand")
        yield Finding(message, (node.id,), fix=fix)
