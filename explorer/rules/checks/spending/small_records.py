"""I7018: records that are rounded up."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import dollars, usd_of
from explorer.rules.words import size

_STEP_KB = 5.0
"""Firehose bills each record up to the next whole step."""
_SHARE = 0.5
_EXACT = frozenset({"msk", "self-managed-kafka", "cloudwatch-logs", "waf"})
"""Sources of which no record is rounded: Kafka, and the logs that AWS services deliver."""
_MUCH_USD = 20.0
"""A month's rounding that is worth a change in what sends."""


@rule(
    id="I7018",
    title="Small records are billed as larger ones",
    why="Firehose rounds every record up to 5 KB; records joined by their sender are rounded once.",
    source="Amazon Data Firehose pricing https://aws.amazon.com/firehose/pricing/",
    pillars=("cost optimization",),
    fails="""
        c: client
        f: firehose
        c << records items_per_s=500 item_kb=0.5
        c -> f sdk-call
    """,
    passes="""
        c: client
        f: firehose
        c << records items_per_s=500 item_kb=4.5
        c -> f sdk-call
    """,
)
def small_records(view: View) -> Iterator[Finding]:
    """Every delivery stream that is billed for twice of what it gets, and more."""
    for node in view.nodes("firehose"):
        record_kb, billed = view.quantity(node, "record_kb"), view.quantity(node, "ingested_gb")
        if not record_kb or not billed or _is_billed_exactly(view, node):
            continue
        rounded_kb = ceil(record_kb / _STEP_KB) * _STEP_KB
        share = record_kb / rounded_kb
        usd = usd_of(view, node, "ingested_gb", billed * (1 - share))
        if share < _SHARE and usd is not None and usd >= _MUCH_USD:
            message = (
                f"{view.label(node)} gets records of {size(record_kb)} and bills {size(rounded_kb)} for each: about "
                f"{dollars(usd)} USD a month for nothing. Join records before they are sent."
            )
            yield Finding(message, (node.id,))


def _is_billed_exactly(view: View, node: Node) -> bool:
    """Whether records come from where they are billed as they are."""
    return any(link.source.service in _EXACT for link in view.entering(node.id))
