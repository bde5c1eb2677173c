"""W2109: a stream with fewer shards than the peak needs."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, size


@rule(
    id="W2109",
    title="A stream has fewer shards than its peak needs",
    why="Writes above what the shards take are throttled; producers retry, fall behind and lose what they drop.",
    source="Amazon Kinesis Data Streams Developer Guide: Quotas and limits "
    "https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html",
    pillars=("reliability", "performance"),
    fails="""
        c: client
        s: kinesis-data-streams shards=2
        c << records items_per_s=100 item_kb=40
        c -> s sdk-call
    """,
    passes="""
        c: client
        s: kinesis-data-streams shards=9
        c << records items_per_s=100 item_kb=40
        c -> s sdk-call
    """,
)
def enough_shards(view: View) -> Iterator[Finding]:
    """Every provisioned stream whose shards are fewer than the expected peak asks for."""
    for node in view.nodes("kinesis-data-streams"):
        needed, shards = view.quantity(node, "shards_needed"), view.number(node, "shards")
        is_fixed = view.setting(node, "capacity_mode") == "provisioned"
        if is_fixed and needed is not None and shards is not None and shards < needed:
            yield _finding(view, node, round(shards), round(needed))


def _finding(view: View, node: Node, shards: int, needed: int) -> Finding:
    records, mb = view.quantity(node, "peak_records_per_s"), view.quantity(node, "peak_mb_per_s")
    message = (
        f"At its peak {view.label(node)} gets {number(records or 0)} records and {size((mb or 0) * 1024)} a second; "
        f"that needs {needed:,} shards and it has {shards:,}."
    )
    return Finding(message, (node.id,), fix=set_to(view, node, "shards", needed))
