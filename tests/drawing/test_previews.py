"""A change laid over the picture: each kind of change is told by form and word, not by colour alone."""

import pytest

from explorer.catalog import load_catalog
from explorer.design import Connection, Design, Node, edits
from explorer.design.change import added
from explorer.drawing.previews import preview_centre, preview_shapes
from explorer.drawing.shapes import Part, Path, Rect, Text
from explorer.drawing.theme import theme

CATALOG = load_catalog()
NONE = {}


@pytest.fixture
def design():
    nodes = [
        Node(id="store", service="s3", x=0, y=0),
        Node(id="steps", service="step-functions", x=480, y=0),
        Node(id="other", service="lambda", x=480, y=320),
    ]
    link = Connection(id="a", source="store", target="steps", mechanism="event-notification")
    return Design([*nodes, link])


def shapes_of(change, design, words=NONE):
    return preview_shapes(change, design, CATALOG, theme("light"), words)


def texts(shapes):
    return [shape.text for shape in shapes if isinstance(shape, Text)]


def dashed(shapes):
    return [shape for shape in shapes if isinstance(shape, Rect) and shape.dash]


def test_what_comes_is_a_tile_in_a_frame_of_dashes_and_says_so(design):
    shapes = shapes_of(added([Node(id="bus", service="eventbridge", x=240, y=0)]), design)

    (tile,) = [shape for shape in shapes if isinstance(shape, Part)]
    assert (tile.x, tile.y) == (240, 0)
    assert len(dashed(shapes)) == 1
    assert texts(shapes) == ["Added"]


def test_what_goes_is_struck_out_and_says_so_with_its_arrows(design):
    shapes = shapes_of(edits.delete(design, ["nodes/steps"]), design)

    assert texts(shapes) == ["Removed"]
    strikes = [shape for shape in shapes if isinstance(shape, Path) and len(shape.segments) == 4]
    assert len(strikes) == 2


def test_what_is_set_has_a_full_frame_and_the_new_value(design):
    change = edits.set_setting(design.nodes["other"], "timeout_s", 30)

    shapes = shapes_of(change, design, {"nodes/other": ["Timeout: 3 s → 30 s"]})

    assert dashed(shapes) == []
    assert texts(shapes) == ["Timeout: 3 s → 30 s"]


def test_an_arrow_led_through_a_new_node_is_not_struck_out_below_it(design):
    bus = Node(id="bus", service="eventbridge", x=240, y=0)
    change = edits.insert_node(design, "a", bus, ("event-notification", "event-rule-target"))

    shapes = shapes_of(change, design)

    assert [shape for shape in shapes if isinstance(shape, Path) and shape.dash == (4.0, 4.0)] == []


def test_an_arrow_led_elsewhere_leaves_its_old_way_struck_out(design):
    change = edits.reconnect(design, "a", source="store", target="other", mechanism="event-notification")

    shapes = shapes_of(change, design)

    assert len([shape for shape in shapes if isinstance(shape, Path) and shape.dash == (4.0, 4.0)]) == 1


def test_words_of_people_are_shown_as_they_are_and_cut_where_they_are_long(design):
    change = edits.set_fields(design.nodes["other"], label="<b>" * 200)

    (text,) = texts(shapes_of(change, design, {"nodes/other": ["Label: none → " + "<b>" * 200]}))

    assert text.startswith("Label: none → <b>")
    assert len(text) < 60


def test_the_design_stays_as_it_is(design):
    before = design.copy()

    shapes_of(edits.delete(design, ["nodes/steps"]), design)

    assert before == design


def test_the_middle_is_that_of_the_nodes_it_touches(design):
    assert preview_centre(edits.set_setting(design.nodes["steps"], "x", 1)) == (568.0, 32.0)
    assert preview_centre(edits.set_fields(design.header, region="eu-west-1")) is None


def test_a_cost_stands_below_its_node_and_below_what_changes_there(design):
    change = edits.set_setting(design.nodes["other"], "timeout_s", 30)
    words = {"nodes/other": ["Timeout: 3 s → 30 s"]}
    costs = {"other": "$1.00 → $2.00 a month", "store": "$3.00 → $4.00 a month", "gone": "$1.00 → $0.00"}

    shapes = preview_shapes(change, design, CATALOG, theme("dark"), words, costs)

    by_text = {shape.text: shape for shape in shapes if isinstance(shape, Text)}
    assert set(by_text) == {"Timeout: 3 s → 30 s", costs["other"], costs["store"]}
    assert by_text[costs["other"]].y > by_text["Timeout: 3 s → 30 s"].y
