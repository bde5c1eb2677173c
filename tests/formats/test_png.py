import struct

import pytest
from sample_designs import CATALOG, DESIGNS

from explorer.design import Design, Node
from explorer.formats import Look, codecs
from explorer.formats.png import MAX_SIDE_PX


def size_of(design: Design, scale: float) -> tuple[int, int]:
    content = codecs()["png"].write(design, CATALOG, Look(scale=scale))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    return width, height


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_scale_is_in_pixels_per_point(scale: float) -> None:
    design = DESIGNS["groups_in_a_circle"]()
    width, height = size_of(design, 1.0)

    assert size_of(design, scale) == pytest.approx((width * scale, height * scale), abs=1)


def test_an_image_is_never_larger_than_programs_can_show() -> None:
    far_apart = Design([Node(id="a", service="s3"), Node(id="b", service="s3", x=30_000)])

    assert max(size_of(far_apart, 2.0)) <= MAX_SIDE_PX


def test_scripts_the_bundled_fonts_lack_are_drawn_too() -> None:
    assert size_of(Design([Node(id="a", service="s3", label="数据湖 ✓")]), 1.0)
