from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog import Catalog
from explorer.catalog.model import FlowBehaviour as Flow
from explorer.catalog.model import (
    FreeAllowance,
    Instance,
    PriceDimension,
    PriceSheet,
    Quantity,
    RegionPrice,
    Service,
    Setting,
    Tier,
)
from explorer.catalog.tariff import tiered
from explorer.cost import estimate
from explorer.design import Design, Header, Node, Workload
from explorer.flow import flow_of

TIERS = (
    Tier(usd=Decimal("0.10"), up_to=Decimal(100)),
    Tier(usd=Decimal("0.05"), up_to=Decimal(1000)),
    Tier(usd=Decimal("0.01")),
)


def price(region, *tiers, confidence="high"):
    return RegionPrice(
        region=region,
        tiers=tiers or (Tier(usd=Decimal(1)),),
        source="Sheet https://example.org",
        as_of="2026-01",
        confidence=confidence,
    )


def a_catalog(*dimensions, sheet=None, instances=()):
    service = Service(
        id="box", name="Box", category="storage", summary="",
        settings=(Setting(id="mode", title="Mode", type="choice", default="std", choices=("std", "cold")), Setting(id="instance_type", title="Type", type="text", default="t.small")),
        flow=Flow(quantities=(Quantity(id="items", title="Items", unit="item/month", formula="all.items"), Quantity(id="hours_used", title="Hours", unit="hour/month", formula="hours"))),
    )  # fmt: skip
    sheet = sheet or PriceSheet(service="box", dimensions=dimensions)
    return Catalog([service], [sheet], instances)


def dimension(*prices, name="use", quantity="items", per=1, **more):
    return PriceDimension(
        id=name, title=name.title(), unit="item", per=Decimal(per), quantity=quantity, prices=prices, **more
    )


def bill(catalog, *, items=None, region="us-east-1", nodes=1, free_tier=False, **settings):
    ids = [f"n{number}" for number in range(nodes)]
    records = [Node(id=name, service="box", settings=settings) for name in ids]
    records += [Workload(id=name, items_per_month=items) for name in ids if items is not None]
    design = Design([Header(region=region), *records])
    return estimate(design, catalog, flow_of(design, catalog), free_tier=free_tier)


@pytest.mark.parametrize(
    ("quantity", "usd"), [(0, "0"), (50, "5"), (100, "10"), (101, "10.05"), (1000, "55"), (2000, "65")]
)
def test_tiers_are_taken_in_order(quantity, usd):
    assert tiered(TIERS, Decimal(quantity), Decimal(1)) == Decimal(usd)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_never_costs_less_and_falling_tiers_never_cost_more_than_apart(a, b):
    together = tiered(TIERS, Decimal(a + b), Decimal(1))

    assert together >= tiered(TIERS, Decimal(a), Decimal(1))
    assert together <= tiered(TIERS, Decimal(a), Decimal(1)) + tiered(TIERS, Decimal(b), Decimal(1))


def test_a_line_is_quantity_times_price_per_so_many():
    found = bill(
        a_catalog(dimension(price("us-east-1", Tier(usd=Decimal("0.20"))), per=1_000_000)), items=5_000_000.0
    )

    assert (found.items[0].usd, found.total, found.by_node) == (Decimal(1), Decimal(1), {"n0": Decimal(1)})
    assert found.items[0].unit_price == Decimal("0.2")


def test_nodes_of_one_account_fill_the_tiers_together():
    found = bill(a_catalog(dimension(price("us-east-1", *TIERS))), items=100.0, nodes=2)

    assert found.total == Decimal(15)
    assert [item.usd for item in found.items] == [Decimal("7.5"), Decimal("7.5")]


def test_low_expected_and_high_come_from_the_stated_range():
    found = bill(a_catalog(dimension(price("us-east-1", *TIERS))), items=(50.0, 100.0, 1000.0))

    assert (found.low, found.total, found.high) == (Decimal(5), Decimal(10), Decimal(55))


