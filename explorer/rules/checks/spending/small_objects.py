"""I7026: objects that cost more to write than to keep."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number, size

_TIMES = 4.0
"""Writing costs this many times what keeping costs."""


@rule(
    id="I7026",
    title="Writing many small objects costs more than keeping them",
    why="Every object is a request, whatever its size; records gathered into files need a fraction of the requests.",
    source="Amazon S3 pricing https://aws.amazon.com/s3/pricing/",
    pillars=("cost optimization",),
    fails="""
        fn: lambda
        b: s3
        fn << records items_per_month=10000000 item_kb=1
        fn -> b sdk-call
    """,
    passes="""
        fn: lambda
        f: firehose
        b: s3
        fn << records items_per_month=10000000 item_kb=1
        fn -> f sdk-call
        f -> b delivery-destination
    """,
)
def small_objects(view: View) -> Iterator[Finding]:
    """Every bucket whose writes cost several times what its storage does."""
    for node in view.nodes("s3"):
        if not _is_written_by_code(view, node):
            continue
        puts, stored_gb = view.quantity(node, "put_requests"), view.quantity(node, "stored_gb")
        if not puts or stored_gb is None:
            continue
        writing, keeping = (
            usd_of(view, node, "put_requests", puts),
            usd_of(view, node, "stored_gb", stored_gb),
        )
        if writing is None or keeping is None or writing < max(WORTH_USD, _TIMES * keeping):
            continue
        item_mb = view.quantity(node, "item_mb") or 0.0
        message = (
            f"{number(puts)} objects of {size(item_mb * 1024)} a month cost {dollars(writing)} USD to write into "
            f"{view.label(node)} and {dollars(keeping)} USD to keep. Gather records first, by Firehose or in "
            f"code."
        )
        yield Finding(message, (node.id,))


def _is_written_by_code(view: View, node: Node) -> bool:
    """Whether each item is written as it comes; services that deliver gather items into files by themselves."""
    ways = {link.connection.mechanism for link in view.entering(node.id)} - SUPPORT
    return ways == {"sdk-call"}
