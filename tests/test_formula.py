import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.formula import FormulaError, formula


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("max(audio.seconds, 15 * audio.items) / 3600", {"audio.seconds": 7200, "audio.items": 10}, 2.0),
        ("ceil(7 / 2)", {}, 4),
        ("ceil(250, 100)", {}, 300),
        ("a if mode == 'batch' else b", {"a": 1, "b": 2, "mode": "batch"}, 1),
        ("a if a > 1 and b > 1 else 0", {"a": 2, "b": 2}, 2),
        ("1 if a > 1 and zero else 2", {"a": math.nan, "zero": 0}, 2),
        ("1 if a > 1 or 1 else 2", {"a": math.nan}, 1),
        ("1 if 0 < a < 9 else 2", {"a": 10}, 2),
        ("1 if not flag else 2", {"flag": 0.0}, 1),
        ("known(a, 5)", {"a": math.nan}, 5),
        ("-a ** 2 // 1 % 7", {"a": 2}, 3),
        ("max(min(a, 3), 1) / (b / 2)", {"a": 9, "b": 3}, 2),
        ("(a / b if a > b else b / a) * (2 if mode == 'x' else 3)", {"a": 2, "b": 8, "mode": "y"}, 12),
        ("max(a - 1, b - 1) - min(a, b) / max(1, a)", {"a": 2, "b": 5}, 3),
        ("1 if 1 < 2 else 0", {}, 1),
    ],
)
def test_works_out_arithmetic(text, values, expected):
    assert formula(text)(values) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a + 1",
            "max(a, 1)",
            "max(1, a)",
            "min(zero, a)",
            "max(a, zero, 1)",
            "(2 if a else 3) / 4",
            "min(1, a)",
            "ceil(a)",
            "1 / zero",
            "a * 0",
            "1 if a > 0 else 2",
            "a == 1",
        ),
        *(
            "1 if 0 < a < 9 else 2",
            "1 if not a else 2",
            "1 if a > 1 or zero else 2",
            "1 if a > 1 and 1 else 2",
        ),
    ],
)
def test_unknown_stays_unknown(text):
    assert math.isnan(formula(text)({"a": math.nan, "zero": 0}))


def test_tells_the_names_it_needs():
    assert formula("max(audio.seconds, floor) * share").names == {"audio.seconds", "floor", "share"}


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.b.c",
        "open('x')",
        "[1]",
        "lambda: 1",
        "a[0]",
        "max(x=1)",
        "1; 2",
        "a := 1",
        "f'{a}'",
        "(",
    ],
)
def test_refuses_whatever_is_not_arithmetic(text):
    with pytest.raises(FormulaError):
        formula(text)


@given(st.floats(0, 1e9), st.floats(0.1, 1e6))
def test_rounding_up_never_loses_and_stays_within_a_step(value, step):
    rounded = formula("ceil(value, step)")({"value": value, "step": step})

    assert rounded >= value * (1 - 1e-6) - step * 1e-6
    assert rounded < value + step * (1 + 1e-6)