def test_another_regions_price_is_used_only_with_a_word_about_it():
    catalog = a_catalog(
        dimension(price("us-east-1", Tier(usd=Decimal(1))), price("eu-west-1", Tier(usd=Decimal(2))))
    )

    assert bill(catalog, items=1.0, region="eu-west-1").items[0].estimated_from == ""
    assert bill(catalog, items=1.0, region="eu-west-1").total == 2
    assert bill(catalog, items=1.0, region="sa-east-1").items[0].estimated_from == "us-east-1"
    assert bill(catalog, items=1.0, region="sa-east-1").estimated == 1


def test_a_price_of_one_region_is_never_moved_to_another_but_for_us_east_1():
    found = bill(a_catalog(dimension(price("eu-west-1"))), items=1.0, region="us-east-1")

    assert found.total == 0
    assert [(one.node, one.kind) for one in found.unpriced] == [("n0", "no-price")]


def test_without_a_quantity_there_is_a_word_and_no_zero_line():
    found = bill(a_catalog(dimension(price("us-east-1"))))

    assert found.items == ()
    assert found.is_at_least
    assert "not known" in found.unpriced[0].reason


def test_a_service_without_a_sheet_is_unpriced_and_one_that_is_free_is_not():
    free = a_catalog(sheet=PriceSheet(service="box", free="It costs nothing by itself."))
    missing = a_catalog(sheet=PriceSheet(service="other"))

    assert not bill(free, items=1.0).is_at_least
    assert bill(missing, items=1.0).is_at_least


def test_what_has_no_public_price_says_why():
    found = bill(a_catalog(dimension(unpriced="Prices are given on request only.")), items=1.0)

    assert found.unpriced[0].reason == "Prices are given on request only."


def test_a_dimension_applies_only_under_its_settings():
    catalog = a_catalog(
        dimension(price("us-east-1", Tier(usd=Decimal(1))), name="std", when={"mode": "std"}),
        dimension(price("us-east-1", Tier(usd=Decimal(5))), name="cold", when={"mode": ("cold", "frozen")}),
    )

    assert [item.dimension for item in bill(catalog, items=1.0).items] == ["std"]
    assert [item.dimension for item in bill(catalog, items=1.0, mode="cold").items] == ["cold"]


def test_instances_are_priced_by_type_and_an_unknown_type_is_unpriced():
    small = Instance(id="t.small", kind="ec2", prices=(price("us-east-1", Tier(usd=Decimal("0.5"))),))
    catalog = a_catalog(dimension(quantity="hours_used", instances="ec2"), instances=[small])

    assert bill(catalog).total == 365
    assert "t.huge" in bill(catalog, instance_type="t.huge").unpriced[0].reason


def test_the_free_amount_counts_only_when_asked_for_and_once_per_account():
    catalog = a_catalog(
        dimension(price("us-east-1"), free=FreeAllowance(quantity=Decimal(10), kind="always"))
    )

    assert bill(catalog, items=10.0, nodes=2).total == 20
    assert bill(catalog, items=10.0, nodes=2, free_tier=True).total == 10


def test_two_hundred_thousand_calls_of_four_minutes_cost_what_the_price_list_says(catalog):
    """48,000,000 seconds at 0.0001 USD, the batch price of the list published 2026-09-11."""
    records = [
        Node(id="t", service="transcribe"),
        Workload(id="t", kind="audio", items_per_month=200_000.0, seconds=240.0),
    ]
    design = Design(records)

    found = estimate(design, catalog, flow_of(design, catalog))

    batch = next(item for item in found.items if item.quantity.expected == 48_000_000)
    assert batch.usd == 4800


def test_a_closed_service_says_so_beside_its_price(catalog):
    design = Design([Node(id="n", service="fraud-detector", label="Check"), Node(id="s", service="s3")])

    found = estimate(design, catalog, flow_of(design, catalog))

    assert len(found.notices) == 1
    assert found.notices[0].startswith("Check: Amazon Fraud Detector is closed to new customers")
