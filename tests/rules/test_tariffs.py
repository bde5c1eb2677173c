"""What a design's load would cost with other settings."""

import pytest
from sketch import CATALOG, sketch

from explorer.flow.engine import flow_of
from explorer.rules.model import View
from explorer.rules.tariffs import Compared, compared, dollars, usd_at, usd_of

STREAM = """
    c: client
    s: kinesis-data-streams capacity_mode=on-demand
    c << records items_per_s=500 item_kb=1
    c -> s sdk-call
"""


def view_of(text):
    design = sketch(text)
    return View(design, CATALOG, flow_of(design, CATALOG))


def test_quantities_stand_in_place_of_the_flows_in_the_second_sum():
    view = view_of(STREAM)
    node = view.design.nodes["s"]

    one, ten = (
        compared(view, node, {"capacity_mode": "provisioned"}, {"shard_hours": shards * 730.0})
        for shards in (1, 10)
    )

    assert one.now_usd == ten.now_usd
    assert ten.then_usd - one.then_usd == pytest.approx(9 * 730 * 0.015)


def test_both_sums_are_by_the_prices_of_one_region():
    here, elsewhere = (view_of(text) for text in (STREAM, f"region eu-north-1\n{STREAM}"))

    sums = [
        compared(view, view.design.nodes["s"], {"capacity_mode": "provisioned"}) for view in (here, elsewhere)
    ]

    assert sums[0] == sums[1]


def test_an_unknown_load_is_not_compared():
    view = view_of("s: kinesis-data-streams capacity_mode=on-demand\nc: client\nc -> s sdk-call")

    assert compared(view, view.design.nodes["s"], {"capacity_mode": "provisioned"}) is None


def test_a_sum_too_small_for_a_sentence_is_not_compared():
    view = view_of("fn: lambda\nfn << records items_per_month=1000")

    assert compared(view, view.design.nodes["fn"], {"architecture": "arm64"}) is None


@pytest.mark.parametrize(
    ("now", "then", "is_worth"),
    [(100.0, 50.0, True), (100.0, 95.0, False), (6.0, 2.0, False), (50.0, 100.0, False)],
)
def test_only_a_good_deal_less_is_worth_telling(now, then, is_worth):
    assert is_worth == Compared(now, then).is_worth


def test_all_dimensions_of_a_quantity_that_apply_are_added():
    plain, redacted = (
        view_of(f"b: s3\nt: transcribe {setting}\nb << audio items_per_month=9 seconds=60\nb -> t job-input")
        for setting in ("mode=batch", "mode=batch pii_redaction=true")
    )

    costs = [usd_of(view, view.design.nodes["t"], "billed_seconds", 3600.0) for view in (plain, redacted)]

    assert costs[1] > costs[0] > 0


def test_what_is_not_charged_for_has_no_price():
    view = view_of("q: sqs")

    assert usd_of(view, view.design.nodes["q"], "message_kb", 5.0) is None
    assert usd_at(view, "sqs", "no-such-dimension", 5.0) is None


@pytest.mark.parametrize(("usd", "text"), [(0.5, "0.50"), (9.99, "9.99"), (12.4, "12"), (1234.5, "1,234")])
def test_cents_are_told_where_they_matter(usd, text):
    assert text == dollars(usd)
