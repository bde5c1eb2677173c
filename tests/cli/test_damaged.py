"""Files that were damaged, by a hand or a merge: a sentence, or a design that can be checked and priced."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.app.session import read_content, written
from explorer.app.templates import templates
from explorer.catalog.load import load_catalog
from explorer.cost import estimate
from explorer.errors import DesignError, InputError
from explorer.flow import flow_of
from explorer.rules.engine import check

CATALOG = load_catalog()
NAME = "damaged.archex.yaml"
WHOLE = [template.path.read_bytes().splitlines() for template in list(templates().values())[:12]]
ODD = [
    b"-1",
    b"1e308",
    b".nan",
    b".inf",
    b"null",
    b"[]",
    b"{}",
    b"true",
    b'""',
    b"9" * 20,
    b"'x'",
    b"\xff",
    b"*a",
    b"- ",
]


@st.composite
def damaged(draw):
    """A template with lines lost, doubled, or given another value."""
    lines = list(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lost", "doubled", "another value", "another value"])):
            case "lost" if len(lines) > 1:
                del lines[at]
            case "doubled":
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
            case _:
                key, colon, _ = lines[at].partition(b": ")
                lines[at] = key + colon + draw(st.sampled_from(ODD))
    return b"\n".join(lines)


def opened(content):
    """(design, '') or (None, what is wrong with the file)."""
    try:
        return read_content(content, NAME, CATALOG).design, ""
    except InputError as error:
        return None, str(error)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_file_gives_one_sentence_or_a_design_that_can_be_used(content):
    design, error = opened(content)
    if design is None:
        assert NAME in error
        assert "\n" not in error
        return
    flow = flow_of(design, CATALOG)
    findings = check(design, CATALOG, flow)
    estimate(design, CATALOG, flow)

    assert not [finding for finding in findings if "could not be run" in finding.message]
    saved = written(design, CATALOG, NAME)
    assert written(read_content(saved, NAME, CATALOG).design, CATALOG, NAME) == saved


@pytest.mark.parametrize("number", ["-5", "1e308", "[1, 2, 1e300]"])
def test_a_number_beyond_all_bounds_is_refused_at_its_line(number):
    content = f"archex: 1\nnodes:\n  b:\n    service: s3\nworkloads:\n  b:\n    items_per_month: {number}\n"

    with pytest.raises(
        DesignError, match=r"damaged\.archex\.yaml:7: 'items_per_month' of 'b' is below zero or above"
    ):
        read_content(content.encode(), NAME, CATALOG)
