import random
from collections.abc import Iterator

import pytest

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.design import Connection, Design, Group, Header, Node, Note
from explorer.drawing.geometry import Box
from explorer.drawing.scene import MARGIN, picture
from explorer.drawing.shapes import Circle, Glyph, Part, Path, Picture, Rect, Shape, Text
from explorer.drawing.text import width
from explorer.drawing.theme import theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH

CATALOG = Catalog([Service(id="lambda", name="AWS Lambda", category="compute", summary="")], [], [])
LIGHT = theme("light")
MECHANISMS = ("sdk-call", "subscription", "stream-source", "job-input", "query", "deploy", "audit")


def node(at: int, x: float, y: float) -> Node:
    return Node(id=f"n{at}", service="lambda", label=f"Step {at}", x=x, y=y)


def sample(title: str = "A title", story: str = "A story.\nIn two lines.") -> Design:
    """Tiles left of and above the origin, groups, notes, labels, and an arrow of each family."""
    chance = random.Random(5)  # noqa: S311 - the same each time
    nodes = [node(at, at % 4 * 280 - 600, at // 4 * 120 - 300) for at in range(12)]
    links = [
        Connection(
            id=f"c{at}",
            source=f"n{chance.randrange(12)}",
            target=f"n{chance.randrange(12)}",
            mechanism=MECHANISMS[at % 7],
            label="some longer words on it" if at % 2 else "",
        )
        for at in range(20)
    ]
    group = Group(id="g", kind="vpc", label="Net", x=-640, y=-360, width=700, height=300)
    note = Note(id="t", text="Remember this.", x=560, y=-300)
    return Design([Header(title=title, story=story), group, note, *nodes, *links])


def placed(shapes: tuple[Shape, ...], dx: float = 0, dy: float = 0, within: str = "") -> Iterator:
    """Every shape with the box it takes and the id of the part it is in."""
    for shape in shapes:
        match shape:
            case Part():
                yield from placed(shape.shapes, dx + shape.x, dy + shape.y, shape.id or within)
            case Rect():
                yield shape, Box(dx + shape.x, dy + shape.y, shape.width, shape.height), within
            case Glyph():
                yield shape, Box(dx + shape.x, dy + shape.y, shape.size, shape.size), within
            case Circle():
                r = shape.radius
                yield shape, Box(dx + shape.x - r, dy + shape.y - r, 2 * r, 2 * r), within
            case Text():
                long = width(shape.text, shape.size, shape.weight)
                left = shape.x - (long / 2 if shape.anchor == "middle" else 0)
                yield shape, Box(dx + left, dy + shape.y - shape.size * 0.73, long, shape.size), within
            case Path():
                xs = [number for segment in shape.segments for number in segment[1::2]]
                ys = [number for segment in shape.segments for number in segment[2::2]]
                yield shape, Box(dx + min(xs), dy + min(ys), max(xs) - min(xs), max(ys) - min(ys)), within


def drawn(design: Design, **options) -> Picture:
    return picture(design, CATALOG, LIGHT, **options)


@pytest.mark.parametrize("design", [sample(), sample("", ""), sample("long " * 90, "long " * 400), Design()])
def test_nothing_is_clipped(design: Design) -> None:
    badges = {f"n{at}": "$1,234" for at in range(12)}
    result = drawn(design, badges=badges, findings={"n0": {"error": 3}})
    page = Box(0, 0, result.width, result.height)

    for _, box, within in placed(result.shapes):
        assert page.holds(box.x, box.y), within
        assert page.holds(box.right, box.bottom), within


def test_title_and_story_stand_above_the_drawing_and_the_legend_below() -> None:
    parts = [part for part in drawn(sample()).shapes if isinstance(part, Part)]
    drawing, above, below = ([box for _, box, _ in placed((part,))] for part in parts)

    assert max(box.bottom for box in above) < min(box.y for box in drawing)
    assert min(box.y for box in below) > max(box.bottom for box in drawing)


def test_labels_of_arrows_keep_off_tiles() -> None:
    design = sample()
    shapes = list(placed(drawn(design, title=False, legend=False).shapes))
    tiles = [
        box for shape, box, within in shapes
        if isinstance(shape, Rect) and within.startswith("node-") and shape.width == TILE_WIDTH
    ]  # fmt: skip
    labels = [box for shape, box, within in shapes if isinstance(shape, Rect) and within.startswith("conn")]

    assert len(tiles) >= 12
    assert labels
    assert not [label for label in labels for tile in tiles if label.meets(tile)]


def test_the_legend_names_only_families_that_occur() -> None:
    design = Design(
        [node(1, 0, 0), node(2, 400, 0), Connection(id="c", source="n1", target="n2", mechanism="query")]
    )

    words = [shape.text for shape, _, _ in placed(drawn(design).shapes) if isinstance(shape, Text)]

    assert "Query" in words
    assert "Event" not in words


def test_title_and_legend_can_be_left_out() -> None:
    whole, bare = drawn(sample()), drawn(sample(), title=False, legend=False)
    words = [shape.text for shape, _, _ in placed(bare.shapes) if isinstance(shape, Text)]

    assert bare.height < whole.height
    assert not {"A title", "Query"} & set(words)


def test_every_record_is_named_for_those_who_do_not_see_it() -> None:
    titles = {}

    def collect(shapes: tuple[Shape, ...]) -> None:
        for part in shapes:
            if isinstance(part, Part):
                titles[part.id] = part.title
                collect(part.shapes)

    collect(drawn(sample()).shapes)

    assert titles["node-n1"] == "Step 1 (AWS Lambda)"
    assert titles["group-g"] == "VPC · Net"
    assert titles["note-t"] == "Remember this."
    assert " → " in titles["connection-c0"]
    assert "SDK call" in titles["connection-c0"]


def test_the_order_of_records_does_not_change_the_picture() -> None:
    records = list(sample().records())
    random.Random(1).shuffle(records)  # noqa: S311 - the same each time

    assert drawn(sample()) == drawn(Design(sorted(records, key=lambda r: r.collection == "connections")))


def test_an_inner_group_is_drawn_on_the_outer_one() -> None:
    inner = Group(id="a", parent="z", x=10, y=10)
    outer = Group(id="z", x=0, y=0, width=400, height=400)
    (part,) = drawn(Design([inner, outer])).shapes

    assert isinstance(part, Part)
    assert [shape.id for shape in part.shapes if isinstance(shape, Part)] == ["group-z", "group-a"]


def test_an_empty_design_has_a_page_with_margins() -> None:
    result = drawn(Design())

    assert result.width >= 2 * MARGIN
    assert result.height >= 2 * MARGIN
    assert result.title == "Architecture"


def test_a_tile_keeps_the_place_the_user_gave_it() -> None:
    design = Design([node(1, 0, 0), node(2, 400, 64)])
    tiles = [
        box for shape, box, within in placed(drawn(design).shapes)
        if isinstance(shape, Rect) and shape.width == TILE_WIDTH and shape.stroke
    ]  # fmt: skip

    first, second = tiles
    assert (second.x - first.x, second.y - first.y) == (400, 64)
    assert first.height == TILE_HEIGHT
