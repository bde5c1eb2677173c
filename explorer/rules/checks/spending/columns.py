"""I7025: queries over rows where columns would do."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_all
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number

_BUFFER_MB = 128
"""Files of this size are read well; converting needs at least half of it."""
_QUERIES = frozenset({"athena", "redshift-spectrum"})


@rule(
    id="I7025",
    title="Queries scan what a stream wrote as text",
    why="Queries are paid by what they scan, and of text they scan all; of Parquet only the columns they ask for.",
    source="Amazon Data Firehose Developer Guide: Convert input data format "
    "https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html",
    pillars=("cost optimization", "performance"),
    fails="""
        c: client
        f: firehose
        b: s3
        q: athena
        c << records items_per_s=500 item_kb=4
        c -> f sdk-call
        f -> b delivery-destination
        b -> q query
    """,
    passes="""
        c: client
        f: firehose format_conversion=true buffer_mb=128
        b: s3
        q: athena
        c << records items_per_s=500 item_kb=4
        c -> f sdk-call
        f -> b delivery-destination
        b -> q query
    """,
)
def columns(view: View) -> Iterator[Finding]:
    """Every delivery stream that writes rows into a bucket over which queries are paid by what they scan."""
    for link in view.links("firehose", "s3", "delivery-destination"):
        if view.setting(link.source, "format_conversion") is not False:
            continue
        for reader in (after.target for after in view.leaving(link.target.id)):
            if reader.service in _QUERIES:
                yield from _told(view, link.source, link.target, reader)


def _told(view: View, stream: Node, bucket: Node, reader: Node) -> Iterator[Finding]:
    scanned_tb = view.quantity(reader, "scanned_tb")
    usd = None if scanned_tb is None else usd_of(view, reader, "scanned_tb", scanned_tb)
    if scanned_tb is not None and usd is not None and usd >= WORTH_USD:
        message = (
            f"{number(scanned_tb)} TB a month are scanned in {view.label(bucket)} by {view.label(reader)}, for about "
            f"{dollars(usd)} USD: all columns of all rows. {view.label(stream)} can write Parquet."
        )
        buffer_mb = max(view.number(stream, "buffer_mb") or 0.0, _BUFFER_MB)
        values = {"format_conversion": True, "buffer_mb": buffer_mb}
        fix = set_all(stream, values, "Write Parquet, in larger files")
        yield Finding(message, (stream.id, bucket.id, reader.id), fix=fix)
