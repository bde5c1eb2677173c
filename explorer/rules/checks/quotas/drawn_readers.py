"""W2121: more readers in the picture than in the numbers."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed, number

_READS = frozenset({"event-source-mapping", "stream-source", "subscription"})


@rule(
    id="W2121",
    title="More readers of a stream are drawn than its numbers count",
    why="All readers share what a shard gives, and are paid for: what is read comes out too low.",
    source="Amazon Kinesis Data Streams Developer Guide: Develop enhanced fan-out consumers "
    "https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html",
    pillars=("performance", "cost optimization"),
    fails="""
        s: kinesis-data-streams
        a: lambda
        b: firehose
        s -> a event-source-mapping
        s -> b stream-source
    """,
    passes="""
        s: kinesis-data-streams consumers=2
        a: lambda
        b: firehose
        s -> a event-source-mapping
        s -> b stream-source
    """,
)
def drawn_readers(view: View) -> Iterator[Finding]:
    """Every stream with more readers than its settings count, shared and with a pipe of their own."""
    for node in view.nodes("kinesis-data-streams"):
        shared, own = view.number(node, "consumers"), view.number(node, "fan_out_consumers")
        readers = [link.target for link in view.leaving(node.id) if link.connection.mechanism in _READS]
        if shared is None or own is None or len(readers) <= shared + own:
            continue
        message = (
            f"{listed(view.label(reader) for reader in readers)} read {view.label(node)}; its numbers count "
            f"{number(shared + own)}."
        )
        fix = set_to(view, node, "consumers", round(len(readers) - own))
        yield Finding(message, (node.id, *(reader.id for reader in readers)), fix=fix)
