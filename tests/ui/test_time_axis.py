"""Where times are along the axis of the waterfall."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.panels.time_axis import TimeAxis, least_to_most


@given(st.floats(1e-6, 1e9), st.floats(1e-6, 1.0), st.booleans())
def test_ticks_stand_in_order_on_the_axis_and_none_reads_like_another(longest, part, in_powers):
    ticks = TimeAxis(longest, longest * part, in_powers).ticks()

    places, words = [place for place, _ in ticks], [words for _, words in ticks]
    assert all(0.0 <= left < right <= 1.0 for left, right in pairwise(places))
    assert len(set(words)) == len(words) <= 8


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        (TimeAxis(150.0), ["0 s", "30 s", "1 min", "90 s", "2 min", "2.5 min"]),
        (TimeAxis(86_400.0), ["0 s", "6 h", "12 h", "18 h", "24 h"]),
        (TimeAxis(3600.0, 0.1, in_powers=True), ["100 ms", "1 s", "10 s", "1 min", "10 min", "1 h"]),
        (TimeAxis(0.0), []),
    ],
)
def test_ticks_are_round_times(axis, expected):

    assert expected == [words for _, words in axis.ticks()]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(8.0, 120.0, "8 s to 2 min"), (8.0, 8.0, "8 s"), (None, 8.0, "not known")],
)
def test_a_range_reads_from_least_to_most(low, high, expected):

    assert expected == least_to_most(low, high)
