import json

import pytest
from sample_designs import CATALOG, DESIGNS

from explorer.errors import FormatError
from explorer.formats import Look, codecs

CODEC = codecs()["json"]


def plain(name: str) -> dict:
    return json.loads(CODEC.write(DESIGNS[name](), CATALOG, Look()))


def read(value: object):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return CODEC.read(content, "design.json", CATALOG).design


def test_the_keys_others_rely_on_are_there() -> None:
    content = plain("pipeline")

    assert content["schema_version"] == 1
    assert content["region"] == "eu-west-1"
    for node in content["nodes"]:
        assert {"id", "service", "label", "settings", "x", "y"} <= node.keys()
    for link in content["connections"]:
        assert {"id", "source", "target", "mechanism"} <= link.keys()
    start = next(node for node in content["nodes"] if node["id"] == "start")
    assert start["type"] == "AWS::Lambda::Function"
    assert start["group"] == "vpc"
    assert start["settings"] == {
        "arm": True,
        "memory_mb": 512,
        "runtime": "python3.13",
        "timeout_s": 30.5,
        "vpc": None,
    }


def test_records_are_in_the_order_of_their_ids() -> None:
    ids = [node["id"] for node in plain("pipeline")["nodes"]]

    assert sorted(ids) == ids


def test_keys_of_a_later_version_survive() -> None:
    content = plain("pipeline")
    content["nodes"][0]["shiny"] = [1, {"a": None}]
    content["motto"] = "x"

    again = json.loads(CODEC.write(read(content), CATALOG, Look()))

    assert again["nodes"][0]["shiny"] == [1, {"a": None}]
    assert again["motto"] == "x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "schema_version"),
        (b"{}", "schema_version"),
        ({"schema_version": 99}, "99"),
        ({"schema_version": 1, "nodes": {}}, "'nodes' must be a list"),
        ({"schema_version": 1, "nodes": [1]}, r"nodes\[0\] must be an object"),
        ({"schema_version": 1, "nodes": [{"id": "a"}]}, "service"),
        ({"schema_version": 1, "nodes": [{"id": "a", "service": "s3", "x": "left"}]}, r"nodes\[0\]"),
        ({"schema_version": 1, "nodes": [{"id": "a", "service": "s3"}] * 2}, "id 'a' of another"),
        (
            {
                "schema_version": 1,
                "connections": [{"id": "c", "source": "a", "target": "b", "mechanism": "m"}],
            },
            "leads to 'a'",
        ),
        ({"schema_version": 1, "workloads": [{"id": "a"}]}, "no node"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_place(content: object, said: str) -> None:
    with pytest.raises(FormatError, match=rf"design\.json: .*{said}"):
        read(content)
