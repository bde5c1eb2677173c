"""Running it."""

import pytest
from sketch import Case, left_after_fixes, places, unsaid

MANY = "".join(f"b{number}: s3\n" for number in range(8)) + "b0 << text items_per_s=1\n"

CASES = [
    Case("I8001", "a design of some size that nobody watches", MANY, at=("",)),
    Case("I8001", "it has metrics", MANY + "w: cloudwatch"),
    Case("I8001", "a sketch", "b: s3\nb << text items_per_s=1"),
    Case("I8002", "its node is gone", "b: s3\nsuppress E1001 a", at=("",), says=("E1001", "'a'")),
    Case("I8002", "its node is there", "b: s3\nsuppress E1001 b"),
    Case("I8002", "it holds everywhere", "b: s3\nsuppress E1001"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)
