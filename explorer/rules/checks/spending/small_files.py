"""I7003: queries over many small files."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, size

_SMALL_MB = 1.0
"""Far below the 128 MB and more at which reading outweighs opening."""
_MANY = 10_000
_QUERIES = frozenset({"athena", "redshift-spectrum", "emr", "emr-serverless"})
"""A Glue job is missing: it is what gathers small files."""


@rule(
    id="I7003",
    title="Queries read many small files",
    why="Each file costs a request and a start; queries get slow, and the requests can cost more than the scan.",
    source="Amazon Athena User Guide: Optimize data "
    "https://docs.aws.amazon.com/athena/latest/ug/performance-tuning-data-optimization-techniques.html",
    pillars=("performance", "cost optimization"),
    fails="""
        b: s3
        q: athena
        b << records items_per_month=500000 item_kb=4
        b -> q query
    """,
    passes="""
        b: s3
        q: athena
        b << records items_per_month=50 item_kb=4
        b -> q query
    """,
)
def small_files(view: View) -> Iterator[Finding]:
    """Every bucket of small objects, many a month, that a query engine reads."""
    for node in view.nodes("s3"):
        item_mb, objects = view.quantity(node, "item_mb"), view.quantity(node, "stored_objects")
        if not item_mb or objects is None or item_mb >= _SMALL_MB or objects < _MANY:
            continue
        reader = None if _is_gathered(view, node) else _reader(view, node)
        if reader is not None:
            message = (
                f"{view.label(reader)} reads {number(objects)} files of {size(item_mb * 1024)} in "
                f"{view.label(node)}. Gather them into large ones first, by Firehose or a Glue job."
            )
            yield Finding(message, (node.id, reader.id))


def _is_gathered(view: View, node: Node) -> bool:
    """Whether only connectors fill it, which gather records into files by a setting of theirs that is not drawn."""
    fills = [link for link in view.entering(node.id) if link.connection.mechanism not in SUPPORT]
    return bool(fills) and all(link.source.service == "msk-connect" for link in fills)


def _reader(view: View, node: Node) -> Node | None:
    return next((link.target for link in view.leaving(node.id) if link.target.service in _QUERIES), None)
