"""How long items are on their way, on catalogs of a few made-up services."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog import Catalog
from explorer.catalog.model import FlowBehaviour, Integration, Latency, Service, Setting
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import flow_of
from explorer.flow.latency import MAX_PATHS, Hold, latency_of


def arrow(source, target, mechanism):
    direction = "control" if mechanism == "encrypt" else "data"
    return Integration(source_id=source, target_id=target, mechanism=mechanism, direction=direction)


def service(name, latency=None, mechanisms=(), *, source_node=False):
    settings = (
        Setting(id="wait_s", title="Wait", default=1.0),
        Setting(id="doubt_s", title="Doubt", default=2.0, low=1.0, high=5.0),
    )
    integrations = tuple(arrow(name, target, mechanism) for target, mechanism in mechanisms)
    flow = FlowBehaviour(latency=latency)
    return Service(
        id=name, name=name, category="compute", summary="", flow=flow, settings=settings, integrations=integrations,
        source_node=source_node,
    )  # fmt: skip


CATALOG = Catalog(
    [
        service(
            "step",
            Latency(low_s="wait_s", high_s="2 * wait_s"),
            [("step", "sdk-call"), ("silent", "sdk-call"), ("log", "log-metric")],
        ),
        service("silent", None, [("step", "sdk-call")]),
        service("batch", Latency(low_s="1", high_s="all.gb * 10")),
        service("doubtful", Latency(low_s="doubt_s", high_s="doubt_s")),
        service("log", Latency(low_s="300", high_s="900"), [("step", "sdk-call")]),
        service(
            "workflow",
            Latency(low_s="wait_s", high_s="wait_s * 10", spans=("service-integration",)),
            [
                ("step", "service-integration"),
                ("silent", "service-integration"),
                ("step", "event-notification"),
            ],
        ),
        service("sender", None, [("step", "sdk-call")], source_node=True),
        service("key", Latency(low_s="50", high_s="50"), [("step", "encrypt")]),
    ],
    (),
    (),
)


def design_of(services, arrows, workloads=(), waits=None):
    waits = waits or {}
    nodes = [
        Node(id=key, service=name, settings={"wait_s": waits[key]} if key in waits else {})
        for key, name in services.items()
    ]
    links = [
        Connection(id=f"c{index}", source=source, target=target, mechanism=(*rest, "sdk-call")[0])
        for index, (source, target, *rest) in enumerate(arrows)
    ]
    return Design([*nodes, *links, *workloads])


def latencies(*args, **options):
    design = design_of(*args, **options)
    return latency_of(design, CATALOG, flow_of(design, CATALOG))


def steps(count):
    return {f"n{index}": "step" for index in range(count)}


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=12))
def test_a_chain_takes_the_sum_of_its_nodes(waits):
    services = steps(len(waits))

    path = latencies(
        services, pairwise(services), waits=dict(zip(services, waits, strict=True))
    ).slowest_path()

    assert tuple(services) == path.nodes
    assert (sum(waits), 2 * sum(waits)) == path.total
    assert [2 * sum(waits[:index]) for index in range(len(waits))] == [
        step.after_high_s for step in path.steps
    ]


def test_a_node_of_which_nobody_says_how_long_makes_the_path_unknown_but_for_what_is_known():
    found = latencies({"a": "step", "b": "silent", "c": "step"}, [("a", "b"), ("b", "c")])
    path = found.slowest_path()

    assert Hold(None, None) == found.nodes["b"]
    assert (path.total, path.unknown, path.at_least) == ((None, None), ("b",), (2.0, 4.0))


def test_a_time_that_depends_on_a_load_that_is_not_stated_is_unknown():
    stated = Workload(id="b", kind="records", items_per_month=1024.0, item_kb=1024.0)

    assert latencies({"b": "batch"}, []).nodes["b"] == (1.0, None)
    assert latencies({"b": "batch"}, [], [stated]).nodes["b"] == (1.0, 10.0)


def test_an_uncertain_setting_widens_the_time():
    assert latencies({"d": "doubtful"}, []).nodes["d"] == (1.0, 5.0)


def test_an_arrow_that_leads_back_is_not_taken():
    found = latencies(steps(3), [("n0", "n1"), ("n1", "n2"), ("n2", "n1"), ("n2", "n2")])

    assert [path.nodes for path in found.paths] == [("n0", "n1", "n2")]


def test_a_cycle_begins_where_its_workload_enters():
    workload = Workload(id="n1", kind="records", items_per_month=1.0)

    found = latencies(steps(2), [("n0", "n1"), ("n1", "n0")], [workload])

    assert [path.nodes for path in found.paths] == [("n1", "n0")]


def test_a_log_is_the_end_of_a_path_only_where_it_leads_on():
    services = {"a": "step", "b": "step", "log": "log", "alarm": "step"}
    written = [("a", "b"), ("a", "log", "log-metric")]

    ended, led_on = latencies(services, written), latencies(services, [*written, ("log", "alarm")])

    assert [path.nodes for path in ended.paths] == [("a", "b")]
    assert [path.nodes for path in led_on.paths] == [("a", "log", "alarm"), ("a", "b")]


def test_a_key_is_on_nobodys_way():
    found = latencies({"k": "key", "a": "step", "b": "step"}, [("k", "a", "encrypt"), ("a", "b")])

    assert [path.nodes for path in found.paths] == [("a", "b")]


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])))
def test_paths_are_all_there_once_the_slowest_first_and_the_fastest_known(pairs):
    services = steps(7)
    waits = {key: float(index * index % 5) for index, key in enumerate(services)}
    arrows = sorted((f"n{source}", f"n{target}") for source, target in pairs)

    found = latencies(services, arrows, waits=waits)

    ways = every_way(arrows)
    lengths = sorted((2 * sum(waits[key] for key in way) for way in ways), reverse=True)
    assert sorted(ways) == sorted(path.nodes for path in found.paths)
    assert lengths == [path.total.high_s for path in found.paths]
    assert (lengths[-1] if lengths else None) == (found.fastest_path() and found.fastest_path().total.high_s)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])))
def test_the_slowest_path_by_way_of_a_node_or_an_arrow_is_the_slowest_of_those_that_pass(pairs):
    services = steps(7)
    waits = {key: float(index * index % 5) for index, key in enumerate(services)}
    arrows = sorted((f"n{source}", f"n{target}") for source, target in pairs)

    found = latencies(services, arrows, waits=waits)

    for key in services:
        passing = [path.total for path in found.paths if key in path.nodes]
        through = found.slowest_through(key)
        assert (passing[0] if passing else None) == (through and through.total)
    for arrow_ in arrows:
        passing = [path.total for path in found.paths if arrow_ in pairwise(path.nodes)]
        assert passing[0] == found.slowest_through(*arrow_).total


def test_no_path_goes_back_along_a_cycle_or_where_there_is_no_arrow():
    found = latencies(steps(3), [("n0", "n1"), ("n1", "n2"), ("n2", "n1")])

    assert found.slowest_through("n1", "n2").nodes == ("n0", "n1", "n2")
    assert [found.slowest_through(*way) for way in (("n2", "n1"), ("n0", "n2"), ("nowhere",))] == [None] * 3


def test_the_slowest_path_by_way_of_a_node_may_be_none_of_those_listed():
    layers = 14
    services = {f"n{layer}{side}": "step" for layer in range(layers) for side in "ab"}
    waits = {key: 2.0 if key.endswith("a") else 1.0 for key in services}
    arrows = [
        (f"n{layer}{left}", f"n{layer + 1}{right}")
        for layer in range(layers - 1)
        for left in "ab"
        for right in "ab"
    ]
    services["side"] = "step"
    waits["side"] = 0.0

    found = latencies(services, [*arrows, ("n0b", "side")], waits=waits)

    assert not any("side" in path.nodes for path in found.paths)
    assert found.slowest_through("side").nodes == ("n0b", "side")


@pytest.mark.parametrize(
    ("wait_s", "low_s", "high_s"),
    [(1.0, 5.0, 10.0), (20.0, 20.0, 200.0), (2.0, 5.0, 20.0)],
)
def test_a_workflow_and_the_task_it_waits_for_take_as_long_as_the_longer(wait_s, low_s, high_s):
    found = latencies(
        {"w": "workflow", "a": "step"}, [("w", "a", "service-integration")], waits={"w": wait_s, "a": 5.0}
    ).slowest_path()

    assert found.total == (low_s, high_s)
    assert all(step.hold.low_s <= step.hold.high_s for step in found.steps)


def test_a_workflow_takes_its_whole_time_where_its_end_is_what_leads_on():
    services = {"w": "workflow", "a": "step"}

    found = latencies(services, [("w", "a", "event-notification")], waits={"w": 3.0, "a": 5.0}).slowest_path()

    assert found.total == (8.0, 40.0)


def test_a_workflow_whose_task_nobody_times_takes_at_least_its_own_time():
    found = latencies({"w": "workflow", "a": "silent"}, [("w", "a", "service-integration")]).slowest_path()

    assert (found.at_least, found.unknown) == ((1.0, 10.0), ("a",))


def test_the_slowest_path_is_found_by_what_a_workflow_and_its_tasks_take_together():
    arrows = [("w", "a", "service-integration"), ("w", "b", "event-notification")]

    found = latencies(
        {"w": "workflow", "a": "step", "b": "step"}, arrows, waits={"w": 5.0, "a": 20.0, "b": 1.0}
    )

    assert [path.nodes for path in found.paths] == [("w", "b"), ("w", "a")]
    assert [path.total.high_s for path in found.paths] == [52.0, 50.0]
    assert found.fastest_path().nodes == ("w", "a")
    assert found.slowest_through("a").total.high_s == 50.0


def test_items_take_no_time_to_come_into_being_but_may_take_some_on_their_way():
    first = latencies({"s": "sender", "a": "step"}, [("s", "a")]).slowest_path()
    second = latencies({"a": "silent", "b": "step"}, [("a", "b")]).slowest_path()

    assert first.total == (1.0, 2.0)
    assert second.unknown == ("a",)


def every_way(arrows):
    sources, targets = {source for source, _ in arrows}, {target for _, target in arrows}
    ways = [(key,) for key in sorted(sources - targets)]
    done = []
    while ways:
        way = ways.pop()
        following = [target for source, target in arrows if source == way[-1]]
        ways += [(*way, target) for target in following]
        done += [] if following else [way]
    return done


def test_of_more_paths_than_anybody_reads_the_slowest_are_listed():
    layers = 14
    services = {f"n{layer}{side}": "step" for layer in range(layers) for side in "ab"}
    waits = {key: 2.0 if key.endswith("a") else 1.0 for key in services}
    arrows = [
        (f"n{layer}{left}", f"n{layer + 1}{right}")
        for layer in range(layers - 1)
        for left in "ab"
        for right in "ab"
    ]

    found = latencies(services, arrows, waits=waits)

    assert (len(found.paths), found.is_cut) == (MAX_PATHS, True)
    assert (layers * 2.0, layers * 1.0) == (
        found.slowest_path().total.low_s,
        found.fastest_path().total.low_s,
    )


@pytest.mark.parametrize("services", [{}, {"a": "step"}])
def test_without_arrows_there_is_no_path(services):
    found = latencies(services, [])

    assert (found.paths, found.slowest_path(), found.fastest_path()) == ((), None, None)
