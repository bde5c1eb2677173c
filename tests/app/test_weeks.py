"""Whose load has to say when it comes."""

import pytest

from explorer.app.weeks import sources_without_week
from explorer.catalog.load import load_catalog
from explorer.design import Connection, Design, Node, Workload

CATALOG = load_catalog()
DESIGN = Design(
    [
        *(Node(id=key, service="s3") for key in ("vague", "even", "between", "end")),
        *(
            Connection(id=f"{a}-{b}", source=a, target=b, mechanism="replication")
            for a, b in (("vague", "between"), ("even", "between"), ("between", "end"), ("end", "between"))
        ),
        Workload(id="vague", items_per_month=1.0, peak_ratio=3.0),
        Workload(id="even", items_per_month=1.0),
    ]
)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("nodes/end", ["vague"]),
        ("nodes/vague", ["vague"]),
        ("connections/vague-between", ["vague"]),
        ("connections/even-between", []),
        ("nodes/even", []),
        ("nodes/gone", []),
    ],
)
def test_it_is_the_sources_upstream_that_have_a_peak_and_no_shape(key, expected):

    assert expected == sources_without_week(DESIGN, CATALOG, key)
