"""Ranks are valid and their edges as short as any."""

import itertools

import networkx as nx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explorer.layout.ranks import ranked

small_graphs = st.integers(2, 5).flatmap(
    lambda n: st.lists(
        st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda e: e[0] < e[1]),
        min_size=1,
        unique=True,
    )
)


def shortest_sum(n, edges, weights):
    """The least weighted sum of edge lengths over all assignments of ranks."""
    return min(
        sum(w * (rank[t] - rank[s]) for (s, t), w in zip(edges, weights, strict=True))
        for rank in itertools.product(range(n), repeat=n)
        if all(rank[s] < rank[t] for s, t in edges)
    )


@settings(max_examples=40, deadline=None)
@given(small_graphs, st.data())
def test_the_weighted_sum_of_edge_lengths_is_least(edges, data):
    n = max(max(e) for e in edges) + 1
    assume(nx.is_connected(nx.Graph([*edges, *((v, v) for v in range(n))])))
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(edges), max_size=len(edges)))

    rank = ranked(n, edges, weights)

    assert all(rank[s] < rank[t] for s, t in edges)
    assert shortest_sum(n, edges, weights) == sum(
        w * (rank[t] - rank[s]) for (s, t), w in zip(edges, weights, strict=True)
    )


def test_a_late_input_stands_just_before_its_reader():
    edges = [(0, 1), (1, 2), (2, 3), (4, 3)]

    assert ranked(5, edges, [1] * 4).tolist() == [0, 1, 2, 3, 2]


def test_a_node_free_to_stand_anywhere_takes_the_emptier_rank():
    edges = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 2), (0, 5), (5, 3)]

    assert ranked(6, edges, [1] * 7)[5] == 2
