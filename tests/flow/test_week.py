"""The load over the week, on a catalog of a few made-up services."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.templates import design_of, templates
from explorer.catalog import Catalog
from explorer.catalog.model import Emit, FlowBehaviour, Integration, Quantity, Service, Shape
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import flow_of
from explorer.flow.model import SECONDS_PER_MONTH
from explorer.flow.week import HIGH, LOW, week_of


def only(at, count):
    return tuple(1.0 if index == at else 0.0 for index in range(count))


DAILY = (1.0,) * 7
NIGHT = Shape(id="night", title="Night", note="", hours=only(2, 24), days=DAILY)
NOON = Shape(id="noon", title="Noon", note="", hours=only(12, 24), days=DAILY)
PASS = Emit(kind="any")


def service(name, emits=(PASS,), to=(), settings=(), quantities=()):
    return Service(
        id=name,
        name=name,
        category="external",
        summary="",
        flow=FlowBehaviour(emits=emits, quantities=quantities),
        settings=settings,
        integrations=tuple(
            Integration(source_id=name, target_id=target, mechanism=mechanism, direction=direction)
            for target, mechanism, direction in to
        ),
    )


CATALOG = Catalog(
    [
        service("pipe", to=[("pipe", "sdk-call", "data"), ("speech", "job-input", "read")]),
        service("clock", (Emit(kind="calls", items="730"),), [("pipe", "event-rule-target", "control")]),
        service("speech", (Emit(kind="text", of="audio"),), [("pipe", "job-output", "data")]),
        service(
            "start", (PASS, Emit(kind="calls", items="pushed.items")), [("speech", "sdk-call", "control")]
        ),
    ],
    (),
    (),
    [NIGHT, NOON],
)


def design(nodes, links, **workloads):
    return Design(
        [
            *(Node(id=key, service=key.rstrip("0123456789")) for key in nodes.split()),
            *(
                Connection(
                    id=f"{source}-{target}", source=source, target=target, mechanism=mechanism, share=share
                )
                for source, target, mechanism, share in (
                    (*link, "sdk-call", 1.0)[:4] if len(link) == 2 else (*link, 1.0)[:4] for link in links
                )
            ),
            *(Workload(id=key, **stated) for key, stated in workloads.items()),
        ]
    )


def week(*args, scenario=1, **workloads):
    made = design(*args, **workloads)
    return week_of(made, CATALOG, flow_of(made, CATALOG), scenario=scenario)


def an_hour(items):
    """Items a second where a day's share of a month's items come in one hour."""
    return pytest.approx(24 * items / SECONDS_PER_MONTH)


def by_hour(hours):
    """What differs from nothing on Monday, by the hour."""
    return {hour: rate for hour, rate in enumerate(hours[:24]) if rate}


def test_what_passes_keeps_its_hours():
    found = week("pipe pipe2", [("pipe", "pipe2")], pipe={"items_per_month": 730.0, "shape": "noon"})

    assert {12: an_hour(730)} == by_hour(found.node("pipe2"))
    assert found.node("pipe") == found.connection("pipe-pipe2") == found.node("pipe2")
    assert len(found.node("pipe")) == 168


def test_what_meets_adds_up_hour_by_hour():
    found = week(
        "pipe pipe2 pipe3",
        [("pipe", "pipe3", "sdk-call", 0.5), ("pipe2", "pipe3")],
        pipe={"items_per_month": 1000.0, "shape": "noon"},
        pipe2={"items_per_month": 100.0, "shape": "night"},
    )

    assert {2: an_hour(100), 12: an_hour(500)} == by_hour(found.node("pipe3"))


def test_each_kind_keeps_its_own_hours():
    links = [("pipe", "pipe3"), ("pipe2", "pipe3"), ("pipe3", "pipe4"), ("pipe3", "speech", "job-input")]
    made = design(
        "pipe pipe2 pipe3 pipe4 speech pipe5",
        [*links, ("speech", "pipe5", "job-output")],
        pipe={"kind": "audio", "items_per_month": 100.0, "shape": "noon"},
        pipe2={"kind": "text", "items_per_month": 100.0, "shape": "night"},
    )
    flow = flow_of(made, CATALOG)

    found = week_of(made, CATALOG, flow)

    assert {2: an_hour(100), 12: an_hour(100)} == by_hour(found.node("pipe4"))
    assert set(flow.connections["speech-pipe5"]) == {"text"}


def test_content_read_on_a_command_is_not_counted_beside_it():
    found = week(
        "pipe start speech",
        [("pipe", "start"), ("start", "speech", "sdk-call"), ("pipe", "speech", "job-input")],
        pipe={"kind": "audio", "items_per_month": 100.0, "shape": "noon"},
    )

    assert {12: an_hour(100)} == by_hour(found.node("speech"))
    assert {12: an_hour(100)} == by_hour(found.connection("pipe-speech"))


def test_what_comes_of_settings_alone_is_spread_evenly():
    found = week("clock pipe", [("clock", "pipe", "event-rule-target")])

    assert (pytest.approx(1 / 3600),) * 168 == found.node("pipe")


@pytest.mark.parametrize("stated", [{"items_per_month": 5.0, "peak_ratio": 3.0}, {"shape": "noon"}])
def test_without_when_or_how_many_nothing_is_known(stated):
    found = week("pipe pipe2", [("pipe", "pipe2")], pipe=stated)

    assert (found.node("pipe2"), found.connection("pipe-pipe2")) == (None, None)


def test_what_nothing_reaches_has_no_week():
    found = week("pipe pipe2", [("pipe", "pipe2")])

    assert (found.node("pipe"), found.node("pipe2"), found.connection("pipe-pipe2")) == (None, None, None)


def test_no_items_are_a_known_nothing():
    found = week("pipe pipe2", [("pipe", "pipe2")], pipe={"items_per_month": 0.0, "shape": "noon"})

    assert found.node("pipe2") == (0.0,) * 168


@pytest.mark.parametrize(("scenario", "items"), [(LOW, 10.0), (HIGH, 1000.0)])
def test_low_and_high_have_weeks_of_their_own(scenario, items):
    stated = {"items_per_month": (10.0, 100.0, 1000.0), "shape": "noon"}

    assert {12: an_hour(items)} == by_hour(week("pipe", [], scenario=scenario, pipe=stated).node("pipe"))


@given(st.floats(0, 0.9), st.booleans())
def test_a_cycle_goes_round_in_the_hours_of_what_enters_it(share, second):
    nodes = "pipe pipe2 pipe1" if second else "pipe1 pipe2 pipe"
    links = [("pipe", "pipe1"), ("pipe1", "pipe2"), ("pipe2", "pipe1", "sdk-call", share)]

    found = week(nodes, links, pipe={"items_per_month": 100.0, "shape": "noon"})

    assert {12: pytest.approx(24 * 100 / (1 - share) / SECONDS_PER_MONTH)} == by_hour(found.node("pipe1"))


def test_the_busiest_hour_is_the_peak_that_limits_are_held_against():
    peak = Quantity(id="peak", title="Peak", unit="item/s", formula="all.peak_per_s")
    catalog = Catalog(
        [service("pipe", quantities=(peak,), to=[("pipe", "sdk-call", "data")])], (), (), [NOON]
    )
    made = design("pipe pipe2", [("pipe", "pipe2")], pipe={"items_per_month": 100.0, "shape": "noon"})
    flow = flow_of(made, catalog)

    assert max(week_of(made, catalog, flow).node("pipe2")) == pytest.approx(
        flow.nodes["pipe2"].quantity("peak")
    )


def test_the_weeks_of_every_template_add_up_to_their_months(catalog):
    for template in templates().values():
        made = design_of(template, catalog)
        flow = flow_of(made, catalog)
        found = week_of(made, catalog, flow)
        for link_id, loads in flow.connections.items():
            hours = found.connection(link_id)
            items = sum(load.items.expected or 0.0 for load in loads.values())
            assert hours is None or sum(hours) / 168 * SECONDS_PER_MONTH == pytest.approx(items)
