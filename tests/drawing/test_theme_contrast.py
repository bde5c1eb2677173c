"""What can be read must be readable: WCAG contrast over the tokens of both themes."""

import pytest

from explorer.catalog.model import Service
from explorer.catalog.vocabulary import CATEGORIES, FAMILIES
from explorer.design import Design, Group, Node
from explorer.design.records import GROUP_KINDS
from explorer.drawing.groups import group_shapes
from explorer.drawing.shapes import Glyph, Rect, contrast, mixed
from explorer.drawing.theme import Theme, theme
from explorer.drawing.tile import tile_shapes

TEXT = 4.5
GRAPHICS = 3.0
GROUNDS = ("canvas", "surface", "panel", "raised", "group")
TEXT_PAIRS = [
    *(("text", ground) for ground in (*GROUNDS, "note", "accent_soft")),
    *(("muted", ground) for ground in GROUNDS),
    *((severity, "surface") for severity in ("error", "warning", "advice", "ok", "accent")),
    *((severity, f"{severity}_soft") for severity in ("error", "warning", "advice", "ok")),
    ("on_accent", "accent"),
]


@pytest.fixture(params=["light", "dark"])
def look(request) -> Theme:
    return theme(request.param)


@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_stands_out_from_its_ground(look: Theme, pair: tuple[str, str]) -> None:
    color, ground = (look.colors[role] for role in pair)

    assert contrast(color, ground) >= TEXT


@pytest.mark.parametrize("category", CATEGORIES)
def test_an_icon_stands_out_from_its_tint(look: Theme, category: str) -> None:
    node = Node(id="n", service="none")
    tile = tile_shapes(node, Service(id="none", name="None", category=category, summary=""), look)
    (icon,) = (shape for shape in tile if isinstance(shape, Glyph))
    square = next(shape for shape in tile if isinstance(shape, Rect) and shape.width == shape.height)

    assert icon.color == look.categories[category]
    assert contrast(icon.color, square.fill) >= GRAPHICS


@pytest.mark.parametrize("kind", GROUP_KINDS)
def test_the_title_of_a_group_stands_out_from_its_tab(look: Theme, kind: str) -> None:
    outer = Group(id="outer", kind=kind, label="Title")
    inner = Group(id="inner", kind=kind, label="Title", parent="outer")
    design = Design([outer, inner])

    for group in (outer, inner):
        _, tab, title = group_shapes(group, design, look)
        assert contrast(title.color, tab.fill) >= TEXT


@pytest.mark.parametrize("family", FAMILIES)
def test_an_arrow_stands_out_from_canvas_and_groups(look: Theme, family: str) -> None:
    color = look.arrows[family].color

    assert contrast(color, look.colors["canvas"]) >= GRAPHICS
    assert contrast(color, look.colors["group"]) >= GRAPHICS


def test_families_differ_in_more_than_colour(look: Theme) -> None:
    forms = {(style.dash, style.head) for style in look.arrows.values()}

    assert len(look.arrows) == len(forms)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_mixing_goes_from_the_one_colour_to_the_other() -> None:
    assert mixed("#102030", "#ffffff", 0) == "#102030"
    assert mixed("#102030", "#ffffff", 1) == "#ffffff"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
