"""PNG: the SVG picture as pixels, with the bundled fonts."""

from functools import cache

from explorer.catalog import Catalog
from explorer.data import data_folder
from explorer.design import Design
from explorer.drawing.shapes import Part, Picture, Shape, Text
from explorer.drawing.text import is_covered
from explorer.formats.codec import Codec, Look
from explorer.formats.picture import picture_of
from explorer.formats.svg import CODEC as SVG
from explorer.formats.svg import svg_of

MAX_SIDE_PX = 16_384


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design as an image, ``look.scale`` pixels per point, at most `MAX_SIDE_PX` pixels wide or high."""
    return png_of(picture_of(design, catalog, look), look.scale)


def png_of(drawn: Picture, scale: float) -> bytes:
    """The picture as PNG bytes. Fonts of the system are searched only for what the bundled ones lack."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - most runs of the program make no image

    largest = MAX_SIDE_PX / max(drawn.width, drawn.height)
    return bytes(
        svg_to_bytes(
            svg_string=svg_of(drawn),
            zoom=min(scale, largest),
            font_files=_font_files(),
            font_family="Inter",
            sans_serif_family="Inter",
            skip_system_fonts=_is_covered(drawn.shapes),
        )
    )


@cache
def _font_files() -> list[str]:
    return sorted(str(path) for path in (data_folder("resources") / "fonts").glob("*.ttf"))


def _is_covered(shapes: tuple[Shape, ...]) -> bool:
    return all(
        is_covered(shape.text) if isinstance(shape, Text) else _is_covered(shape.shapes)
        for shape in shapes
        if isinstance(shape, Text | Part)
    )


CODEC = Codec(
    id="png",
    title="PNG image",
    suffixes=(".png",),
    keeps=SVG.keeps,
    write=write,
    is_picture=True,
)
