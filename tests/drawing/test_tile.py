import pytest

from explorer.catalog.model import Lifecycle, Service
from explorer.design import Node
from explorer.drawing.shapes import Circle, Glyph, Path, Rect, Text
from explorer.drawing.text import width
from explorer.drawing.theme import theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_OVERFLOW, TILE_WIDTH, short_name, tile_shapes, tile_title

LIGHT = theme("light")
S3 = Service(id="s3", name="Amazon S3", category="storage", summary="")
NAMES = ["Recordings", "A name that is far too long for a tile of this width", "x" * 200, "数据湖" * 30]


def texts(shapes) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Text)]


def service(status: str) -> Service:
    return Service(
        id="s3", name="Amazon S3", category="storage", summary="", lifecycle=Lifecycle(status=status)
    )


@pytest.mark.parametrize("detail", ["middle", "near"])
@pytest.mark.parametrize("label", NAMES)
def test_all_text_stays_inside_the_tile(label: str, detail: str) -> None:
    shapes = tile_shapes(
        Node(id="n", service="s3", label=label), S3, LIGHT, detail=detail, badge="$" + "9" * 99
    )

    for text in (shape for shape in shapes if isinstance(shape, Text)):
        assert text.x >= 0
        assert text.x + width(text.text, text.size, text.weight) <= TILE_WIDTH
        assert text.y - text.size * 0.73 >= -TILE_OVERFLOW
        assert text.y <= TILE_HEIGHT + TILE_OVERFLOW


def test_a_label_stands_above_the_service_it_is_of() -> None:
    assert texts(tile_shapes(Node(id="n", service="s3", label="Recordings"), S3, LIGHT)) == [
        "Recordings",
        "S3",
    ]


@pytest.mark.parametrize("label", ["", "S3", "Amazon S3"])
def test_a_name_is_not_said_twice(label: str) -> None:
    assert len(texts(tile_shapes(Node(id="n", service="s3", label=label), S3, LIGHT))) == 1


def test_the_vendor_is_left_out_where_room_is_short() -> None:
    assert short_name("AWS Lambda") == "Lambda"
    assert short_name("Amazon S3") == "S3"
    assert short_name("Apache Spark") == "Apache Spark"


def test_a_node_of_an_unknown_service_is_still_drawn() -> None:
    assert texts(tile_shapes(Node(id="n", service="future-service"), None, LIGHT))


def test_far_away_a_tile_is_one_block_and_nearer_it_has_icon_and_name() -> None:
    node = Node(id="n", service="s3", label="Recordings")

    far, middle, near = (
        tile_shapes(node, S3, LIGHT, detail=detail, badge="$1") for detail in ("far", "middle", "near")
    )

    assert len(far) == 1
    assert texts(middle) == ["Recordings"]
    assert any(isinstance(shape, Glyph) for shape in middle)
    assert texts(near) == ["Recordings", "S3", "$1"]


@pytest.mark.parametrize("status", ["closed-to-new", "end-announced", "ended"])
def test_a_service_that_ends_has_a_dashed_outline_and_says_so(status: str) -> None:
    shapes = tile_shapes(Node(id="n", service="s3"), service(status), LIGHT)

    assert any(isinstance(shape, Rect) and shape.dash for shape in shapes)
    assert len(texts(shapes)) == 2


@pytest.mark.parametrize("status", ["active", "renamed", "superseded", "maintenance", "moved"])
def test_other_services_have_neither(status: str) -> None:
    shapes = tile_shapes(Node(id="n", service="s3"), service(status), LIGHT)

    assert not any(isinstance(shape, Rect) and shape.dash for shape in shapes)
    assert texts(shapes) == ["S3"]


@pytest.mark.parametrize(
    ("findings", "count"),
    [({"error": 2, "warning": 5}, "2"), ({"warning": 3, "advice": 1}, "3"), ({"advice": 4}, "4")],
)
def test_the_gravest_findings_are_counted(findings: dict[str, int], count: str) -> None:
    shapes = tile_shapes(Node(id="n", service="s3"), S3, LIGHT, findings=findings)

    assert texts(shapes) == ["S3", count]


def test_severities_differ_in_form() -> None:
    node = Node(id="n", service="s3")
    plain = len(tile_shapes(node, S3, LIGHT))
    forms = {
        severity: tuple(
            (type(shape), len(shape.segments) if isinstance(shape, Path) else 0)
            for shape in tile_shapes(node, S3, LIGHT, findings={severity: 1})[plain:]
        )
        for severity in ("error", "warning", "advice")
    }

    assert len(set(forms.values())) == 3
    assert any(kind is Circle for kind, _ in forms["advice"])


def test_no_findings_leave_no_mark() -> None:
    node = Node(id="n", service="s3")

    assert tile_shapes(node, S3, LIGHT) == tile_shapes(node, S3, LIGHT, findings={"error": 0})


@pytest.mark.parametrize("detail", ["far", "near"])
def test_states_look_different(detail: str) -> None:
    node = Node(id="n", service="s3")
    looks = {
        tile_shapes(node, S3, LIGHT, detail=detail, state=state)
        for state in ("plain", "hover", "selected", "dimmed")
    }

    assert len(looks) == 4


def test_the_title_names_label_and_service() -> None:
    assert tile_title(Node(id="n", service="s3", label="Recordings"), S3) == "Recordings (Amazon S3)"
    assert tile_title(Node(id="n", service="s3"), S3) == "Amazon S3"
    assert tile_title(Node(id="n", service="gone"), None) == "gone"
