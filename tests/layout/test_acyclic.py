"""Only edges that close a loop are turned round."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from explorer.layout.acyclic import feedback_edges, strong_parts

edge_lists = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] != e[1]), max_size=40
)


@given(edge_lists)
def test_turning_the_feedback_edges_leaves_no_cycle(edges):
    feedback = feedback_edges(10, edges)

    turned = [(t, s) if i in feedback else (s, t) for i, (s, t) in enumerate(edges)]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(turned))


@given(edge_lists)
def test_an_acyclic_graph_keeps_all_its_edges(edges):
    assert feedback_edges(10, [(max(e), min(e)) for e in edges]) == set()


@given(edge_lists)
def test_strong_parts_are_those_of_mutual_reach(edges):
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(range(10))
    part = strong_parts(10, edges)

    expected = {frozenset(nodes) for nodes in nx.strongly_connected_components(graph)}

    assert expected == {frozenset(v for v in range(10) if part[v] == p) for p in set(part)}


def test_a_retry_loop_turns_only_the_edge_back():
    queue, work, review, done = range(4)

    assert feedback_edges(4, [(queue, work), (work, review), (review, work), (review, done)]) == {2}


def test_a_graph_of_many_loops_turns_few_edges():
    ring = [(v, (v + 1) % 50) for v in range(50)]
    chords = [(v, (v + 7) % 50) for v in range(0, 50, 3)]

    assert len(feedback_edges(50, ring + chords)) <= 8
