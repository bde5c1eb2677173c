"""How much of a month a path is available."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog import Catalog
from explorer.catalog.model import (
    Availability,
    Emit,
    FlowBehaviour,
    Integration,
    Service,
    Setting,
    split_source,
)
from explorer.design import Connection, Design, Node
from explorer.flow import flow_of
from explorer.flow.availability import availability_of, path_availability, promise_of
from explorer.flow.latency import latency_of
from explorer.flow.plan import plan_of


def service(name):
    arrows = tuple(
        Integration(source_id=name, target_id=target, mechanism="sdk-call", direction="data")
        for target in ("a", "b", "silent")
    )
    settings = (
        Setting(id="zones", title="Zones", default=1.0),
        Setting(id="kind", title="Kind", type="choice", default="plain", choices=("plain", "cold")),
        Setting(id="spare", title="Spare", type="flag", default=False),
    )
    flow = FlowBehaviour(emits=(Emit(kind="any"),))
    return Service(
        id=name, name=name, category="compute", summary="", settings=settings, flow=flow, integrations=arrows
    )


def catalog_of(*promises):
    return Catalog([service("a"), service("b"), service("silent")], (), (), (), (), promises)


A, B = Availability(service="a", percent=99.0), Availability(service="b", percent=90.0)


def nodes(*keys, **settings):
    return Design([Node(id=key, service=key.rstrip("0123456789"), settings=settings) for key in keys])


def test_a_path_is_available_when_all_its_services_are():
    found = path_availability(("a", "b"), nodes("a", "b"), catalog_of(A, B))

    assert found.percent == pytest.approx(89.1)
    assert found.minutes_per_month == pytest.approx(0.109 * 730 * 60)
    assert found.unknown == ()


def test_what_nobody_promises_makes_the_rest_an_upper_bound():
    found = path_availability(("a", "silent"), nodes("a", "silent"), catalog_of(A))

    assert (found.percent, found.unknown) == (pytest.approx(99.0), ("silent",))


def test_where_nothing_is_promised_nothing_is_known():
    found = path_availability(("silent",), nodes("silent"), catalog_of(A))

    assert (found.percent, found.minutes_per_month) == (None, None)


def test_a_service_that_occurs_twice_fails_only_once():
    found = path_availability(("a1", "b", "a2"), nodes("a1", "b", "a2"), catalog_of(A, B))

    assert found.percent == pytest.approx(89.1)


@pytest.mark.parametrize(
    ("settings", "percent"),
    [
        ({}, 95.0),
        ({"kind": "cold"}, 90.0),
        ({"zones": 2}, 99.9),
        ({"zones": 3, "kind": "cold"}, 90.0),
        ({"spare": True}, 99.5),
    ],
)
def test_the_first_promise_that_fits_the_settings_holds(settings, percent):
    found = catalog_of(
        Availability(service="a", percent=90.0, when={"kind": ("cold",)}),
        Availability(service="a", percent=99.9, at_least={"zones": 2}),
        Availability(service="a", percent=99.5, when={"spare": True}),
        Availability(service="a", percent=95.0),
    )

    assert promise_of(nodes("a", **settings).nodes["a"], found).percent == percent


def test_paths_are_listed_the_least_available_first():
    links = [("a", "b"), ("a", "silent")]
    design = Design(
        [
            *nodes("a", "b", "silent").nodes.values(),
            *(Connection(id=f"{s}{t}", source=s, target=t, mechanism="sdk-call") for s, t in links),
        ]
    )
    catalog = catalog_of(A, B)

    found = availability_of(design, catalog, latency_of(design, catalog, flow_of(design, catalog)))

    assert [one.nodes for one in found] == [("a", "b"), ("a", "silent")]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_a_longer_path_is_never_more_available(percents):
    names = [f"s{index}x" for index in range(len(percents))]
    promises = [
        Availability(service=name, percent=percent) for name, percent in zip(names, percents, strict=True)
    ]
    design = Design(Node(id=name, service=name) for name in names)
    catalog = Catalog([service(name) for name in names], (), (), (), (), promises)

    found = [path_availability(names[: count + 1], design, catalog).percent for count in range(len(names))]

    assert found == sorted(found, reverse=True)
    assert found[-1] <= min(percents) + 1e-9


def test_the_promises_of_the_catalog_name_services_settings_and_their_source(catalog):
    assert len(catalog.availability) >= 40
    for service_id, promises in catalog.availability.items():
        known = plan_of(catalog.services[service_id]).defaults[1]
        for one in promises:
            assert {*one.when, *one.at_least} <= set(known), service_id
            assert 90 <= one.percent <= 100
            assert split_source(one.source)[1].startswith("https://aws.amazon.com/")
            assert one.as_of
