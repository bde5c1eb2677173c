"""When in a week a workload comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.catalog.model import Shape
from explorer.design import Workload
from explorer.design.shapes import EVEN, curve_of, fault_of, peak_ratio_of

NOON = (*[0.0] * 12, 1.0, *[0.0] * 11)
WEEKEND = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)
SHAPES = {"noon": Shape(id="noon", title="Noon", note="", hours=NOON, days=(1.0,) * 7)}
weights = st.floats(0, 1e6)


def test_without_a_word_the_week_is_even():
    workload = Workload(id="a")

    assert (curve_of(workload, SHAPES), peak_ratio_of(workload, SHAPES)) == (EVEN, 1.0)


def test_a_peak_without_a_shape_says_how_much_but_not_when():
    workload = Workload(id="a", peak_ratio=4.0)

    assert (curve_of(workload, SHAPES), peak_ratio_of(workload, SHAPES)) == (None, 4.0)


def test_the_busiest_hour_follows_from_the_shape():
    workload = Workload(id="a", shape="noon")

    assert peak_ratio_of(workload, SHAPES) == 24.0
    assert [24.0 * weight for weight in NOON] == list(curve_of(workload, SHAPES)[:24])


def test_a_stated_peak_is_stronger_than_that_of_the_shape():
    workload = Workload(id="a", shape="noon", peak_ratio=(2.0, 30.0, 40.0))

    assert peak_ratio_of(workload, SHAPES) == (2.0, 30.0, 40.0)
    assert curve_of(Workload(id="a", shape="noon"), SHAPES) == curve_of(workload, SHAPES)


def test_own_weights_take_the_place_of_those_of_the_shape():
    curve = curve_of(Workload(id="a", shape="noon", days=WEEKEND), SHAPES)

    assert (0.0, pytest.approx(84.0)) == (curve[12], curve[5 * 24 + 12])


@given(st.lists(weights, min_size=24, max_size=24), st.lists(weights, min_size=7, max_size=7))
def test_the_mean_of_a_week_is_one(hours, days):
    workload = Workload(id="a", hours=tuple(hours), days=tuple(days))

    curve = curve_of(workload, {})

    assert (sum(hours) * sum(days) > 0) == (curve is not None)
    assert curve is None or sum(curve) / 168 == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ({"shape": "moon"}, "shape"),
        ({"hours": (1.0,) * 23}, "hours"),
        ({"days": (1.0,) * 8}, "days"),
        ({"days": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0)}, "days"),
        ({"hours": (0.0,) * 24}, "hours"),
        ({"hours": (float("nan"),) * 24}, "hours"),
    ],
)
def test_what_is_no_week_is_named(stated, key):
    workload = Workload(id="a", **stated)

    assert key == fault_of(workload, SHAPES)[0]
    assert curve_of(workload, SHAPES) is None


def test_a_week_of_the_catalog_or_of_ones_own_is_in_order():
    assert fault_of(Workload(id="a", shape="noon", hours=NOON, days=WEEKEND), SHAPES) is None
