"""Layered drawings keep their promises on drawn-up and on random graphs."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout.cancel import LayoutCancelled
from explorer.layout.layered import layered

graphs = st.integers(0, 14).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30) if n else st.just([]),
        st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120)), min_size=n, max_size=n),
    )
)


def boxes(n, size=(120, 64)):
    return np.tile(np.array(size, dtype=float), (n, 1))


def apart(a, b, tolerance=1e-6):
    """Two boxes (left, top, right, bottom) do not overlap."""
    return (
        a[2] <= b[0] + tolerance
        or b[2] <= a[0] + tolerance
        or a[3] <= b[1] + tolerance
        or b[3] <= a[1] + tolerance
    )


def corners(layout, sizes):
    return np.hstack([layout.positions - sizes / 2, layout.positions + sizes / 2])


@settings(max_examples=60, deadline=None)
@given(graphs, st.sampled_from(["right", "left", "down", "up"]))
def test_no_two_boxes_overlap(graph, direction):
    n, edges, sizes = graph
    sizes = np.array(sizes, dtype=float).reshape(n, 2)

    rectangles = corners(layered(n, edges, sizes, direction=direction), sizes)

    assert all(apart(a, b) for a, b in itertools.combinations(rectangles, 2))


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_edges_of_an_acyclic_graph_lead_to_the_right(graph):
    n, edges, sizes = graph
    edges = [(min(e), max(e)) for e in edges if e[0] != e[1]]
    sizes = np.array(sizes, dtype=float).reshape(n, 2)

    layout = layered(n, edges, sizes, rank_gap=50)

    rectangles = corners(layout, sizes)
    assert all(rectangles[s][2] + 50 <= rectangles[t][0] + 1e-6 for s, t in edges)


@settings(max_examples=60, deadline=None)
@given(graphs, st.sampled_from(["right", "left", "down", "up"]))
def test_routes_are_orthogonal_and_join_the_borders_of_their_boxes(graph, direction):
    n, edges, sizes = graph
    sizes = np.array(sizes, dtype=float).reshape(n, 2)

    layout = layered(n, edges, sizes, direction=direction)

    assert len(edges) == len(layout.routes)
    for (s, t), route in zip(edges, layout.routes, strict=True):
        assert (np.isclose(np.diff(route, axis=0), 0).any(axis=1)).all()
        for node, point in ((s, route[0]), (t, route[-1])):
            offset = np.abs(point - layout.positions[node]) - sizes[node] / 2
            assert (offset <= 1e-6).all()
            assert np.isclose(offset, 0, atol=1e-6).any()


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_routes_pass_no_box(graph):
    n, edges, sizes = graph
    sizes = np.array(sizes, dtype=float).reshape(n, 2)

    layout = layered(n, edges, sizes)

    rectangles = corners(layout, sizes)
    for route in layout.routes:
        for p, q in itertools.pairwise(route):
            line = (*np.minimum(p, q), *np.maximum(p, q))
            assert all(apart(line, box) for box in rectangles)


@settings(max_examples=30, deadline=None)
@given(graphs)
def test_the_same_graph_gives_the_same_drawing(graph):
    n, edges, sizes = graph
    first, second = layered(n, edges, sizes), layered(n, edges, sizes)

    assert first.positions.tobytes() == second.positions.tobytes()
    assert [r.tobytes() for r in first.routes] == [r.tobytes() for r in second.routes]


@settings(max_examples=30, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter_for_validity(graph, random):
    n, edges, sizes = graph
    sizes = np.array(sizes, dtype=float).reshape(n, 2)
    random.shuffle(edges)

    rectangles = corners(layered(n, edges, sizes), sizes)

    assert all(apart(a, b) for a, b in itertools.combinations(rectangles, 2))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120)), min_size=2, max_size=12))
def test_a_chain_is_straight(sizes):
    n = len(sizes)

    layout = layered(n, [(i, i + 1) for i in range(n - 1)], sizes)

    assert len(set(layout.positions[:, 1].tolist())) == 1
    assert all(len(route) == 2 for route in layout.routes)


def test_a_main_chain_stays_straight_beside_its_shortcuts():
    layout = layered(4, [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3)], boxes(4))

    assert len(set(layout.positions[:, 1].tolist())) == 1


def test_a_loop_is_entered_where_its_input_arrives():
    source, train, evaluate, deploy = range(4)

    layout = layered(4, [(evaluate, train), (source, train), (train, evaluate), (evaluate, deploy)], boxes(4))

    x = layout.positions[:, 0]
    assert x[source] < x[train] < x[evaluate] < x[deploy]


def test_a_backward_edge_leaves_on_the_right_and_arrives_on_the_left():
    layout = layered(3, [(0, 1), (1, 2), (2, 0)], boxes(3))

    route = layout.routes[2]
    assert route[1][0] > route[0][0]
    assert route[-2][0] < route[-1][0]


def test_parallel_edges_are_drawn_apart():
    layout = layered(2, [(0, 1), (0, 1), (0, 1)], boxes(2))

    heights = sorted(route[0][1] for route in layout.routes)
    assert min(np.diff(heights)) >= 10


def test_ranks_follow_the_direction():
    forward = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}

    for direction, step in forward.items():
        layout = layered(2, [(0, 1)], boxes(2), direction=direction)
        moved = np.sign(layout.positions[1] - layout.positions[0])
        assert step == tuple(moved)


def test_the_top_left_corner_is_the_origin():
    sizes = boxes(5)
    for direction in ("right", "left", "down", "up"):
        layout = layered(5, [(0, 1), (1, 0), (2, 3)], sizes, direction=direction)
        low = np.vstack([layout.positions - sizes / 2, *layout.routes]).min(axis=0)
        assert pytest.approx(tuple(low)) == (0, 0)


def test_unconnected_parts_fill_a_screen_rather_than_a_strip():
    pairs = [(2 * i, 2 * i + 1) for i in range(20)]

    width, height = np.ptp(layered(40, pairs, boxes(40)).positions, axis=0)

    assert 0.8 < width / height < 3.2


def test_nodes_without_edges_stand_below_the_rest():
    layout = layered(4, [(0, 1)], boxes(4))

    y = layout.positions[:, 1]
    assert y[2:].min() > y[:2].max()


def test_a_bipartite_pipeline_without_need_has_no_crossing():
    left, right = [0, 1, 2, 3], [7, 6, 5, 4]

    layout = layered(8, list(zip(left, right, strict=True)), boxes(8))

    assert all(len(route) == 2 for route in layout.routes)


def test_a_cancelled_layout_raises():
    with pytest.raises(LayoutCancelled):
        layered(3, [(0, 1), (1, 2)], boxes(3), cancelled=lambda: True)


def test_a_layout_is_cancelled_on_its_way():
    answers = itertools.chain([False] * 3, itertools.repeat(True))
    edges = [(i, j) for i in range(8) for j in range(8, 16) if (i * j) % 3]
    with pytest.raises(LayoutCancelled):
        layered(16, edges, boxes(16), cancelled=lambda: next(answers))


def test_an_edge_to_a_missing_node_is_refused():
    with pytest.raises(ValueError, match="outside 0 to 1"):
        layered(2, [(0, 2)], boxes(2))
