"""What every format promises, for each format and each sample design."""

import json
import re
import socket
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_designs import CATALOG, DESIGNS, EVIL, labelled

from explorer.design import Design
from explorer.formats import Codec, Keeps, Look, codecs

WRITERS = [codec for codec in codecs().values() if codec.write]
BOTH_WAYS = [codec for codec in WRITERS if codec.read]
NEAR_ENOUGH = "a harmless label"


def written(codec: Codec, design: Design) -> bytes:
    assert codec.write
    return codec.write(design, CATALOG, Look(badges={"recordings": "$310", "start": "≥ $12"}))


def read_back(codec: Codec, content: bytes) -> Design:
    assert codec.read
    return codec.read(content, f"design{codec.suffixes[0]}", CATALOG).design


KEPT: dict[Keeps, Callable[[Design], object]] = {
    Keeps.CONNECTIONS: lambda d: {key: (c.source, c.target) for key, c in d.connections.items()},
    Keeps.GROUPS: lambda d: (d.groups, {key: node.group for key, node in d.nodes.items()}),
    Keeps.LABELS: lambda d: (
        {key: node.label for key, node in d.nodes.items()},
        {key: link.label for key, link in d.connections.items()},
    ),
    Keeps.MECHANISMS: lambda d: {key: link.mechanism for key, link in d.connections.items()},
    Keeps.NOTES: lambda d: d.notes,
    Keeps.POSITIONS: lambda d: {key: (node.x, node.y) for key, node in d.nodes.items()},
    Keeps.SERVICES: lambda d: {key: node.service for key, node in d.nodes.items()},
    Keeps.SETTINGS: lambda d: {key: node.settings for key, node in d.nodes.items()},
    Keeps.SUPPRESSIONS: lambda d: d.suppressions,
    Keeps.WORKLOADS: lambda d: d.workloads,
}


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("codec", BOTH_WAYS, ids=lambda codec: codec.id)
def test_what_a_format_keeps_survives_writing_and_reading(codec: Codec, name: str) -> None:
    design = DESIGNS[name]()

    back = read_back(codec, written(codec, design))

    for kept in codec.keeps:
        assert KEPT[kept](design) == KEPT[kept](back), kept


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize(
    "codec", [codec for codec in BOTH_WAYS if codec.keeps == frozenset(Keeps)], ids=lambda codec: codec.id
)
def test_a_format_that_keeps_all_gives_an_equal_design(codec: Codec, name: str) -> None:
    design = DESIGNS[name]()

    assert design == read_back(codec, written(codec, design))


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("codec", WRITERS, ids=lambda codec: codec.id)
def test_equal_designs_give_equal_bytes(codec: Codec, name: str) -> None:
    design = DESIGNS[name]()
    by_name = sorted(design.records(), key=lambda record: record.id, reverse=True)
    nodes_first = sorted(by_name, key=lambda record: record.collection == "connections")

    assert written(codec, design) == written(codec, DESIGNS[name]()) == written(codec, Design(nodes_first))


@pytest.mark.parametrize("codec", WRITERS, ids=lambda codec: codec.id)
def test_a_file_says_nothing_of_the_machine_or_its_user(
    codec: Codec, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "HOSTNAME"):
        monkeypatch.setenv(name, f"canary-{name.lower()}")
    canaries = ["canary-", str(Path.home()), str(Path.cwd()), socket.gethostname(), "sample_designs"]

    content = written(codec, DESIGNS["pipeline"]())

    assert [canary for canary in canaries if len(canary) > 5 and canary.encode() in content] == []


def _xml_shape(content: bytes) -> Counter[str]:
    assert b"<!DOCTYPE" not in content
    assert b"<!ENTITY" not in content
    return Counter(element.tag for element in ET.fromstring(content).iter())  # noqa: S314 - of our own making


def _svg_shape(content: bytes) -> Counter[str]:
    """Elements but those whose number depends on how a text is broken into lines and where it fits."""
    shape = _xml_shape(content)
    for by_length in ("text", "rect"):
        shape.pop(f"{{http://www.w3.org/2000/svg}}{by_length}", None)
    return shape


def _mermaid_shape(content: bytes) -> list[str]:
    return [re.sub(r'"[^"]*"', '""', line) for line in content.decode().splitlines()]


def _json_shape(content: bytes) -> list[tuple[str, int]]:
    return [(key, len(value)) for key, value in json.loads(content).items() if isinstance(value, list)]


SHAPES: dict[str, Callable[[bytes], object]] = {
    "svg": _svg_shape,
    "drawio": _xml_shape,
    "mermaid": _mermaid_shape,
    "json": _json_shape,
}


def _id(text: str) -> str:
    return ascii(text[:24])


@pytest.mark.parametrize("text", EVIL, ids=_id)
@pytest.mark.parametrize("codec", [codecs()[name] for name in SHAPES], ids=lambda codec: codec.id)
def test_no_text_changes_the_structure_of_a_file(codec: Codec, text: str) -> None:
    shape = SHAPES[codec.id]

    content = written(codec, labelled(text))

    assert shape(written(codec, labelled(NEAR_ENOUGH))) == shape(content)


@pytest.mark.parametrize("codec", WRITERS, ids=lambda codec: codec.id)
def test_all_evil_texts_together_can_be_written(codec: Codec) -> None:
    assert written(codec, labelled(" | ".join(EVIL)))


@pytest.mark.parametrize("text", EVIL, ids=_id)
@pytest.mark.parametrize("codec", BOTH_WAYS, ids=lambda codec: codec.id)
def test_texts_read_back_as_they_were_but_for_what_no_file_can_hold(codec: Codec, text: str) -> None:
    design = labelled(text)

    back = read_back(codec, written(codec, design))

    if text.isprintable():
        assert design == back
    assert written(codec, back) == written(codec, read_back(codec, written(codec, back)))
