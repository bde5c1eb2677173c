"""The picture of a service among its neighbours."""

import re

from explorer.catalog.vocabulary import CATEGORIES
from explorer.drawing.icons import parse_path
from explorer.drawing.shapes import Part, Text
from explorer.drawing.tile import LIFECYCLE_WORDS
from explorer.formats.svg import svg_of
from explorer.reference.compact import compact
from explorer.reference.neighbourhood import MOST_PER_SIDE, neighbourhood, neighbours
from explorer.xml_reader import read_xml


def texts_of(shapes):
    for shape in shapes:
        if isinstance(shape, Part):
            yield from texts_of(shape.shapes)
        elif isinstance(shape, Text):
            yield shape.text


def test_how_many_more_there_are_is_said(catalog):
    service = catalog.services["s3"]
    fed_by, feeds = neighbours(service, catalog)

    said = list(texts_of(neighbourhood(service, catalog).shapes))

    assert MOST_PER_SIDE == len(fed_by.shown) == len(feeds.shown)
    assert f"Receives from {fed_by.total} services" in said
    assert f"and {fed_by.total - MOST_PER_SIDE} more in the table" in said
    assert fed_by.total == len({one.source_id for one in catalog.entering("s3")} - {"s3"})


def test_a_side_without_neighbours_says_so(catalog):
    lonely = next(
        one for one in catalog.draggable if not catalog.entering(one.id) and catalog.leaving(one.id)
    )

    assert "nothing directly" in texts_of(neighbourhood(lonely, catalog).shapes)


def test_neighbours_stand_by_category_and_none_twice(catalog):
    order = list(CATEGORIES)
    for service in catalog.draggable:
        for side in neighbours(service, catalog):
            places = [order.index(one.service.category) for one in side.shown]

            assert sorted(places) == places
            assert len({one.service.id for one in side.shown} - {service.id}) == len(side.shown)


def test_data_comes_before_logs_and_keys_and_the_living_before_the_ended(catalog):
    shown = [one for side in neighbours(catalog.services["s3"], catalog) for one in side.shown]

    assert not [one for one in shown if one.family == "support"]
    assert not [one for one in shown if one.service.lifecycle.status in LIFECYCLE_WORDS]


def test_compact_pictures_show_the_same_shapes(catalog):
    drawn = svg_of(neighbourhood(catalog.services["lambda"], catalog))
    short = compact(drawn)

    assert tags_of(drawn) == tags_of(short)
    assert len(short) < 0.8 * len(drawn)


def tags_of(svg):
    """The names of the elements in their order, with what is used in the place where it is used."""
    root = read_xml(svg.encode(), file="drawn.svg")
    defined = {one.get("id"): one for one in root.iter() if one.get("id")}

    def tags(element):
        name = element.tag.rpartition("}")[2]
        if name == "use":
            yield from tags(defined[element.get("href")[1:]])
        elif name != "defs":
            yield name
            for inner in element:
                yield from tags(inner)

    return list(tags(root))


def test_compact_paths_lead_to_the_same_places_within_a_tenth():
    path = "M1.04 2L10 2L10 7.5C3 4 5.55 6 -7.25 8.125ZL3 3M4 4L4 5.06"

    short = re.search(r' d="([^"]*)"', compact(f'<svg>\n<path d="{path}"/>\n</svg>'))[1]

    expected, actual = parse_path(path), parse_path(short)
    assert [letter for letter, *_ in expected] == [letter for letter, *_ in actual]
    for (_, *before), (_, *after) in zip(expected, actual, strict=True):
        assert all(abs(a - b) <= 0.0501 for a, b in zip(before, after, strict=True))
    assert len(short) < len(path)
