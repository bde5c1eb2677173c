"""W7021: functions kept warm that are never called."""

from collections.abc import Iterator
from math import ceil

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number

_TIMES = 2.0
"""Up to twice the peak is room."""


@rule(
    id="W7021",
    title="More functions are kept warm than ever run at once",
    why="Provisioned concurrency is paid for every second, called or not.",
    source="AWS Lambda Developer Guide: Configuring provisioned concurrency for a function "
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    pillars=("cost optimization",),
    fails="""
        api: api-gateway
        fn: lambda provisioned_concurrency=100 memory_mb=1024
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
    passes="""
        api: api-gateway
        fn: lambda provisioned_concurrency=6 memory_mb=1024
        api << records items_per_s=20 item_kb=1
        api -> fn sync-invoke
    """,
)
def warm_functions(view: View) -> Iterator[Finding]:
    """Every function with more than twice the provisioned concurrency that its peak fills."""
    for node in view.nodes("lambda"):
        warm, peak = view.number(node, "provisioned_concurrency"), view.quantity(node, "concurrency")
        paid = view.quantity(node, "provisioned_gb_seconds")
        if not warm or peak is None or paid is None or warm <= _TIMES * ceil(peak):
            continue
        usd = usd_of(view, node, "provisioned_gb_seconds", paid * (1 - ceil(peak) / warm))
        if usd is not None and usd >= WORTH_USD:
            message = (
                f"{number(warm)} environments of {view.label(node)} are kept warm and at its peak {number(peak)} "
                f"run: about {dollars(usd)} USD a month for nothing."
            )
            fix = set_to(view, node, "provisioned_concurrency", ceil(peak))
            yield Finding(message, (node.id,), fix=fix)
