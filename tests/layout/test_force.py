"""Force-directed drawings: readable labels, visible clusters, nothing jumps."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout.cancel import LayoutCancelled
from explorer.layout.force import force_directed
from explorer.layout.measure import overlaps

graphs = st.integers(0, 25).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=50) if n else st.just([]),
        st.lists(st.tuples(st.integers(1, 200), st.integers(1, 80)), min_size=n, max_size=n),
    )
)


def clustered(clusters=5, members=16, seed=3):
    """Edges, mostly within clusters, and the cluster of each node."""
    draw = np.random.default_rng(seed)
    n = clusters * members
    number = np.repeat(np.arange(clusters), members)
    within = [
        (c * members + int(draw.integers(members)), c * members + int(draw.integers(members)))
        for c in range(clusters)
        for _ in range(3 * members)
    ]
    across = [tuple(draw.integers(n, size=2).tolist()) for _ in range(n // 3)]
    return n, within + across, number


@settings(max_examples=40, deadline=None)
@given(graphs, st.booleans())
def test_no_two_labels_overlap(graph, in_clusters):
    n, edges, sizes = graph
    cluster = np.arange(n) % 3 if in_clusters else None

    at = force_directed(n, edges, sizes=sizes, cluster=cluster)

    assert at.shape == (n, 2)
    assert overlaps(at, np.array(sizes, dtype=float).reshape(n, 2)) == 0


def test_large_graphs_are_untangled_too():
    n, edges, cluster = clustered(clusters=20, members=90)
    sizes = np.tile((120.0, 34.0), (n, 1))

    at = force_directed(n, edges, sizes=sizes, cluster=cluster, iterations=20)

    assert overlaps(at, sizes) == 0


def test_the_same_graph_gives_the_same_drawing():
    n, edges, cluster = clustered()

    first, second = (force_directed(n, edges, cluster=cluster) for _ in range(2))

    assert first.tobytes() == second.tobytes()


def test_another_seed_gives_another_drawing():
    n, edges, _ = clustered()

    assert not np.allclose(force_directed(n, edges, seed=1), force_directed(n, edges, seed=2))


def test_the_shape_is_near_that_of_a_screen():
    n, edges, cluster = clustered()

    width, height = np.ptp(
        force_directed(n, edges, sizes=np.tile((110, 34), (n, 1)), cluster=cluster), axis=0
    )

    assert 1.1 < width / height < 2.3


def test_members_of_a_cluster_stand_nearer_to_their_own_centre_than_to_another():
    n, edges, cluster = clustered()

    at = force_directed(n, edges, cluster=cluster)

    centres = np.array([at[cluster == c].mean(axis=0) for c in range(5)])
    nearest = np.linalg.norm(at[:, None] - centres, axis=2).argmin(axis=1)
    assert (nearest == cluster).mean() > 0.95


def test_neighbours_stand_nearer_than_strangers():
    ring = [(i, (i + 1) % 30) for i in range(30)]

    at = force_directed(30, ring)

    apart = {pair: np.linalg.norm(at[pair[0]] - at[pair[1]]) for pair in itertools.combinations(range(30), 2)}
    joined = [apart[min(e), max(e)] for e in ring]
    assert np.mean(joined) < 0.5 * np.mean(list(apart.values()))


def test_fixed_nodes_stay():
    n, edges, _ = clustered()
    initial = np.random.default_rng(1).normal(0, 400, (n, 2))
    fixed = np.arange(n) < 10

    at = force_directed(n, edges, initial=initial, fixed=fixed)

    assert np.array_equal(at[:10], initial[:10])
    assert not np.allclose(at[10:], initial[10:])


def test_fixed_nodes_without_positions_are_refused():
    with pytest.raises(ValueError, match="need initial positions"):
        force_directed(2, [(0, 1)], fixed=[True, False])


def test_a_drawing_started_from_itself_hardly_moves():
    n, edges, cluster = clustered()
    sizes = np.tile((110.0, 34.0), (n, 1))
    before = force_directed(n, edges, sizes=sizes, cluster=cluster)

    after = force_directed(n, edges, sizes=sizes, cluster=cluster, initial=before, iterations=20)

    scale = np.ptp(before, axis=0).max()
    assert (
        np.median(np.linalg.norm(after - after.mean(axis=0) - before + before.mean(axis=0), axis=1))
        < 0.2 * scale
    )


def test_nodes_on_one_spot_come_apart():
    sizes = np.tile((50.0, 20.0), (40, 1))

    at = force_directed(40, [], sizes=sizes, initial=np.zeros((40, 2)))

    assert overlaps(at, sizes) == 0


def test_a_cancelled_layout_raises():
    answers = itertools.chain([False] * 5, itertools.repeat(True))

    with pytest.raises(LayoutCancelled):
        force_directed(4, [(0, 1), (1, 2)], cancelled=lambda: next(answers))
