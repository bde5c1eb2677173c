from pathlib import Path

import pytest

from explorer.drawing.geometry import flattened
from explorer.drawing.icons import icon, parse_path, read_icon
from explorer.errors import InputError

ICONS = sorted((Path(__file__).resolve().parents[2] / "resources" / "icons" / "services").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'


def icon_of(shape: str):
    return read_icon(f"{HEAD}{shape}</svg>".encode(), file="x.svg")


def bounds(segments) -> tuple[float, ...]:
    points = flattened(segments)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_lies_on_its_square_with_room_for_the_line(path: Path) -> None:
    drawn = read_icon(path.read_bytes(), file=path)

    for part in drawn.parts:
        left, top, right, bottom = bounds(part.segments)
        assert min(left, top) >= 0.7
        assert max(right, bottom) <= 23.3


def test_relative_and_absolute_paths_are_the_same_line() -> None:
    absolute = parse_path("M4 6L10 6H14V12L4 12Z")

    assert absolute == parse_path("m4 6l6 0h4v6l-10 0z")
    assert absolute == parse_path("M4 6 10 6 14 6 14 12 4 12z")


def test_an_arc_ends_where_it_says_and_stays_on_its_circle() -> None:
    points = flattened(parse_path("M2 12A10 10 0 0 1 22 12"))

    assert points[-1] == (22, 12)
    assert all(abs((x - 12) ** 2 + (y - 12) ** 2 - 100) < 0.2 for x, y in points)
    assert min(y for _, y in points) == pytest.approx(2, abs=0.01)


def test_the_flags_of_an_arc_may_stand_together() -> None:
    assert parse_path("M2 12A10 10 0 0 1 22 12") == parse_path("M2 12a10 10 0 0120 0")


def test_an_arc_too_small_for_its_ends_grows() -> None:
    assert flattened(parse_path("M2 12A1 1 0 0 1 22 12"))[-1] == (22, 12)


def test_smooth_curves_mirror_the_control_before() -> None:
    assert parse_path("M0 0C0 4 4 8 8 8C12 8 16 4 16 0") == parse_path("M0 0C0 4 4 8 8 8S16 4 16 0")


def test_quadratic_curves_become_cubic_ones_through_the_same_points() -> None:
    middle = flattened(parse_path("M0 0Q8 16 16 0"), steps=2)[1]

    assert middle == pytest.approx((8, 8))


@pytest.mark.parametrize("data", ["M1", "1 2", "M1 2X3 4", "M1 2A1 1 0 2 1 4 4", "Z1", "M1 2;"])
def test_path_data_that_makes_no_sense_is_refused(data: str) -> None:
    with pytest.raises(InputError, match=r"x\.svg"):
        icon_of(f'<path d="{data}"/>')


def test_fill_and_line_are_told_apart() -> None:
    outline, solid, tint = icon_of(
        '<circle cx="12" cy="12" r="4"/>'
        '<circle cx="12" cy="12" r="4" fill="currentColor" stroke="none"/>'
        '<circle cx="12" cy="12" r="4" fill="currentColor" fill-opacity="0.18"/>'
    ).parts

    assert (outline.fill_opacity, outline.is_stroked) == (0.0, True)
    assert (solid.fill_opacity, solid.is_stroked) == (1.0, False)
    assert (tint.fill_opacity, tint.is_stroked) == (0.18, True)


def test_an_icon_with_a_document_type_is_refused() -> None:
    with pytest.raises(InputError, match="document type"):
        read_icon(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b"</svg>", file="x.svg")


@pytest.mark.parametrize(
    "shape", ["<image href='x'/>", "<script/>", '<rect x="a" y="0" width="1" height="1"/>']
)
def test_other_shapes_are_refused(shape: str) -> None:
    with pytest.raises(InputError):
        icon_of(shape)


def test_a_huge_icon_is_refused() -> None:
    with pytest.raises(InputError, match="too large"):
        icon_of("<!-- " + "x" * 20_000 + " -->")


def test_a_service_without_an_icon_has_that_of_its_category() -> None:
    assert icon("s3", "storage").name == "s3"
    assert icon("no-such-service", "storage").name == "_storage"
    assert icon("../../themes/light", "no-such-category").name == "_concept"
