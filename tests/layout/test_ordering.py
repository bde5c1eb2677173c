"""Orders within ranks: crossings are counted right, and sifting only ever gains."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout.ordering import Ranks, crossings_between, ordered, sifted

link_sets = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=20)


def crossings(ranks, order):
    return sum(crossings_between(links, order[r], order[r + 1]) for r, links in enumerate(ranks.links))


@given(link_sets, st.permutations(range(7)), st.permutations(range(7)))
def test_crossings_are_pairs_of_links_in_opposite_order(links, upper, lower):
    expected = sum(
        (upper.index(a) - upper.index(c)) * (lower.index(b) - lower.index(d)) < 0
        for (a, b), (c, d) in itertools.combinations(links, 2)
    )

    assert expected == crossings_between(
        np.array(links, dtype=int).reshape(-1, 2), np.array(upper), np.array(lower)
    )


@given(st.permutations(range(6)), st.lists(st.integers(0, 9), min_size=36, max_size=36))
def test_sifting_gains_what_it_says_and_leaves_no_gainful_move(start, costs):
    cost = np.array(costs, dtype=float).reshape(6, 6)
    price = {
        row: sum(cost[a, b] for a, b in itertools.combinations(row, 2))
        for row in itertools.permutations(range(6))
    }

    order, gain = sifted(np.array(start), cost)

    row = order.tolist()
    assert price[tuple(start)] - gain == price[tuple(row)]
    for item, place in itertools.product(range(6), range(6)):
        moved = [other for other in row if other != item]
        moved.insert(place, item)
        assert price[tuple(moved)] >= price[tuple(row)]


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 40), st.randoms(use_true_random=False))
def test_a_tree_is_drawn_without_crossings(n, random):
    depth, parent = [0], [0]
    for v in range(1, n):
        parent.append(random.randrange(v))
        depth.append(depth[parent[v]] + 1)
    rows = [[v for v in range(n) if depth[v] == d] for d in range(max(depth) + 1)]
    for row in rows:
        random.shuffle(row)
    links = [
        np.array([(rows[d].index(parent[v]), rows[d + 1].index(v)) for v in rows[d + 1]])
        for d in range(len(rows) - 1)
    ]
    ranks = Ranks([len(row) for row in rows], links)

    assert crossings(ranks, ordered(ranks)) == 0


def test_the_best_of_all_orders_is_found_for_a_small_graph():
    links = [
        np.array([(0, 2), (1, 0), (2, 1), (0, 1), (2, 3), (3, 0)]),
        np.array([(0, 3), (1, 0), (2, 2), (3, 1), (1, 2)]),
    ]
    ranks = Ranks([4, 4, 4], links)
    rows = [np.array(row) for row in itertools.permutations(range(4))]

    best = min(crossings(ranks, order) for order in itertools.product(rows, repeat=3))

    assert best == crossings(ranks, ordered(ranks))
