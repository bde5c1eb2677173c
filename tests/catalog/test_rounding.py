"""What is billed is rounded as AWS documents it."""

import pytest

from explorer.catalog import load_catalog
from explorer.cost import estimate
from explorer.design.sketch import sketched
from explorer.flow import flow_of

CATALOG = load_catalog()


def quantity(text: str, node: str, name: str) -> float | None:
    design = sketched(text)
    return flow_of(design, CATALOG).nodes[node].quantity(name)


def billed(text: str, node: str) -> dict[str, float]:
    """USD by dimension of one node."""
    design = sketched(text)
    items = estimate(design, CATALOG, flow_of(design, CATALOG)).items
    return {item.dimension: float(item.usd) for item in items if item.node == node}


@pytest.mark.parametrize(
    ("source", "gb"), [("direct-put", 5.0), ("kinesis", 5.0), ("msk", 1.0), ("vended-logs", 1.0)]
)
def test_firehose_rounds_records_up_to_5_kb_unless_they_come_from_kafka_or_logs(source, gb):
    text = f"f: firehose source={source}\nf << records items_per_month=1048576 item_kb=1"

    assert quantity(text, "f", "ingested_gb") == pytest.approx(gb)


@pytest.mark.parametrize(("kb", "gb"), [(1, 12 * 128.0), (512, 12 * 512.0)])
def test_small_objects_in_infrequent_access_are_billed_as_128_kb(kb, gb):
    text = f"b: s3 storage_class=standard-ia\nb << records items_per_month=1048576 item_kb={kb}"

    assert quantity(text, "b", "cold_gb") == pytest.approx(gb)


def test_an_archive_is_billed_for_its_least_time_and_for_the_names_of_its_objects():
    text = "b: s3 storage_class=deep-archive retention_months=1\nb << records items_per_month=1048576 item_kb=992"

    assert quantity(text, "b", "archive_gb") == pytest.approx(6 * 1024)
    assert quantity(text, "b", "archive_index_gb") == pytest.approx(6 * 8)


def test_runs_on_provisioned_concurrency_are_billed_at_its_rate_and_the_rest_on_demand():
    load = "duration_ms=1000 memory_mb=1024\nf << records items_per_s=10 peak_ratio=1"
    half = billed(f"f: lambda provisioned_concurrency=5 {load}", "f")
    none = billed(f"f: lambda {load}", "f")

    assert half["duration_x86"] == pytest.approx(none["duration_x86"] / 2)
    assert "warm_duration_x86" in half
    assert "warm_duration_x86" not in none


def test_prompts_that_are_read_from_the_cache_are_billed_at_its_rate():
    text = "m: bedrock model=nova-pro cached_share=0.5 instruction_tokens=1000\nm << text items_per_month=1000 item_kb=0"
    bill = billed(text, "m")

    assert bill["nova-pro-input"] == pytest.approx(0.4)
    assert bill["nova-pro-cache-read"] == pytest.approx(0.1)


def test_copied_rows_reach_a_bucket_as_files_and_a_stream_as_records():
    text = "r: rds\nd: dms\nb: s3\nk: kinesis-data-streams\nr << records items_per_month=10000000 item_kb=1\n"
    text += "r -> d connector\nd -> b delivery-destination\nd -> k delivery-destination"

    assert quantity(text, "b", "put_requests") == pytest.approx(2_628_000 / 60)
    assert quantity(text, "k", "put_units") == pytest.approx(10_000_000)
