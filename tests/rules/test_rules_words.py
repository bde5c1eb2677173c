"""Numbers as people read them, and units that can be compared."""

import pytest

from explorer.rules.units import converted, is_size
from explorer.rules.words import listed, measure, number, size, some, span


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.0, "1,234,567"),
        (999.6, "999.6"),
        (2.345, "2.35"),
        (3.0, "3"),
        (0.04, "0.04"),
        (0.00012, "0.00012"),
        (1e-9, "0"),
        (0, "0"),
    ],
)
def test_a_number_has_the_figures_that_matter(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("kb", "text"),
    [(0.5, "0.5 KB"), (256, "256 KB"), (1024, "1 MB"), (4.2 * 1024, "4.2 MB"), (3 * 2**30, "3 TB")],
)
def test_a_size_is_in_the_unit_in_which_it_is_short(kb, text):
    assert size(kb) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.25, "250 ms"),
        (1, "1 s"),
        (30, "30 s"),
        (60, "1 min"),
        (90, "90 s"),
        (900, "15 min"),
        (3600, "1 h"),
        (86400, "24 h"),
        (172800, "2 days"),
        (0, "0 s"),
    ],
)
def test_a_span_is_in_the_unit_in_which_it_is_short(seconds, text):
    assert span(seconds) == text


def test_lists_read_like_sentences():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], last="or") == "a, b or c"
    assert some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert measure(5, "") == "5"
    assert measure(1, "minutes") == "1 minute"
    assert measure(2, "minutes") == "2 minutes"
    assert measure(1, "requests per second") == "1 request per second"
    assert measure(1, "ms") == "1 ms"


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        (6291456, "bytes", "MB", 6.0),
        (1, "MiB", "KB", 1024.0),
        (29000, "milliseconds", "s", 29.0),
        (5, "minutes", "seconds", 300.0),
        (2, "MiB per second", "MB/s", 2.0),
        (600, "request per minute", "requests per second", 10.0),
        (1000, "executions", "invocation", 1000.0),
        (4, "KB", "second", None),
        (4, "request/month", "request/s", None),
        (4, "MB", "MB/s", None),
    ],
)
def test_units_are_converted_where_they_measure_the_same(value, unit, to, result):
    assert converted(value, unit, to) == result


def test_what_says_how_large_one_thing_is():
    assert [
        unit for unit in ("MB", "bytes", "characters", "page", "MB/s", "jobs", "hours") if is_size(unit)
    ] == [
        "MB",
        "bytes",
        "characters",
        "page",
    ]
