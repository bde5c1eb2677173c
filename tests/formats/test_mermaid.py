import re

import pytest
from sample_designs import CATALOG, DESIGNS, EVIL, labelled

from explorer.formats import Look, codecs
from explorer.formats.mermaid import quoted


def lines(design) -> list[str]:
    return codecs()["mermaid"].write(design, CATALOG, Look()).decode().splitlines()


STATEMENT = re.compile(
    r"flowchart LR|end|subgraph g\d+\[\"[^\"]+\"\]|n\d+\[\"[^\"]+\"\]|n\d+ [-=.]+[>ox]\|\"[^\"]+\"\| n\d+"
)


@pytest.mark.parametrize("name", DESIGNS)
def test_every_line_is_a_statement_of_a_flowchart(name: str) -> None:
    assert [line for line in lines(DESIGNS[name]()) if not STATEMENT.fullmatch(line.strip())] == []


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text[:24]))
def test_no_text_makes_a_statement_of_its_own(text: str) -> None:
    assert [line for line in lines(labelled(text)) if not STATEMENT.fullmatch(line.strip())] == []


@pytest.mark.parametrize("mark", list('"#;<>&`%{}[]|\\$@~^=*_\x00\n'))
def test_marks_that_mean_something_become_codes_or_go(mark: str) -> None:
    inside = quoted(f"a{mark}b")[1:-1]

    assert mark not in re.sub(r"#\d+;", "", inside)


def test_each_node_stands_once_inside_its_group() -> None:
    written = lines(DESIGNS["pipeline"]())
    start = next(line for line in written if "Lambda" in line)

    assert start == '      n2["AWS Lambda"]'
    assert written[written.index(start) - 1] == '    subgraph g2["VPC main"]'
    assert sum(bool(re.match(r" *n\d+\[", line)) for line in written) == 4


def test_groups_that_hold_one_another_are_each_written_once() -> None:
    written = lines(DESIGNS["groups_in_a_circle"]())

    assert sum("subgraph" in line for line in written) == 2
    assert sum(line.strip() == "end" for line in written) == 2


def test_an_arrow_is_named_by_its_mechanism_and_label() -> None:
    assert '  n2 -->|"SDK call: start job"| n3' in lines(DESIGNS["pipeline"]())
