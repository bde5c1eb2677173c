"""Text that stays text, and formulas as words."""

# ruff: noqa: RUF001 - formulas are told with the signs of arithmetic

import pytest

from explorer.catalog.model import FlowBehaviour, Quantity, Service, Setting
from explorer.reference.formulas import in_words
from explorer.reference.markdown import Sources, code, escaped, link, slug, table
from explorer.reference.words import plain_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words, 3 of them", "plain words, 3 of them"),
        ("a | b", r"a \| b"),
        ("[x](y)", r"\[x\](y)"),
        ("<b>bold</b>", r"\<b\>bold\</b\>"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("$5 and $6", r"\$5 and \$6"),
        ("back\\slash", r"back\\slash"),
        ("&lt; AT&T", "&amp;lt; AT&T"),
        ("# not a title", r"\# not a title"),
        ("1. not a list", r"1\. not a list"),
        ("- not a list", r"\- not a list"),
        ("two\nlines", "two lines"),
        ("see https://a.example/x_y.", "see <https://a.example/x_y>."),
        ("https://a.example/<b>", r"<https://a.example/>\<b\>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_escaped_text_stands_as_it_was_written(text, expected):
    assert expected == escaped(text)


def test_code_that_markdown_could_not_hold_is_plain():
    assert code("us-east-1") == "`us-east-1`"
    assert code("a`b|c") == r"a\`b\|c"


def test_a_link_cannot_be_broken_by_its_text_or_its_address():
    assert link("a]b|", "x (y)|>") == r"[a\]b\|](x%20%28y%29%7C%3E)"


def test_a_table_without_rows_is_nothing():
    assert table(("A", "B"), []) == []
    assert table(("A", "B"), [("1", "2")]) == ["| A | B |", "| --- | --- |", "| 1 | 2 |"]


def test_headings_are_named_as_on_github():
    assert slug("AI services layer (top)") == "ai-services-layer-top"
    assert slug("Amazon EC2 On-Demand") == "amazon-ec2-on-demand"


def test_a_source_is_numbered_once_and_listed_with_its_address():
    sources = Sources()

    cited = [
        sources.cite(one) for one in ("Guide https://a.example/", "By hand", "Guide https://a.example/", "")
    ]

    assert cited == ["[1]", "[2](#sources)", "[1]", ""]
    assert sources.blocks() == [
        ["## Sources"],
        ["1. [Guide][1]", "2. By hand"],
        ["[1]: <https://a.example/>"],
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1234567.0, "1,234,567"), (0.0000166667, "0.0000166667"), (2.50, "2.5"), (1e21, "1" + ",000" * 7)],
)
def test_numbers_are_written_in_full(number, expected):
    assert expected == plain_number(number)


SERVICE = Service(
    id="x",
    name="X",
    category="ai",
    summary="",
    settings=(
        Setting(id="mode", title="Mode", type="choice", default="batch", choices=("batch", "live")),
        Setting(id="redact", title="Redact", type="flag", default=False),
    ),
    flow=FlowBehaviour(quantities=(Quantity(id="jobs", title="Jobs", unit="job", formula="audio.items"),)),
)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("audio.items + video.gb", "audio items + GB of video"),
        ("jobs * (all.items - 2) / 3600", "*Jobs* × (all items − 2) ÷ 3,600"),
        ("a_b - (1 - jobs)", "a b − (1 − *Jobs*)"),
        ("max(jobs, 15) * hours", "(the larger of *Jobs* and 15) × hours in a month"),
        ("min(1, 2, 3)", "the smallest of 1, 2 and 3"),
        ("ceil(jobs / 4)", "*Jobs* ÷ 4, rounded up"),
        ("known(calls.items, 0)", "calls, or 0 where unknown"),
        ("1 if mode == 'live' else 2", "1 if *Mode* is live, else 2"),
        ("1 if redact else 2 if not redact and jobs > 3 else 4",
         "1 if *Redact* is on, 2 if *Redact* is off and *Jobs* \\> 3, else 4"),
        ("pushed.gb * 1073741824", "GB pushed to it × 2³⁰"),
        ("-jobs", "−*Jobs*"),
    ],
)  # fmt: skip
def test_a_formula_is_told_in_the_titles_of_its_service(formula, expected):
    assert expected == in_words(formula, SERVICE)


def test_every_formula_of_the_catalog_can_be_told(catalog):
    for service in catalog.services.values():
        for quantity in service.flow.quantities:
            assert in_words(quantity.formula, service)
