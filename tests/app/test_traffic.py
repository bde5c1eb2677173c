"""What passes each place, and the limits of its busiest hour, in the real catalog."""

import pytest

from explorer.app.rates import rate_limits
from explorer.app.traffic import traffic_of
from explorer.catalog import load_catalog
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import flow_of

CATALOG = load_catalog()
DESIGN = Design(
    [
        Node(id="in", service="kinesis-data-streams", settings={"shards": 2}),
        Node(id="run", service="lambda", settings={"batch_size": 1}),
        Node(id="alone", service="lambda"),
        Connection(id="link", source="in", target="run", mechanism="event-source-mapping"),
        Workload(id="in", kind="records", items_per_s=100.0, item_kb=2.0, peak_ratio=4.0),
    ]
)
FLOW = flow_of(DESIGN, CATALOG)


def lines(key):
    return [line for line in traffic_of(DESIGN, FLOW) if line.key == key]


def test_a_node_tells_its_stream_and_the_calls_that_come_of_it():
    (line,) = lines("nodes/run")

    assert (line.kind, line.load.mean_per_s.expected, line.load.peak_per_s.expected) == (
        "records",
        100.0,
        400.0,
    )
    assert line.peak_mb_per_s.expected == pytest.approx(400 * 2 / 1024)
    assert (line.calls.title, line.at_once.unit, line.stored) == ("Invocations", "invocation", None)


def test_every_connection_has_a_line():
    assert [line.kind for line in lines("connections/link")] == ["records"]


def test_a_place_that_nothing_passes_has_a_line_without_load():
    (line,) = lines("nodes/alone")

    assert (line.kind, line.load, line.peak_mb_per_s) == ("", None, None)


def test_limits_of_the_rate_are_told_as_items_a_second_and_sizes_are_not():
    found = rate_limits(DESIGN, CATALOG, FLOW, "in", (100.0,))

    assert [one.limit.unit for one in found] == ["MB per second", "records per second", "MiB per second"]
    assert [one.items_per_s for one in found] == pytest.approx([1024, 2000, 2048], rel=0.05)


def test_without_load_no_limit_is_reached():
    assert rate_limits(DESIGN, CATALOG, FLOW, "alone", (0.0,)) == []


def test_of_a_limit_that_nodes_share_each_has_its_part():
    double = Design(
        [
            *(Node(id=key, service="lambda", settings={"duration_ms": 1000.0}) for key in ("run", "beside")),
            *(Workload(id=key, kind="records", items_per_s=100.0, item_kb=1.0) for key in ("run", "beside")),
        ]
    )

    (one,) = rate_limits(double, CATALOG, flow_of(double, CATALOG), "run", (100.0,))

    assert one.limit.is_shared
    assert one.items_per_s == pytest.approx(one.limit.value / 2)
