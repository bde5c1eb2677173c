"""Frames hold their members, stand clear of the rest and leave the main line straight."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout.framed import FrameStyle, framed


@st.composite
def nests(draw):
    """Node count, edges, frame of each node, parent of each frame (of lower number, or none)."""
    n, g = draw(st.integers(1, 10)), draw(st.integers(0, 4))
    node = st.integers(0, n - 1)
    edges = draw(st.lists(st.tuples(node, node), max_size=16))
    frame = draw(st.lists(st.integers(-1, g - 1), min_size=n, max_size=n))
    return n, edges, frame, [draw(st.integers(-1, f - 1)) for f in range(g)]


def boxes(n):
    return np.tile((120.0, 64.0), (n, 1))


def rectangles(layout, sizes):
    return np.hstack([layout.positions - sizes / 2, layout.positions + sizes / 2])


def holds(outer, inner):
    return (outer[:2] <= inner[:2] + 1e-6).all() and (inner[2:] <= outer[2:] + 1e-6).all()


def apart(a, b):
    return bool((a[2:] <= b[:2] + 1e-6).any() or (b[2:] <= a[:2] + 1e-6).any())


def frames_around(f, parent):
    while f >= 0:
        yield f
        f = parent[f]


@settings(max_examples=60, deadline=None)
@given(nests(), st.sampled_from(["right", "left", "down", "up"]))
def test_frames_hold_what_is_in_them_and_nothing_else(nest, direction):
    n, edges, frame, parent = nest

    layout = framed(edges, boxes(n), frame, parent, style=FrameStyle(direction=direction))

    items = [
        (box, set(frames_around(f, parent)))
        for box, f in zip(rectangles(layout, boxes(n)), frame, strict=True)
    ]
    items += [(layout.frames[g], set(frames_around(parent[g], parent)) | {g}) for g in range(len(parent))]
    for box, around in items:
        for g, rectangle in enumerate(layout.frames):
            if g in around:
                assert holds(rectangle, box)
            elif not holds(box, rectangle):
                assert apart(rectangle, box)
    assert all(apart(a, b) for a, b in itertools.combinations(rectangles(layout, boxes(n)), 2))


@settings(max_examples=60, deadline=None)
@given(nests())
def test_routes_begin_and_end_at_their_nodes(nest):
    n, edges, frame, parent = nest

    layout = framed(edges, boxes(n), frame, parent)

    assert len(edges) == len(layout.routes)
    for (s, t), route in zip(edges, layout.routes, strict=True):
        for node, point in ((s, route[0]), (t, route[-1])):
            assert np.isclose((np.abs(point - layout.positions[node]) - (60, 32)).max(), 0, atol=1e-6)


def test_a_chain_through_frames_is_straight():
    chain = [(0, 1), (1, 2), (2, 3), (3, 4)]

    layout = framed(chain, boxes(5), [-1, 0, 1, 0, -1], [-1, 0])

    assert np.ptp(layout.positions[:, 1]) == pytest.approx(0)
    assert all(len(route) == 2 for route in layout.routes)


def test_members_joined_only_through_the_outside_follow_the_flow():
    reader, store, writer = range(3)

    layout = framed([(writer, store), (store, reader)], boxes(3), [0, -1, 0], [-1])

    assert layout.positions[writer, 0] < layout.positions[reader, 0]


def test_members_that_nothing_joins_stand_across_the_flow():
    layout = framed([(0, 1), (0, 2), (0, 3)], boxes(4), [-1, 0, 0, 0], [-1])

    assert np.ptp(layout.positions[1:, 0]) == 0
    assert np.ptp(layout.positions[1:, 1]) > 0


def test_an_empty_frame_has_room():
    layout = framed([], boxes(1), [-1], [-1])

    assert (layout.frames[0][2:] - layout.frames[0][:2] > 40).all()


def test_a_frame_around_itself_is_refused():
    with pytest.raises(ValueError, match="within itself"):
        framed([], boxes(1), [0], [1, 0])
