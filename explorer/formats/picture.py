"""A design as the picture that a look asks for: what the picture formats have in common."""

from explorer.catalog import Catalog
from explorer.design import Design
from explorer.drawing.scene import picture
from explorer.drawing.shapes import Picture
from explorer.drawing.theme import theme
from explorer.formats.codec import Look


def picture_of(design: Design, catalog: Catalog, look: Look) -> Picture:
    """The shapes of the whole design, in the theme and with the marks of the look."""
    return picture(
        design,
        catalog,
        theme(look.theme),
        legend=look.legend,
        title=look.title,
        badges=look.badges,
        findings=look.findings,
        icons=look.icons,
    )
