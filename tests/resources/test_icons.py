"""The icons keep to the few shapes and paints the core can draw."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
SERVICES = sorted((ICONS / "services").glob("*.svg"))
ACTIONS = sorted((ICONS / "ui").glob("*.svg"))
GLYPHS = SERVICES + ACTIONS
APPLICATION = ICONS / "archex.svg"

NAMESPACE = "{http://www.w3.org/2000/svg}"
LINE_STYLE = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.6",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
GEOMETRY = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "rect": {"x", "y", "width", "height"},
    "line": {"x1", "y1", "x2", "y2"},
    "polyline": {"points"},
    "polygon": {"points"},
}
OUTLINE: dict[str, str] = {}
SOLID = {"fill": "currentColor", "stroke": "none"}
TINTED_OUTLINE = {"fill": "currentColor", "fill-opacity": "0.18"}
TINT = {**TINTED_OUTLINE, "stroke": "none"}
MARGIN = 1.5
HALF_STROKE = 0.8


@cache
def _root(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314  our own files


def _tag(shape: ET.Element) -> str:
    return shape.tag.removeprefix(NAMESPACE)


def _geometry(shape: ET.Element) -> set[str]:
    return GEOMETRY.get(_tag(shape), set())


def _paint(shape: ET.Element) -> dict[str, str]:
    radius = {"rx"} if _tag(shape) == "rect" else set()
    return {name: value for name, value in shape.attrib.items() if name not in _geometry(shape) | radius}


def _extent(shape: ET.Element) -> list[float]:
    """The outermost coordinates on both axes; none for a path, whose numbers may be relative."""
    at = {name: float(value) for name, value in shape.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    match _tag(shape):
        case "path":
            return []
        case "circle" | "ellipse":
            reach_x, reach_y = at.get("r", at.get("rx", 0)), at.get("r", at.get("ry", 0))
            return [at["cx"] - reach_x, at["cx"] + reach_x, at["cy"] - reach_y, at["cy"] + reach_y]
        case "rect":
            return [at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]]
        case "line":
            return [at[name] for name in ("x1", "y1", "x2", "y2")]
        case _:
            return [float(number) for number in re.split(r"[ ,]+", shape.attrib["points"])]


def _keeps_margin(shape: ET.Element) -> bool:
    edge = MARGIN if shape.get("stroke") == "none" else MARGIN + HALF_STROKE
    return all(edge <= coordinate <= 24 - edge for coordinate in _extent(shape))


def _names(paths: list[Path]) -> list[str]:
    return [f"{path.parent.name}/{path.name}" for path in paths]


def test_the_root_carries_the_line_style_of_the_set() -> None:
    others = [p for p in GLYPHS if _root(p).tag != f"{NAMESPACE}svg" or _root(p).attrib != LINE_STYLE]

    assert not _names(others)


def test_an_icon_is_a_short_flat_list_of_basic_shapes() -> None:
    others = [
        path
        for path in GLYPHS
        if not 1 <= len(_root(path)) <= 12
        or any(len(s) or _tag(s) not in GEOMETRY or not _geometry(s) <= s.attrib.keys() for s in _root(path))
    ]

    assert not _names(others)


def test_every_shape_is_outline_solid_or_soft_tint() -> None:
    known = (OUTLINE, SOLID, TINTED_OUTLINE, TINT)
    others = [path for path in GLYPHS if any(_paint(shape) not in known for shape in _root(path))]

    assert not _names(others)


def test_paths_use_only_the_commands_of_the_path_language() -> None:
    language = re.compile(r"M[MmLlHhVvCcSsQqTtAaZz\d., -]+")
    others = [path for path in GLYPHS if not all(language.fullmatch(s.get("d", "M0 0")) for s in _root(path))]

    assert not _names(others)


def test_shapes_keep_the_margin_with_their_stroke() -> None:
    others = [path for path in GLYPHS if not all(_keeps_margin(shape) for shape in _root(path))]

    assert not _names(others)


def test_an_icon_is_small_and_has_one_shape_per_line() -> None:
    others = [
        path
        for path in [*GLYPHS, APPLICATION]
        if path.stat().st_size > 1536
        or len(path.read_text(encoding="utf-8").splitlines()) != len(_root(path)) + 2
    ]

    assert not _names(others)


@pytest.mark.parametrize("folder", [SERVICES, ACTIONS], ids=["services", "ui"])
def test_no_two_icons_show_the_same_picture(folder: list[Path]) -> None:
    pictures = Counter(frozenset(path.read_text(encoding="utf-8").splitlines()) for path in folder)

    assert len(folder) > 50
    assert len(folder) == len(pictures)


def test_file_names_are_lower_case_ids_with_hyphens() -> None:
    others = [path for path in GLYPHS if not re.fullmatch(r"_?[a-z0-9]+(-[a-z0-9]+)*\.svg", path.name)]

    assert not _names(others)


def test_every_category_has_a_fallback() -> None:
    categories = {
        "analytics",
        "ai",
        "ml",
        "compute",
        "containers",
        "storage",
        "database",
        "integration",
        "streaming",
        "iot",
        "media",
        "networking",
        "security",
        "operations",
        "developer",
        "business",
        "external",
        "concept",
    }
    fallbacks = {path.stem.removeprefix("_") for path in SERVICES if path.stem.startswith("_")}

    assert categories == fallbacks


def test_severities_differ_by_shape_not_only_by_sign() -> None:
    severities = ("error", "warning", "advice", "ok", "unknown")
    bodies = {ET.tostring(_root(ICONS / "ui" / f"{severity}.svg")[0]) for severity in severities}

    assert len(severities) == len(bodies)


def test_the_application_icon_is_drawn_on_a_64_unit_square() -> None:
    expected = "0 0 64 64"

    assert expected == _root(APPLICATION).get("viewBox")
