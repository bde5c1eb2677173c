"""I7012: a stream in the dearer of its two modes."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.flow.model import HOURS_PER_MONTH
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import compared
from explorer.rules.words import number

_ROOM = 1.25
"""Shards for the peak, and a quarter to spare."""
_FREE_H = 24
"""Hours of retention that are in a shard's price."""
_MANY = 4
"""With this many times the needed shards there are too many of them, which I7006 tells."""


@rule(
    id="I7012",
    title="The other capacity mode of a stream would cost less",
    why="On demand is paid by the GB and by the hour of a stream, provisioned by shard: a steady load is cheaper in "
    "shards, one with rare peaks on demand.",
    source="Amazon Kinesis Data Streams Developer Guide: Choose the right mode for your data stream "
    "https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
    pillars=("cost optimization",),
    fails="""
        c: client
        s: kinesis-data-streams capacity_mode=on-demand
        c << records items_per_s=500 item_kb=1
        c -> s sdk-call
    """,
    passes="""
        c: client
        s: kinesis-data-streams shards=1
        c << records items_per_s=500 item_kb=1
        c -> s sdk-call
    """,
)
def stream_mode(view: View) -> Iterator[Finding]:
    """Every stream that would be a good deal cheaper in the other mode with this design's load."""
    for node in view.nodes("kinesis-data-streams"):
        needed = view.quantity(node, "shards_needed")
        if needed is not None and view.quantity(node, "put_units"):
            yield from _on_demand(view, node, needed)
            yield from _provisioned(view, node, needed)


def _on_demand(view: View, node: Node, needed: float) -> Iterator[Finding]:
    shards = ceil(needed * _ROOM)
    if view.setting(node, "capacity_mode") != "on-demand":
        return
    kept_h, pipes = view.number(node, "retention_hours") or 0.0, view.number(node, "fan_out_consumers") or 0.0
    hours = shards * HOURS_PER_MONTH
    quantities = {
        "shard_hours": hours,
        "extended_shard_hours": hours if kept_h > _FREE_H else 0.0,
        "fan_out_shard_hours": pipes * hours,
    }
    sums = compared(view, node, {"capacity_mode": "provisioned"}, quantities)
    if sums is not None and sums.is_worth:
        count = f"{shards:,} shard" + ("s" if shards > 1 else "")
        message = f"With {count} {view.label(node)} would cost {sums.words}; its peak fills {number(needed)}."
        fix = set_all(node, {"capacity_mode": "provisioned", "shards": shards}, f"Provision {count}")
        yield Finding(message, (node.id,), fix=fix)


def _provisioned(view: View, node: Node, needed: float) -> Iterator[Finding]:
    shards = view.number(node, "shards")
    if view.setting(node, "capacity_mode") != "provisioned" or shards is None or shards >= _MANY * needed:
        return
    sums = compared(view, node, {"capacity_mode": "on-demand"})
    if sums is not None and sums.is_worth:
        name = view.label(node)
        message = f"On demand {name} would cost {sums.words}: its {number(shards)} shards are seldom full."
        fix = set_all(node, {"capacity_mode": "on-demand"}, "Let it scale on demand")
        yield Finding(message, (node.id,), fix=fix)
