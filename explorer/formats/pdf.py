"""PDF: one vector page that fits the drawing, with real text in the bundled fonts."""

from io import BytesIO
from typing import Any

from explorer.catalog import Catalog
from explorer.data import data_folder
from explorer.design import Design
from explorer.drawing.icons import ICON_UNITS
from explorer.drawing.shapes import Circle, Glyph, Painted, Part, Path, Picture, Rect, Segment, Shape, Text
from explorer.drawing.text import showable
from explorer.formats.codec import Codec, Look
from explorer.formats.picture import picture_of
from explorer.formats.svg import CODEC as SVG

_FONTS = {400: ("Inter", "Inter_400Regular.ttf"), 600: ("Inter-SemiBold", "Inter_600SemiBold.ttf")}
_ROUND, _FLAT = 1, 0
_EVEN_ODD, _WINDING = 0, 1


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design as a PDF of one page. Equal designs give equal bytes."""
    return pdf_of(picture_of(design, catalog, look))


def pdf_of(drawn: Picture) -> bytes:
    """The picture as PDF bytes, without times, names of people or of machines."""
    # Imported here: reportlab takes a third of a second, and most runs of the program write no PDF.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    _register_fonts()
    buffer = BytesIO()
    font = _FONTS[400][0]
    size = (drawn.width, drawn.height)
    page = Canvas(buffer, pagesize=size, invariant=1, lang="en", pageCompression=1, initialFontName=font)
    page.setTitle(showable(drawn.title))
    page.setSubject(drawn.description)
    page.setAuthor("")
    page.setCreator("Architecture Explorer")
    page.setProducer("Architecture Explorer")
    page.transform(1, 0, 0, -1, 0, drawn.height)  # our y grows downwards
    page.setLineJoin(_ROUND)
    background = Rect(x=0, y=0, width=drawn.width, height=drawn.height, fill=drawn.background)
    for shape in (background, *drawn.shapes):
        _draw(page, shape)
    page.save()
    return buffer.getvalue()


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - as above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - as above

    for name, file in _FONTS.values():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(data_folder("resources") / "fonts" / file)))


def _draw(page: Any, shape: Shape) -> None:  # noqa: ANN401 - reportlab has no types
    match shape:
        case Part():
            page.saveState()
            page.translate(shape.x, shape.y)
            for inner in shape.shapes:
                _draw(page, inner)
            page.restoreState()
        case Text():
            _text(page, shape)
        case Glyph():
            _glyph(page, shape)
        case Path():
            _path(page, shape.segments, _WINDING, **_paint(page, shape))
        case Rect():
            paint = _paint(page, shape)
            page.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius, **paint)
        case Circle():
            page.circle(shape.x, shape.y, shape.radius, **_paint(page, shape))


def _paint(page: Any, shape: Painted) -> dict[str, int]:  # noqa: ANN401
    """Set the page's colours for the shape; the result says which of fill and stroke to use."""
    if shape.fill:
        page.setFillColor(shape.fill, alpha=shape.fill_opacity)
    if shape.stroke:
        page.setStrokeColor(shape.stroke)
        page.setLineWidth(shape.line_width)
        page.setDash(list(shape.dash))
        page.setLineCap(_FLAT if shape.dash else _ROUND)
    return {"fill": int(bool(shape.fill)), "stroke": int(bool(shape.stroke))}


def _path(page: Any, segments: tuple[Segment, ...], rule: int, *, fill: int, stroke: int) -> None:  # noqa: ANN401
    path = page.beginPath()
    steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
    for letter, *numbers in segments:
        steps[letter](*numbers)
    page.drawPath(path, fill=fill, stroke=stroke, fillMode=rule)


def _text(page: Any, shape: Text) -> None:  # noqa: ANN401
    page.saveState()
    page.transform(1, 0, 0, -1, shape.x, shape.y)
    page.setFont(_FONTS[shape.weight][0], shape.size)
    page.setFillColor(shape.color, alpha=1)
    show = {"start": page.drawString, "middle": page.drawCentredString, "end": page.drawRightString}
    show[shape.anchor](0, 0, shape.text)
    page.restoreState()


def _glyph(page: Any, shape: Glyph) -> None:  # noqa: ANN401
    scale = shape.size / ICON_UNITS
    page.saveState()
    page.transform(scale, 0, 0, scale, shape.x, shape.y)
    page.setDash([])
    page.setLineCap(_ROUND)
    for part in shape.icon.parts:
        page.setStrokeColor(part.stroke or shape.color)
        page.setLineWidth(part.line_width)
        page.setFillColor(part.fill or shape.color, alpha=part.fill_opacity)
        rule = _EVEN_ODD if part.is_even_odd else _WINDING
        _path(page, part.segments, rule, fill=int(part.fill_opacity > 0), stroke=int(part.is_stroked))
    page.restoreState()


CODEC = Codec(
    id="pdf",
    title="PDF document",
    suffixes=(".pdf",),
    keeps=SVG.keeps,
    write=write,
    is_picture=True,
)
