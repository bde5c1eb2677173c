import base64
import re
import xml.etree.ElementTree as ET

import pytest
from sample_designs import CATALOG, DESIGNS, EVIL, labelled

from explorer.errors import FormatError
from explorer.formats import Look, Reading, codecs

CODEC = codecs()["drawio"]


def written(name: str = "pipeline") -> str:
    return CODEC.write(DESIGNS[name](), CATALOG, Look()).decode()


def reading(text: str) -> Reading:
    return CODEC.read(text.encode(), "design.drawio", CATALOG)


def cells(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter("mxCell"))  # noqa: S314 - of our own making


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text[:24]))
def test_labels_are_plain_text_and_nothing_links_elsewhere(text: str) -> None:
    content, twin = (CODEC.write(labelled(words), CATALOG, Look()).decode() for words in (text, "harmless"))
    styles = [cell.get("style") for cell in cells(content)]

    assert styles == [cell.get("style") for cell in cells(twin)]
    assert all(style is None or "html=0" in style for style in styles)
    assert 'link="' not in content


def test_the_parts_of_an_mxfile_are_in_their_places() -> None:
    root = ET.fromstring(written())  # noqa: S314 - of our own making
    content = root.find("diagram/mxGraphModel/root")

    assert root.tag == "mxfile"
    assert content is not None
    assert [element.get("id") for element in content][:2] == ["0", "1"]
    seen = {"0", "1"}
    for element in list(content)[2:]:
        cell = element.find("mxCell")
        assert cell is not None
        assert cell.get("parent") in seen, "a container must come before what it holds"
        seen.add(element.get("id") or "")
        for end in ("source", "target"):
            assert cell.get(end) is None or cell.get(end) in seen


def test_an_icon_is_carried_inside_as_an_image() -> None:
    style = next(
        cell.get("style") or "" for cell in cells(written()) if "image=" in (cell.get("style") or "")
    )
    data = re.search(r"image=data:image/svg\+xml,([^;]+);", style)

    assert data
    assert base64.b64decode(data[1]).startswith(b"<svg ")


def test_a_shape_moved_and_renamed_in_drawio_is_taken_as_it_stands() -> None:
    text = written().replace('label="Recordings"', 'label="Calls"')
    text = re.sub(r'(id="node\.transcribe".*?<mxGeometry x=")900"', r'\g<1>1000"', text, flags=re.DOTALL)

    design = reading(text).design

    assert design.nodes["recordings"].label == "Calls"
    assert design.nodes["transcribe"].x == 1000


def test_a_node_dragged_out_of_its_group_keeps_its_place_on_the_page() -> None:
    text = re.sub(
        r'(id="node\.start".*?)parent="group\.vpc"(.*?x=")[^"]+(" y=")[^"]+"',
        r'\g<1>parent="1"\g<2>700\g<3>500"',
        written(),
        count=1,
        flags=re.DOTALL,
    )

    node = reading(text).design.nodes["start"]

    assert (node.group, node.x, node.y) == ("", 700, 500)


def test_a_group_moved_in_drawio_takes_its_nodes_along() -> None:
    text = re.sub(r'(id="group\.account".*?<mxGeometry x=")-40"', r'\g<1>60"', written(), flags=re.DOTALL)
    before, after = DESIGNS["pipeline"](), reading(text).design

    for key in ("recordings", "start"):
        assert after.nodes[key].x == before.nodes[key].x + 100
    assert after.nodes["transcribe"].x == before.nodes["transcribe"].x


def test_a_copied_shape_becomes_a_node_of_its_own() -> None:
    copied = re.search(r'<object id="node\.recordings".*?</object>', written(), flags=re.DOTALL)
    assert copied
    twin = copied[0].replace('id="node.recordings"', 'id="Xy12-3"')

    design = reading(written().replace("</root>", f"{twin}</root>")).design

    assert design.nodes["Xy12-3"].service == "s3"
    assert len(design.nodes) == 5


def test_shapes_without_a_service_and_loose_ends_are_told() -> None:
    foreign = '<mxCell id="z" value="box" vertex="1" parent="1"/>'
    text = written().replace("</root>", f"{foreign}</root>").replace('target="node.transcribe"', "")

    result = reading(text)

    assert "1 shapes drawn in draw.io" in " ".join(result.notes)
    assert "connection c2 lacks an end" in " ".join(result.notes)
    assert result.design.connections.keys() == {"c1", "c4"}


def test_user_objects_are_read_like_objects() -> None:
    text = written().replace("<object ", "<UserObject ").replace("</object>", "</UserObject>")

    assert reading(text).design == DESIGNS["pipeline"]()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE mxfile><mxfile/>", "document type"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><mxfile>&a;</mxfile>', "document type"),
        ("<mxfile", "not well-formed"),
        ("<mxfile/>", "no readable draw.io page"),
        ("<svg/>", "no readable draw.io page"),
        ("<mxfile><diagram>7VhLb9s4</diagram></mxfile>", "Compressed"),
        ("<mxGraphModel><root><mxCell id='0'/></root></mxGraphModel>", "no shapes of"),
        (
            "<mxGraphModel><root><object id='a' archex='node'/></root></mxGraphModel>",
            "no mxCell",
        ),
        (
            "<mxGraphModel><root><object id='a' archex='node' archex_more='{'><mxCell/></object></root></mxGraphModel>",
            "not valid JSON",
        ),
        (
            "<mxGraphModel><root><mxCell id='a'><mxGeometry x='a'/></mxCell></root></mxGraphModel>",
            "no number",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=rf"design\.drawio.*{said}"):
        reading(text)
