"""Which paths are offered for what is selected."""

from itertools import pairwise

import pytest

from explorer.app.paths import paths_through
from explorer.catalog import Catalog
from explorer.catalog.model import FlowBehaviour, Integration, Latency, Service, Setting
from explorer.design import Connection, Design, Node
from explorer.flow import flow_of
from explorer.flow.latency import MAX_PATHS, latency_of

STEP = Service(
    id="step",
    name="Step",
    category="compute",
    summary="",
    settings=(Setting(id="wait_s", title="Wait", default=1.0),),
    flow=FlowBehaviour(latency=Latency(low_s="wait_s", high_s="wait_s")),
    integrations=(Integration(source_id="step", target_id="step", mechanism="sdk-call", direction="data"),),
)
CATALOG = Catalog((STEP,), (), ())


def design_of(arrows, **waits):
    nodes = dict.fromkeys(node for arrow in arrows for node in arrow)
    records = [Node(id=key, service="step", settings={"wait_s": waits.get(key, 1.0)}) for key in nodes]
    links = [Connection(id=f"{a}-{b}", source=a, target=b, mechanism="sdk-call") for a, b in arrows]
    return Design([*records, *links])


def offered(design, key=""):
    latencies = latency_of(design, CATALOG, flow_of(design, CATALOG))
    return ["".join(path.nodes) for path in paths_through(latencies, design, key)]


FORK = design_of([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"), ("a", "d")], b=9.0, c=5.0)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("", ["abd", "acd", "ad"]),
        ("nodes/c", ["acd"]),
        ("connections/a-d", ["ad"]),
        ("connections/gone", []),
        ("nodes/gone", []),
    ],
)
def test_paths_are_those_that_pass_what_is_selected_slowest_first(key, expected):

    assert expected == offered(FORK, key)


def test_the_slowest_path_of_a_node_is_offered_even_if_there_are_too_many_to_list():
    layers = [[f"{letter}{row}" for row in range(2)] for letter in "abcdefgh"]
    arrows = [(one, other) for left, right in pairwise(layers) for one in left for other in right]
    design = design_of([*arrows, ("z", "h0")], z=0.0)

    every = offered(design)
    through = offered(design, "nodes/z")

    assert len(every) == MAX_PATHS + 1  # with the fastest, from z
    assert through == ["zh0"]
