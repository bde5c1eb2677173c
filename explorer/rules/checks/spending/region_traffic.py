"""I7028: data that is carried from one Region into another, month for month."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.regions import region_of
from explorer.rules.tariffs import WORTH_USD, dollars, usd_at
from explorer.rules.words import number


@rule(
    id="I7028",
    title="Much data is carried from one Region into another",
    why="Every GB that leaves a Region is billed; work that stands where its data is costs nothing to feed.",
    source="AWS Well-Architected Framework, Cost Optimization Pillar: Plan for data transfer "
    "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/plan-for-data-transfer.html",
    pillars=("cost optimization", "sustainability"),
    fails="""
        group here kind=region label=eu-west-1
        group there kind=region label=us-east-1
        fn: lambda group=here
        b: s3 group=there
        fn << records items_per_month=1000000 item_kb=2000
        fn -> b sdk-call
    """,
    passes="""
        group here kind=region label=eu-west-1
        group there kind=region label=us-east-1
        fn: lambda group=here
        b: s3 group=here
        fn << records items_per_month=1000000 item_kb=2000
        fn -> b sdk-call
    """,
)
def region_traffic(view: View) -> Iterator[Finding]:
    """Every connection between two Regions whose load costs more than a trifle to carry."""
    if not any(group.kind == "region" for group in view.design.groups.values()):
        return
    for link in view.all_links:
        here, there = region_of(view, link.source), region_of(view, link.target)
        if not here or not there or here == there:
            continue
        gb = view.gb(link)
        usd = usd_at(view, "s3", "other_regions_out", gb) if gb else None
        if gb and usd is not None and usd >= WORTH_USD:
            message = (
                f"{number(gb)} GB a month go from {view.label(link.source)} in {here} to {view.label(link.target)} "
                f"in {there}, about {dollars(usd)} USD for the way alone."
            )
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,))
