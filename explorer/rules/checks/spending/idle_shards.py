"""I7006: shards that nobody needs."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number

_TIMES = 4.0
_ROOM = 2


@rule(
    id="I7006",
    title="A stream has far more shards than its peak needs",
    why="A provisioned shard is paid by the hour, full or empty.",
    source="Amazon Kinesis Data Streams Developer Guide: Choose the capacity mode "
    "https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
    pillars=("cost optimization",),
    fails="""
        c: client
        s: kinesis-data-streams shards=40
        c << records items_per_s=10 item_kb=1
        c -> s sdk-call
    """,
    passes="""
        c: client
        s: kinesis-data-streams shards=3
        c << records items_per_s=10 item_kb=1
        c -> s sdk-call
    """,
)
def idle_shards(view: View) -> Iterator[Finding]:
    """Every provisioned stream with four times the shards that the peak needs, and more."""
    for node in view.nodes("kinesis-data-streams"):
        needed, shards = view.quantity(node, "shards_needed"), view.number(node, "shards")
        is_fixed = view.setting(node, "capacity_mode") == "provisioned"
        if is_fixed and needed is not None and shards is not None and shards >= _TIMES * needed:
            message = f"{view.label(node)} has {number(shards)} shards; its peak fills {number(needed)}."
            yield Finding(message, (node.id,), fix=set_to(view, node, "shards", round(needed) * _ROOM))
