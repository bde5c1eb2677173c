import numpy as np
import pytest

from explorer.ui.explore.choosing import EdgeOrder, Taken, hull
from explorer.ui.explore.graph import graph_of
from explorer.ui.explore.places import PITCH, kept_places, places


@pytest.fixture(scope="module")
def graph(catalog):
    return graph_of(catalog)


@pytest.fixture(scope="module")
def everything(graph):
    return np.ones(graph.size, dtype=bool)


@pytest.fixture(scope="module")
def placed(graph, everything):
    return places(graph, everything)


def test_the_same_catalog_always_gives_the_same_picture(graph, everything, placed):
    assert np.array_equal(placed, places(graph, everything))


def test_no_two_nodes_are_nearer_than_the_lattice(placed):
    apart = np.hypot(*(placed[:, None] - placed[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)

    assert apart.min() > PITCH * 0.85


def test_clusters_keep_apart(graph, placed):
    boxes = []
    for at in range(len(graph.clusters)):
        inside = placed[graph.cluster == at]
        middle = (inside.max(axis=0) + inside.min(axis=0)) / 2
        boxes.append((middle, np.hypot(*(inside - middle).T).max()))

    for one, (middle, radius) in enumerate(boxes):
        for other, reach in boxes[one + 1 :]:
            assert np.hypot(*(middle - other)) > radius + reach


def test_places_are_kept_and_a_spoilt_or_unwritable_keep_is_no_fault(graph, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = kept_places(graph)
    (kept,) = (tmp_path / "archex").glob("graph-*.npy")
    assert np.array_equal(first, np.load(kept))

    kept.write_bytes(b"spoilt")
    assert np.array_equal(first, kept_places(graph))
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert np.array_equal(first, kept_places(graph))


def test_edges_are_chosen_until_the_budget_of_pixels_is_spent(graph, placed):
    order = EdgeOrder(graph, placed, np.ones(len(graph.ends), dtype=bool))
    box = (*(placed.min(axis=0) - 1), *(placed.max(axis=0) + 1))

    some, _ = order.within(box, 0.3, 20_000)
    every, families = order.within(box, 0.3, 1e9)

    length = np.hypot(some[:, 0] - some[:, 2], some[:, 1] - some[:, 3]) * 0.3
    assert 15_000 < (length + 10).sum() <= 20_000
    assert len(graph.ends) == len(every) == len(families)


def test_only_edges_that_can_be_seen_are_chosen(graph, placed):
    order = EdgeOrder(graph, placed, np.ones(len(graph.ends), dtype=bool))
    far = placed.max(axis=0) + 1000

    lines, _ = order.within((*far, *(far + 100)), 1.0, 1e9)

    assert len(lines) == 0


def test_a_label_takes_room_once():
    taken = Taken(300, 200)

    assert taken.take(100, 50, 60, 14)
    assert not taken.take(130, 55, 60, 14)
    assert taken.take(100, 90, 60, 14)


def test_the_hull_holds_the_corners_and_nothing_inside():
    points = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [2, 2], [1, 3], [2, 0]], dtype=float)

    assert {(0, 0), (4, 0), (4, 4), (0, 4)} == {tuple(corner) for corner in hull(points)}
