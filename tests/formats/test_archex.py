"""The native format: a workload's week, and what is said where it is none."""

import pytest
from msgspec.structs import replace

from explorer.catalog import Catalog
from explorer.catalog.model import Shape
from explorer.design import Connection, Design, Node, Workload
from explorer.errors import DesignError, FormatError
from explorer.formats import Look, codecs
from explorer.formats.archex import read, write
from explorer.formats.json_ import CODEC as JSON

EVEN = Shape(id="even", title="Even", note="", hours=(1.0,) * 24, days=(1.0,) * 7)
CATALOG = Catalog((), (), (), [EVEN])
HEAD = "archex: 1\nnodes:\n  a: {service: s3}\nworkloads:\n  a:\n    kind: records\n"


def design(**stated):
    return Design([Node(id="a", service="s3"), Workload(id="a", **stated)])


def test_a_week_survives_writing_and_reading():
    stated = design(shape="even", hours=tuple(float(hour) for hour in range(24)), days=(0.5,) * 7)

    assert stated == read(write(stated, CATALOG, Look()), "x", CATALOG).design
    assert stated == JSON.read(JSON.write(stated, CATALOG, Look()), "x.json", CATALOG).design


def test_a_workload_without_a_week_is_written_as_ever():
    text = write(design(items_per_month=5.0), CATALOG, Look()).decode()

    assert text.endswith("workloads:\n  a:\n    items_per_month: 5\n    kind: records\n")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("shape: odd", "there is no shape 'odd'"),
        ("hours: [1, 2, 3]", "'hours' has 3 weights instead of 24"),
        ("days: [1, 1, 1, 1, 1, 1, -1]", "'days' has a weight below zero"),
        ("days: [0, 0, 0, 0, 0, 0, 0]", "'days' has no weight above zero"),
        ("days: often", "'days': expected"),
    ],
)
def test_what_is_no_week_is_refused_with_its_line(line, problem):
    with pytest.raises(DesignError) as refused:
        read(f"{HEAD}    {line}\n".encode(), "file.archex.yaml", CATALOG)

    assert problem in refused.value.problem
    assert refused.value.line == 7


def test_json_refuses_a_shape_that_is_not_known():
    content = JSON.write(design(shape="odd"), CATALOG, Look())

    with pytest.raises(FormatError, match="there is no shape 'odd'"):
        JSON.read(content, "x.json", CATALOG)


def test_failures_survive_writing_and_reading_and_none_are_written_as_ever():
    nodes = [Node(id="a", service="s3"), Node(id="b", service="s3")]
    link = Connection(id="l", source="a", target="b", mechanism="sdk-call")
    failing = Design([*nodes, replace(link, fails=(0.0, 0.02, 0.5), attempts=4.0, outcome="failure")])

    assert failing == read(write(failing, CATALOG, Look()), "x", CATALOG).design
    assert failing == JSON.read(JSON.write(failing, CATALOG, Look()), "x.json", CATALOG).design
    assert b"fails" not in write(Design([*nodes, link]), CATALOG, Look())
    assert b"outcome" not in write(Design([*nodes, link]), CATALOG, Look())
    assert b"fails" not in JSON.write(Design([*nodes, link]), CATALOG, Look())


@pytest.mark.parametrize("fails", ["-0.1", "2", "[0, 0.5, 1.5]"])
def test_failures_beyond_none_and_all_are_refused_with_their_line(fails):
    text = "archex: 1\nnodes:\n  a: {service: s3}\nconnections:\n  l:\n    from: a\n    to: a\n    mechanism: sdk-call\n"

    with pytest.raises(DesignError, match="'fails' is not between 0 and 1") as refused:
        read(f"{text}    fails: {fails}\n".encode(), "x", CATALOG)

    assert refused.value.line == 9


@pytest.mark.parametrize("codec", [codec for codec in codecs().values() if codec.read and codec.write])
def test_weeks_and_failures_survive_in_every_format_that_can_be_read(codec):
    nodes = [Node(id="a", service="s3"), Node(id="b", service="s3")]
    stated = {"fails": (0.0, 0.02, 0.5), "attempts": 4.0, "outcome": "success"}
    link = Connection(id="l", source="a", target="b", mechanism="sdk-call", **stated)
    load = Workload(id="a", items_per_month=5.0, shape="even", days=(0.5,) * 7)
    made = Design([*nodes, link, load])

    back = codec.read(codec.write(made, CATALOG, Look()), f"x{codec.suffixes[0]}", CATALOG).design

    assert {name: getattr(back.connections["l"], name) for name in stated} == stated
    assert back.workloads == {"a": load}
