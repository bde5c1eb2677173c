"""What gives way first when the load grows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sketch import CATALOG, found, sketch

from explorer.app.session import read_design
from explorer.catalog import Catalog
from explorer.catalog.model import Emit, FlowBehaviour, Integration, Limit, Quantity, Service, Setting
from explorer.design import Connection, Design, Group, Node, Workload
from explorer.flow import Spread, flow_of
from explorer.rules.capacity import headroom

TEMPLATES = Path(__file__).parents[2] / "catalog" / "templates"


def quantity(name, formula, unit):
    return Quantity(id=name, title=name.capitalize(), unit=unit, formula=formula)


def limit(name, value, unit, **more):
    return Limit(id=f"most-{name}", name=f"Most {name}", value=value, unit=unit, quantity=name, **more)


DOOR = Service(
    id="door",
    name="Door",
    category="external",
    summary="",
    flow=FlowBehaviour(emits=(Emit(kind="any"),)),
    integrations=(Integration(source_id="door", target_id="hall", mechanism="sdk-call", direction="data"),),
)
HALL = Service(
    id="hall",
    name="Hall",
    category="external",
    summary="",
    settings=(Setting(id="seats", title="Seats", default=20.0),),
    flow=FlowBehaviour(
        quantities=(
            quantity("rate", "pushed.peak_per_s", "guest/s"),
            quantity("crowd", "pushed.peak_per_s + 5", "guest"),
            quantity("luggage", "pushed.gb * 1048576 / pushed.items", "KB"),
            quantity("unused", "0 * pushed.items", "guest"),
        )
    ),
    limits=(
        limit("luggage", 2.0, "MB"),
        limit("rate", 6000.0, "guests per minute", adjustable=True, source="A notice", as_of="2026-01-31"),
        limit("crowd", 45.0, "guests"),
        limit("unused", 1.0, "guests"),
        limit("seats", 100.0, "seats"),
    ),
)
HOUSE = Catalog([DOOR, HALL], (), ())


def room(*workloads):
    nodes = [Node(id="door", service="door"), Node(id="hall", service="hall")]
    return Design(
        [*nodes, Connection(id="c", source="door", target="hall", mechanism="sdk-call"), *workloads]
    )


def guests(**measures):
    return Workload(id="door", kind="records", peak_ratio=1.0, **{"item_kb": 512.0, **measures})


def left(design, catalog=HOUSE):
    return headroom(design, catalog, flow_of(design, catalog))


def multiples(design):
    return {one.limit.id: one.multiple for one in left(design)}


def test_what_grows_comes_first_the_first_to_break_before_the_others():
    found = left(room(guests(items_per_s=20.0)))

    assert [one.limit.id for one in found] == ["most-crowd", "most-rate", "most-luggage", "most-seats"]
    assert [one.multiple for one in found] == [pytest.approx(2.0), pytest.approx(5.0), None, None]


def test_a_limit_is_given_with_its_use_in_its_unit_and_its_receipt():
    (rate,) = (one for one in left(room(guests(items_per_s=(10.0, 20.0, 30.0)))) if one.title == "Rate")

    assert rate.used == pytest.approx(Spread(600.0, 1200.0, 1800.0))
    assert (rate.node, rate.allowed, rate.share) == ("hall", 6000.0, pytest.approx(0.2))
    assert (rate.limit.adjustable, rate.limit.source, rate.limit.as_of) == (True, "A notice", "2026-01-31")


@given(st.floats(0.01, 1000.0))
def test_twice_the_load_halves_the_multiple(rate):
    once, twice = multiples(room(guests(items_per_s=rate))), multiples(room(guests(items_per_s=2 * rate)))

    assert once["most-rate"] / 2 == pytest.approx(twice["most-rate"])


@given(st.floats(0.01, 39.0))
def test_at_its_multiple_the_load_is_at_the_limit_even_beside_a_part_that_does_not_grow(rate):
    multiple = multiples(room(guests(items_per_s=rate)))["most-crowd"]

    (crowd,) = (one for one in left(room(guests(items_per_s=rate * multiple))) if one.title == "Crowd")

    assert crowd.used.expected == pytest.approx(45.0)


def test_what_nodes_share_is_summed_and_names_them_all_the_busiest_first():
    design = sketch(
        """
        a: lambda duration_ms=1000
        b: lambda duration_ms=1000
        a << records items_per_s=100 peak_ratio=1
        b << records items_per_s=150 peak_ratio=1
        """
    )
    (shared,) = (one for one in left(design, CATALOG) if one.limit.id == "concurrent-executions-per-region")

    assert shared.nodes == ("b", "a")
    assert (shared.used.expected, shared.multiple) == (pytest.approx(250), pytest.approx(4))


def test_nodes_in_other_regions_and_accounts_share_nothing():
    lambdas = {
        one: Node(id=one, service="lambda", group=one, settings={"duration_ms": 1000}) for one in "abc"
    }
    groups = [
        Group(id="a", kind="region", label="eu-west-1"),
        Group(id="b", kind="region", label="us-west-2"),
        Group(id="c", kind="account", label="Another account"),
    ]
    loads = [Workload(id=one, items_per_s=600.0) for one in "abc"]
    design = Design([*lambdas.values(), *groups, *loads])

    assert found(design, "W2123") == []


def test_a_limit_that_is_passed_already_breaks_below_today():
    assert multiples(room(guests(items_per_s=200.0)))["most-rate"] == pytest.approx(0.5)


def test_larger_items_leave_the_multiple_and_use_more_of_the_size():
    small, large = (left(room(guests(items_per_s=20.0, item_kb=kb))) for kb in (512.0, 1024.0))

    assert {one.title: one.multiple for one in small} == {one.title: one.multiple for one in large}
    assert [one.share for found in (small, large) for one in found if one.title == "Luggage"] == [0.25, 0.5]


def test_without_a_workload_only_settings_stand_against_limits():
    assert [one.limit.id for one in left(room())] == ["most-seats"]


def test_shards_break_only_where_they_are_counted():
    text = "in: client\nstream: kinesis-data-streams capacity_mode={}\nin << records items_per_s=100 item_kb=1\nin -> stream sdk-call"
    per_shard = [
        {one.limit.quantity for one in left(sketch(text.format(mode)), CATALOG)} & {"peak_records_per_shard"}
        for mode in ("on-demand", "provisioned")
    ]

    assert per_shard == [set(), {"peak_records_per_shard"}]


def test_the_call_recordings_first_run_into_the_jobs_that_transcribe_at_once():
    path = TEMPLATES / "call-recordings.archex.yaml"

    first, *others = left(read_design(path, CATALOG).design, CATALOG)

    assert (first.node, first.limit.id) == ("speech-to-text", "concurrent-batch-jobs")
    assert 1 < first.multiple < min(one.multiple for one in others if one.grows)
