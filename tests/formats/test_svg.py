import re
import xml.etree.ElementTree as ET

import pytest
from sample_designs import CATALOG, DESIGNS, EVIL, labelled

from explorer.formats import Look, codecs

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
ATTRIBUTES = {
    *(
        "id",
        "transform",
        "x",
        "y",
        "width",
        "height",
        "rx",
        "cx",
        "cy",
        "r",
        "d",
        "version",
        "viewBox",
        "role",
    ),
    *(
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
    ),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}


def written(design, **look) -> bytes:
    return codecs()["svg"].write(design, CATALOG, Look(**look))


def parsed(design, **look) -> ET.Element:
    return ET.fromstring(written(design, **look))  # noqa: S314 - of our own making


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text[:24]))
def test_only_plain_elements_and_attributes_are_written(text: str) -> None:
    root = parsed(labelled(text))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


@pytest.mark.parametrize("text", ["<b>&\"'", "]]>", "a\x00b", "x" * 40])
def test_a_label_is_read_back_as_it_is_shown(text: str) -> None:
    root = parsed(labelled(text))
    title = next(e for e in root.iter(f"{SVG}g") if e.get("id") == "node-a").find(f"{SVG}title")

    assert title is not None
    assert title.text == text.replace("\x00", "\ufffd") + " (Amazon S3)"


def test_the_picture_says_what_it_is() -> None:
    root = parsed(DESIGNS["pipeline"]())

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Call insight"
    assert "4 services, 4 connections" in (root.findtext(f"{SVG}desc") or "")


def test_every_record_is_a_group_with_its_id_and_title() -> None:
    design = DESIGNS["pipeline"]()
    titles = {
        element.get("id"): element.findtext(f"{SVG}title") for element in parsed(design).iter(f"{SVG}g")
    }

    for kind, records in (
        ("node", design.nodes),
        ("connection", design.connections),
        ("group", design.groups),
    ):
        for key in records:
            assert titles[f"{kind}-{key}"]


def test_ids_stay_apart_and_are_names() -> None:
    records = list(DESIGNS["pipeline"]().records())
    ids = [element.get("id") for element in parsed(DESIGNS["pipeline"]()).iter() if element.get("id")]

    assert len(ids) == len(set(ids))
    assert records
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", name) for name in ids)


def test_numbers_have_at_most_two_decimals() -> None:
    assert not re.findall(rb"\d\.\d{3}", written(DESIGNS["pipeline"]()))


def test_text_is_text_in_a_font_with_fallbacks() -> None:
    root = parsed(DESIGNS["pipeline"]())
    words = {element.text for element in root.iter(f"{SVG}text")}

    assert root.get("font-family") == "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
    assert {"Recordings", "start job", "Call insight"} <= words


def test_the_look_is_followed() -> None:
    design = DESIGNS["pipeline"]()
    words = {
        e.text for e in parsed(design, title=False, legend=False, badges={"start": "$7"}).iter(f"{SVG}text")
    }

    assert "$7" in words
    assert not {"Call insight", "Event"} & words
    assert written(design) != written(design, theme="dark")
