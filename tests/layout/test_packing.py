"""Parts of a drawing are packed without overlap into the shape of a screen."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.layout.measure import overlaps
from explorer.layout.packing import grid, packed

sides = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 300)), max_size=15)


@given(sides, st.integers(0, 50))
def test_packed_boxes_keep_their_gap(sizes, gap):
    corners = packed(sizes, gap)

    for (a, s), (b, t) in itertools.combinations(zip(corners, sizes, strict=True), 2):
        assert (a + s + gap <= b + 1e-6).any() or (b + t + gap <= a + 1e-6).any()


def test_equal_boxes_fill_a_screen():
    width, height = packed([(100, 50)] * 60, 10).max(axis=0) + np.array((100, 50))

    assert 1.2 < width / height < 2.1


@given(sides)
def test_a_grid_has_no_overlaps(sizes):
    boxes = np.array(sizes, dtype=float).reshape(-1, 2)

    assert overlaps(grid(boxes, 5.0), boxes) == 0
