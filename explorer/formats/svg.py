"""SVG: a picture that every program shows. Plain SVG 1.1: text as text, no scripts, nothing from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from explorer.catalog import Catalog
from explorer.design import Design
from explorer.drawing.icons import ICON_UNITS, LINE_WIDTH
from explorer.drawing.shapes import (
    Circle,
    Glyph,
    Icon,
    IconPart,
    Painted,
    Part,
    Path,
    Picture,
    Rect,
    Segment,
    Shape,
    Text,
)
from explorer.drawing.text import FONT_FAMILY, showable
from explorer.formats.codec import Codec, Keeps, Look
from explorer.formats.picture import picture_of
from explorer.formats.xml_writer import xml_attribute, xml_text

_UNSAFE_IN_ID = re.compile(r"[^A-Za-z0-9._-]")


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design as a picture. Equal designs give equal bytes."""
    return svg_of(picture_of(design, catalog, look)).encode()


def svg_of(drawn: Picture) -> str:
    """The picture as SVG text."""
    wide, high = _number(drawn.width), _number(drawn.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" font-family={xml_attribute(FONT_FAMILY)} fill="none" '
        'stroke-linecap="round" stroke-linejoin="round">'
    )
    lines = [
        head,
        f"<title>{_escaped(drawn.title)}</title>",
        *([f"<desc>{_escaped(drawn.description)}</desc>"] if drawn.description else []),
        f'<rect width="{wide}" height="{high}" fill="{drawn.background}"/>',
        *_all(drawn.shapes),
        "</svg>\n",
    ]
    return "\n".join(lines)


def icon_svg(icon: Icon, color: str, ground: str, size: float) -> str:
    """An icon by itself, as on a tile: on a rounded square of the colour ``ground``, unless it has its own."""
    inset = 0.0 if icon.is_colored else 0.2 * size
    inner = Glyph(x=inset, y=inset, size=size - 2 * inset, icon=icon, color=color)
    square = Rect(x=0, y=0, width=size, height=size, radius=size * 0.22, fill=ground)
    behind = "" if icon.is_colored else _rect(square)
    side = _number(size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round">{behind}{_glyph(inner)}</svg>'
    )


def _all(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Part):
            yield from _part(shape)
        else:
            yield _element(shape)


def _part(part: Part) -> Iterator[str]:
    name = f' id="{_safe_id(part.id)}"' if part.id else ""
    place = f' transform="translate({_number(part.x)} {_number(part.y)})"' if part.x or part.y else ""
    yield f"<g{name}{place}>"
    if part.title:
        yield f"<title>{_escaped(part.title)}</title>"
    if part.description:
        yield f"<desc>{_escaped(part.description)}</desc>"
    yield from _all(part.shapes)
    yield "</g>"


def _element(shape: Rect | Circle | Path | Text | Glyph) -> str:
    match shape:
        case Path():
            return f'<path d="{_data(shape.segments)}"{_paint(shape)}/>'
        case Text():
            return _text(shape)
        case Rect():
            return _rect(shape)
        case Circle():
            x, y, radius = _number(shape.x), _number(shape.y), _number(shape.radius)
            return f'<circle cx="{x}" cy="{y}" r="{radius}"{_paint(shape)}/>'
        case Glyph():
            return _glyph(shape)


def _rect(shape: Rect) -> str:
    corner = f' rx="{_number(shape.radius)}"' if shape.radius else ""
    x, y, wide, high = (_number(value) for value in (shape.x, shape.y, shape.width, shape.height))
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{corner}{_paint(shape)}/>'


def _text(shape: Text) -> str:
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    weight = "" if shape.weight == 400 else f' font-weight="{shape.weight}"'
    return (
        f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"{weight}{anchor} '
        f'fill="{shape.color}">{_escaped(shape.text)}</text>'
    )


def _glyph(shape: Glyph) -> str:
    scale = shape.size / ICON_UNITS
    scaling = "" if scale == 1 else f" scale({_number(scale)})"
    return (
        f'<g transform="translate({_number(shape.x)} {_number(shape.y)}){scaling}" stroke="{shape.color}" '
        f'stroke-width="{LINE_WIDTH}">{_icon(shape.icon, shape.color)}</g>'
    )


@cache
def _icon(icon: Icon, color: str) -> str:
    return "".join(
        f'<path d="{_data(part.segments)}"{_filled(part.fill or color, part.fill_opacity)}'
        f"{_EVEN_ODD if part.is_even_odd else ''}{_outlined(part)}/>"
        for part in icon.parts
    )


_EVEN_ODD = ' fill-rule="evenodd"'


def _outlined(part: IconPart) -> str:
    """What of a part's line differs from that of the glyph."""
    if not part.is_stroked:
        return ' stroke="none"'
    wide = "" if part.line_width == LINE_WIDTH else f' stroke-width="{_number(part.line_width)}"'
    return f' stroke="{part.stroke}"{wide}' if part.stroke else wide


def _filled(color: str, opacity: float) -> str:
    if not color or not opacity:
        return ""
    return f' fill="{color}"' + ("" if opacity == 1 else f' fill-opacity="{_number(opacity)}"')


def _paint(shape: Painted) -> str:
    """The attributes of fill and outline; the root says that neither is there by default."""
    filled = _filled(shape.fill, shape.fill_opacity)
    if not shape.stroke:
        return filled
    lengths = " ".join(_number(part) for part in shape.dash)
    dash = f' stroke-dasharray="{lengths}" stroke-linecap="butt"' if lengths else ""
    wide = "" if shape.line_width == 1 else f' stroke-width="{_number(shape.line_width)}"'
    return f'{filled} stroke="{shape.stroke}"{wide}{dash}'


def _data(segments: Iterable[Segment]) -> str:
    return "".join(letter + " ".join(map(_number, numbers)) for letter, *numbers in segments)


def _number(value: float) -> str:
    """The number with at most two decimals and nothing superfluous."""
    rounded = round(float(value), 2)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)


def _escaped(text: str) -> str:
    return xml_text(showable(text))


def _safe_id(text: str) -> str:
    """An XML name: other characters become their code, so that different ids stay different."""
    return _UNSAFE_IN_ID.sub(lambda found: f"_{ord(found[0]):x}_", text)


CODEC = Codec(
    id="svg",
    title="SVG picture",
    suffixes=(".svg",),
    keeps=frozenset(
        {
            Keeps.CONNECTIONS,
            Keeps.GROUPS,
            Keeps.LABELS,
            Keeps.MECHANISMS,
            Keeps.NOTES,
            Keeps.POSITIONS,
            Keeps.SERVICES,
        }
    ),
    write=write,
    is_picture=True,
)
