"""An arrow that takes what failed carries that alone: nothing where nothing is stated to fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.cost.estimate import estimate
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import flow_of
from explorer.flow.latency import latency_of
from explorer.flow.retries import retries_of

DEAD = "delivery-destination"


def design_of(services, arrows, *, at, settings=None, **load):
    """Nodes by id, and arrows as (from, to, mechanism, fields)."""
    links = [
        Connection(id=f"{source}-{target}", source=source, target=target, mechanism=mechanism, **fields)
        for source, target, mechanism, fields in arrows
    ]
    nodes = [
        Node(id=key, service=service, settings=settings or {} if key == at else {})
        for key, service in services.items()
    ]
    workload = Workload(id=at, **{"items_per_month": 1000.0, "item_kb": 2.0, "kind": "events"} | load)
    return Design([*nodes, *links, workload])


def queue(dead=None, settings=None, **link):
    return design_of(
        {"q": "sqs", "fn": "lambda", "d": "sqs"},
        [("q", "fn", "event-source-mapping", link), ("q", "d", DEAD, dead or {})],
        at="q",
        settings=settings or {"max_receive_count": 3},
    )


def function(source, mechanism, dead=None, **link):
    return design_of(
        {"s": source, "fn": "lambda", "d": "sqs"},
        [("s", "fn", mechanism, link), ("fn", "d", DEAD, dead or {})],
        at="s",
        kind="objects" if source == "s3" else "events",
    )


def items(flow, link="q-d"):
    return sum(load.items.expected for load in flow.connections[link].values())


def requests(flow, node="d"):
    return flow.nodes[node].quantity("requests")


def test_while_nothing_is_stated_to_fail_a_dead_letter_queue_gets_nothing_and_that_is_known(catalog):
    flow = flow_of(queue(), catalog)

    assert flow.connections["q-d"]
    assert (items(flow), requests(flow)) == (0, 0)
    assert flow.nodes["fn"].quantity("invocations") > 0


def test_a_dead_letter_queue_costs_nothing_while_nothing_fails(catalog):
    design = queue()

    bill = estimate(design, catalog, flow_of(design, catalog))

    assert {item.node for item in bill.items} == {"q", "fn"}
    assert bill.unpriced == ()


@settings(deadline=None)
@given(st.one_of(st.floats(0, 1), st.just((0.0, 0.001, 0.5))), st.integers(1, 20))
def test_a_dead_letter_queue_gets_exactly_what_fails_in_the_end(catalog, fails, receives):
    design = queue(fails=fails, settings={"max_receive_count": receives})
    flow = flow_of(design, catalog)

    found = retries_of(design, catalog, flow).get("q-fn")

    assert items(flow) == pytest.approx(found.failed.expected if found else 0.0)


def test_an_arrow_to_a_dead_letter_queue_limits_receives_as_the_setting_does(catalog):
    by_arrow, by_setting = (
        queue(fails=0.5, settings={"max_receive_count": 2} | more) for more in ({}, {"dead_letter": True})
    )

    found = [retries_of(one, catalog, flow_of(one, catalog))["q-fn"].failed for one in (by_arrow, by_setting)]

    assert found[0] == found[1] == (250, 250, 250)


def test_what_failed_comes_with_its_size_and_at_its_peak(catalog):
    flow = flow_of(queue(fails=0.5), catalog)

    failed = flow.connections["q-d"]

    assert {kind: load.gb.expected for kind, load in failed.items()} == {
        "records": pytest.approx(125 * 2 / 1024**2)
    }
    assert failed["records"].peak_per_s.expected == pytest.approx(
        flow.nodes["q"].inputs["events"].peak_per_s.expected / 8
    )


def test_a_stated_share_is_stronger_than_what_fails(catalog):
    flow = flow_of(queue(dead={"share": 0.01}, fails=0.5), catalog)

    assert items(flow) == pytest.approx(10)


@pytest.mark.parametrize(
    ("source", "mechanism", "link", "expected"),
    [
        ("s3", "event-notification", {"fails": 0.5}, 125),
        ("sns", "subscription", {"fails": 0.5}, 125),
        ("eventbridge", "event-rule-target", {"fails": 0.5}, 125),
        ("kinesis-data-streams", "event-source-mapping", {"fails": 0.5}, 0),
        ("kinesis-data-streams", "event-source-mapping", {"fails": 0.5, "attempts": 2.0}, 250),
        ("sqs", "event-source-mapping", {"fails": 0.5, "attempts": 2.0}, 0),
        ("api-gateway", "sync-invoke", {"fails": 0.5}, 0),
        ("s3", "event-notification", {}, 0),
    ],
)
def test_a_function_hands_on_events_that_came_asynchronously_and_failed(
    catalog, source, mechanism, link, expected
):
    flow = flow_of(function(source, mechanism, **link), catalog)

    assert items(flow, "fn-d") == pytest.approx(expected)


def test_a_success_destination_carries_what_the_function_sends(catalog):
    flow = flow_of(function("s3", "event-notification", {"outcome": "success"}, fails=0.5), catalog)

    assert items(flow, "fn-d") == pytest.approx(875)


@pytest.mark.parametrize(("outcome", "expected"), [("", 875), ("success", 875), ("failure", 125)])
def test_an_event_bus_as_destination_takes_successes_unless_failures_are_asked_for(
    catalog, outcome, expected
):
    design = design_of(
        {"s": "s3", "fn": "lambda", "bus": "eventbridge"},
        [("s", "fn", "event-notification", {"fails": 0.5}), ("fn", "bus", DEAD, {"outcome": outcome})],
        at="s",
        kind="objects",
    )

    assert items(flow_of(design, catalog), "fn-bus") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("source", "target", "mechanism"),
    [("sns", "sqs", "subscription"), ("eventbridge", "sns", "event-rule-target")],
)
def test_topics_and_buses_hand_on_what_they_could_not_deliver(catalog, source, target, mechanism):
    design = design_of(
        {"s": source, "t": target, "d": "sqs"},
        [("s", "t", mechanism, {"fails": 0.5, "attempts": 2.0}), ("s", "d", DEAD, {})],
        at="s",
    )

    assert items(flow_of(design, catalog), "s-d") == pytest.approx(250)


def test_all_arrows_that_fail_are_added_up(catalog):
    design = design_of(
        {"t": "sns", "a": "sqs", "b": "sqs", "d": "sqs"},
        [
            ("t", "a", "subscription", {"fails": 0.5, "attempts": 1.0}),
            ("t", "b", "subscription", {"fails": 0.5, "attempts": 2.0, "share": 0.5}),
            ("t", "d", DEAD, {}),
        ],
        at="t",
    )

    assert items(flow_of(design, catalog), "t-d") == pytest.approx(500 + 125)


def test_where_it_is_not_known_how_often_is_tried_what_fails_in_the_end_is_not_known(catalog):
    flow = flow_of(function("kinesis-data-streams", "event-source-mapping", fails=1.0), catalog)

    assert [load.items.expected for load in flow.connections["fn-d"].values()] == [None]
    assert requests(flow) is None


def test_without_a_workload_nothing_is_said_of_what_fails(catalog):
    design = queue(fails=0.5)
    bare = Design(one for one in design.records() if not isinstance(one, Workload))

    assert flow_of(bare, catalog).connections["q-d"] == {}


def redriven(fails, **link):
    """A queue whose dead letters a function puts back."""
    return design_of(
        {"q": "sqs", "fn": "lambda", "d": "sqs", "again": "lambda"},
        [
            ("q", "fn", "event-source-mapping", {"fails": fails, "attempts": 1.0}),
            ("q", "d", DEAD, link),
            ("d", "again", "event-source-mapping", {}),
            ("again", "q", "sdk-call", {}),
        ],
        at="q",
        kind="records",
    )


@pytest.mark.parametrize(("fails", "reaches"), [(0.0, 1000), (0.2, 1250), (0.5, 2000), (0.9, 10000)])
def test_dead_letters_put_back_come_round_as_often_as_they_fail(catalog, fails, reaches):
    flow = flow_of(redriven(fails), catalog)

    assert flow.diverging == ()
    assert sum(load.items.expected for load in flow.nodes["q"].inputs.values()) == pytest.approx(
        reaches, rel=1e-6
    )
    assert items(flow) == pytest.approx(reaches * fails, rel=1e-6)


def test_dead_letters_that_always_fail_again_have_no_end(catalog):
    assert flow_of(redriven(1.0), catalog).diverging


def test_a_path_of_items_does_not_lead_to_where_failures_go(catalog):
    design = design_of(
        {"q": "sqs", "fn": "lambda", "t": "dynamodb", "d": "sqs", "look": "lambda"},
        [
            ("q", "fn", "event-source-mapping", {"fails": 0.1}),
            ("fn", "t", "sdk-call", {}),
            ("q", "d", DEAD, {"share": 0.5}),
            ("d", "look", "event-source-mapping", {}),
        ],
        at="q",
    )

    found = latency_of(design, catalog, flow_of(design, catalog))

    assert [path.nodes for path in found.paths] == [("q", "fn", "t")]


def test_the_catalog_says_of_each_arrow_for_failures_where_they_come_from(catalog):
    takers = [one for one in catalog.integrations if "failure" in one.outcomes]
    left = {end for one in catalog.retries for end in [one.left_to] if end}

    assert {one.source_id for one in takers} == {
        *("sqs", "lambda", "sns", "eventbridge", "eventbridge-scheduler"),
    }
    assert left == {"source", "target"}
