"""Measures of drawings count what a careful reader would."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.layout.measure import crossings, overlaps, route_crossings, total_edge_length

SQUARE = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)


def test_diagonals_of_a_square_cross_once():
    assert crossings(SQUARE, [(0, 2), (1, 3)]) == 1


def test_sides_of_a_square_do_not_cross():
    assert crossings(SQUARE, [(0, 1), (1, 2), (2, 3), (3, 0)]) == 0


def test_no_edges_have_no_crossings_and_no_length():
    assert crossings(SQUARE, []) == 0
    assert route_crossings([]) == 0
    assert total_edge_length(SQUARE, []) == 0


def test_a_complete_graph_on_a_circle_has_a_crossing_for_each_four_nodes():
    angle = np.arange(7) * 2 * np.pi / 7
    circle = np.column_stack((np.cos(angle), np.sin(angle)))

    assert crossings(circle, list(itertools.combinations(range(7), 2))) == 35


def test_many_edges_are_counted_across_blocks():
    n = 300
    left = np.column_stack((np.zeros(n), np.arange(n)))
    right = np.column_stack((np.ones(n), np.arange(n)[::-1]))

    count = crossings(np.vstack((left, right)), [(i, n + i) for i in range(n)])

    assert count == n * (n - 1) // 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=12), st.data())
def test_overlaps_are_those_of_each_two_boxes(centres, data):
    sizes = data.draw(
        st.lists(
            st.tuples(st.integers(2, 30), st.integers(2, 30)), min_size=len(centres), max_size=len(centres)
        )
    )

    expected = sum(
        2 * abs(a[0] - b[0]) < s[0] + t[0] and 2 * abs(a[1] - b[1]) < s[1] + t[1]
        for (a, s), (b, t) in itertools.combinations(zip(centres, sizes, strict=True), 2)
    )

    assert expected == overlaps(np.array(centres, dtype=float), np.array(sizes, dtype=float))


def test_polylines_cross_but_touching_ones_do_not():
    bent = np.array([(0, 0), (5, 0), (5, 10), (10, 10)], dtype=float)
    across = np.array([(0, 5), (10, 5)], dtype=float)
    joining = np.array([(0, 5), (5, 5), (5, 10), (10, 10)], dtype=float)

    assert route_crossings([bent, across]) == 1
    assert route_crossings([bent, joining]) == 0


def test_edge_length_is_the_sum_of_distances():
    assert total_edge_length(SQUARE, [(0, 1), (0, 2)]) == pytest.approx(10 + 200**0.5)
