"""Single connections: short, at right angles, round what is in the way, at once."""

import itertools
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.layout.route import Box, orthogonal

START = (0, 0, 120, 64)

boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.integers(-600, 600),
    st.integers(-400, 400),
    st.integers(20, 160),
    st.integers(20, 100),
)
sides = st.sampled_from(["left", "right", "top", "bottom"])


def passes(way, box):
    return any(
        min(p[0], q[0]) < box[2] - 1
        and max(p[0], q[0]) > box[0] + 1
        and min(p[1], q[1]) < box[3] - 1
        and max(p[1], q[1]) > box[1] + 1
        for p, q in itertools.pairwise(way)
    )


def test_boxes_on_one_line_are_joined_straight():
    assert orthogonal(START, (300, 0, 420, 64)) == [(120, 32), (300, 32)]


def test_a_forward_connection_has_one_step_midway():
    assert orthogonal(START, (300, 100, 420, 164)) == [(120, 32), (210, 32), (210, 132), (300, 132)]


def test_a_forward_connection_in_a_narrow_gap_does_not_turn_back():
    way = orthogonal(START, (130, 30, 250, 94))

    assert way == [(120, 32), (125, 32), (125, 62), (130, 62)]


def test_a_backward_connection_loops_round_both_boxes():
    end = (-300, 0, -180, 64)

    way = orthogonal(START, end)

    assert len(way) == 6
    assert way[1][0] > 120
    assert way[-2][0] < -300
    assert not passes(way, START)
    assert not passes(way, end)


def test_a_corner_needs_one_bend():
    way = orthogonal(START, (300, 100, 420, 164), start_side="bottom", end_side="left")

    assert way == [(60, 64), (60, 132), (300, 132)]


def test_a_box_in_the_way_is_avoided():
    wall = (180, -200, 240, 300)

    way = orthogonal(START, (300, 100, 420, 164), obstacles=[wall])

    assert not passes(way, wall)


def test_a_way_out_of_a_maze_is_found():
    walls = [(160, -100, 180, 200), (-100, -100, 160, -80), (-100, 180, 160, 200), (200, 60, 280, 400)]

    way = orthogonal(START, (300, 100, 420, 164), obstacles=walls)

    assert not any(passes(way, wall) for wall in walls)


def test_a_shut_in_connection_goes_straight_through():
    walls = [(130, -100, 150, 200), (-100, -100, 150, -80), (-100, 180, 150, 200), (-100, -100, -80, 200)]

    way = orthogonal(START, (300, 100, 420, 164), obstacles=walls)

    assert way == [(120, 32), (210, 32), (210, 132), (300, 132)]


@settings(deadline=None)
@given(boxes, boxes, sides, sides, st.lists(boxes, max_size=6))
def test_every_connection_is_orthogonal_and_keeps_its_ends(start, end, start_side, end_side, obstacles):
    way = orthogonal(start, end, start_side=start_side, end_side=end_side, obstacles=obstacles)

    assert way[0] == start.middle_of(start_side)
    assert way[-1] == end.middle_of(end_side)
    assert all(p[0] == q[0] or p[1] == q[1] for p, q in itertools.pairwise(way))


@settings(deadline=None)
@given(boxes, boxes, sides, sides)
def test_a_connection_passes_through_neither_of_two_boxes_that_stand_apart(start, end, start_side, end_side):
    grown = start.grown(40)
    if (
        grown.left < end.right
        and end.left < grown.right
        and grown.top < end.bottom
        and end.top < grown.bottom
    ):
        return

    way = orthogonal(start, end, start_side=start_side, end_side=end_side)

    assert not passes(way, start)
    assert not passes(way, end)


def test_a_connection_can_be_routed_while_dragging():
    begin = time.perf_counter()
    for x in range(200):
        orthogonal(START, (x - 100, 100, x, 164))

    assert (time.perf_counter() - begin) / 200 < 0.001
