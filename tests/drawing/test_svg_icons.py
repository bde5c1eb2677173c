"""Foreign SVG becomes our shapes and looks as it did; what could do harm or look wrong is refused."""

from io import BytesIO

import pytest
from PIL import Image
from resvg_py import svg_to_bytes
from synthetic_icons import official_svg

from explorer.drawing.shapes import Icon
from explorer.drawing.svg_icons import MAX_BYTES, read_drawing
from explorer.errors import InputError
from explorer.formats.svg import icon_svg

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 48 48">'
)
STAR = "M0,-9 L2.6,-3.6 8.6,-2.8 4.2,1.4 5.3,7.3 0,4.5 -5.3,7.3 -4.2,1.4 -8.6,-2.8 -2.6,-3.6Z"
DRAWINGS = {
    "nested groups": official_svg(),
    "translate and rotate": official_svg(f'<g transform="translate(20 20) rotate(30)"><path d="{STAR}"/></g>'),
    "rotate around a point": official_svg('<rect x="4" y="14" width="32" height="8" transform="rotate(50, 20, 18)"/>'),
    "scale unevenly": official_svg(
        '<g transform="translate(20,20)"><g transform="scale(1.6 .7)"><circle r="10"/></g></g>'
    ),
    "matrix": official_svg('<ellipse rx="12" ry="5" transform="matrix(.8 .5 -.5 .8 20 20)"/>'),
    "several at once": official_svg(
        f'<path d="{STAR}" transform="translate(14,22) scale(1.4), rotate(-20) translate(2)"/>'
    ),
    "arcs": official_svg('<path d="M4 20a16 10 20 1 1 30 4a8 8 0 0 0-16 2l-6 5z" transform="rotate(12 20 20)"/>'),
    "even-odd": official_svg('<path d="M2 2h36v36h-36z M10 10h20v20h-20z"/>'),
    "non-zero": official_svg('<path fill-rule="nonzero" d="M2 2h36v36h-36z M10 10h20v20h-20z"/>'),
    "style before attribute": official_svg('<rect style="fill:#e63946;fill-opacity:.6" fill="#000" width="30" height="9"/>'),
    "opacity of a group": official_svg('<g opacity=".5"><path d="M0 0h30v20h-30z"/></g>'),
    "lines": official_svg(
        '<g fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        '<polyline points="2,30 12,10 22,26 36,4"/><line x1="2" y1="36" x2="36" y2="36"/></g>'
    ),
    "rounded": official_svg('<rect x="2" y="4" width="34" height="20" rx="6"/><polygon points="4,38 20,28 36,38"/>'),
    "wide": official_svg('<circle cx="20" cy="20" r="10"/>', view="0 0 64 32").replace('height="64"', 'height="32"').replace("12.000000)", "-4)"),
    "words and short colours": official_svg('<rect fill="white" width="9" height="9"/><rect fill="#f80" y="12" width="9" height="9"/>'),
}  # fmt: skip


def drawn(text: str) -> Icon:
    return read_drawing(text.encode(), file="Arch_Test_48.svg")


def body(shape: str) -> str:
    return f"{HEAD}{shape}</svg>"


def pixels(svg: str, side: int = 96) -> Image.Image:
    found = Image.open(BytesIO(bytes(svg_to_bytes(svg_string=svg, width=side, height=side))))
    ground = Image.new("RGBA", (side, side), "#808080")
    ground.alpha_composite(found.convert("RGBA"), ((side - found.width) // 2, (side - found.height) // 2))
    return ground.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of the channels, of 255."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / len(one.tobytes())


@pytest.mark.parametrize("text", DRAWINGS.values(), ids=DRAWINGS)
def test_a_flattened_drawing_looks_as_it_did(text: str) -> None:
    ours = icon_svg(drawn(text), "#ff00ff", "#ff00ff", 48)

    assert difference(pixels(text), pixels(ours)) < 0.6


def test_that_comparison_sees_a_part_that_is_moved() -> None:
    moved = official_svg().replace("12.000000, 12", "14.000000, 12")

    assert difference(pixels(official_svg()), pixels(moved)) > 3


@pytest.mark.parametrize("kind", ["linearGradient", "radialGradient"])
def test_a_gradient_becomes_the_mean_of_its_stops(kind: str) -> None:
    stops = '<stop stop-color="#200040" offset="0%"/><stop style="stop-color:#6080ff" offset="100%"/>'
    text = official_svg(
        fill="url(#b)", defs=f'<{kind} id="a">{stops}</{kind}><{kind} id="b" x1="0%" xlink:href="#a"/>'
    )

    assert drawn(text).parts[0].fill == "#4040a0"


def test_nothing_of_a_file_but_numbers_and_colours_reaches_the_picture() -> None:
    text = official_svg('<path id="secret" class="secret" data-x="secret" d="M0 0h9v9z"/>')

    assert "secret" not in icon_svg(drawn(text), "#000000", "#000000", 48)
    assert "Synthetic" not in icon_svg(drawn(text), "#000000", "#000000", 48)


RING = '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
EVIL = {
    "script": ("<script>alert(1)</script>", "uses <script>"),
    "script in a property": ('<rect width="9" height="9" onload="alert(1)"/>', "holds a script"),
    "use": ('<g id="a"><use xlink:href="#a"/></g>', "uses <use>"),
    "image": ('<image href="file:///etc/passwd" width="9" height="9"/>', "uses <image>"),
    "style sheet": ("<style>@import url(http://example.com)</style>", "uses <style>"),
    "foreign object": ("<foreignObject/>", "uses <foreignObject>"),
    "animation": ('<rect width="9" height="9"><animate attributeName="x"/></rect>', "uses <animate>"),
    "filter": ('<rect width="9" height="9" filter="url(#f)"/>', "uses filter"),
    "mask": ('<rect width="9" height="9" style="mask:url(#f)"/>', "uses mask"),
    "link": ('<g xlink:href="http://example.com"/>', "refers to something else"),
    "gradient from elsewhere": (
        '<linearGradient id="a" href="http://example.com#a"/>',
        "refers to something else",
    ),
    "colour from elsewhere": (
        '<rect width="9" height="9" fill="url(http://example.com#a)"/>',
        "takes a colour",
    ),
    "colour with a tail": ('<rect width="9" height="9" fill="red&quot; onload=&quot;x"/>', "uses the colour"),
    "gradients in a ring": (f'{RING}<rect width="9" height="9" fill="url(#a)"/>', "refer to each other"),
    "ten thousand elements": ("<g/>" * 10_000, "more than 1000 elements"),
    "a path without end": (f'<path d="M0 0{"h1h-1" * 6_000}"/>', "more than 10000"),
    "outside its square": ('<rect x="-500" width="1000" height="9"/>', "outside its own square"),
    "huge by a transform": (
        '<rect width="9" height="9" transform="scale(1e300)"/>',
        "outside its own square",
    ),
    "not a number": ('<rect width="9" height="9" transform="translate(nan)"/>', "outside its own square"),
    "endless number": ('<path d="M0 0L1e999 0"/>', "outside its own square"),
    "arc of no size": ('<path d="M0 0A1e-300 1e-300 0 0 1 9 9"/>', "numbers that cannot be read"),
    "bad path": ('<path d="M0 0 Lx"/>', "numbers that cannot be read"),
    "path without data": ("<path/>", "numbers that cannot be read"),
    "skew": ('<rect width="9" height="9" transform="skewX(9)"/>', "uses the transform skewX"),
    "thick line": ('<path d="M9 9h9" stroke="red" stroke-width="90"/>', "thicker"),
    "line of no number": ('<path d="M9 9h9" stroke="red" stroke-width="nan"/>', "thicker"),
    "faint line": ('<path d="M9 9h9" stroke="red" stroke-opacity=".5"/>', "partly transparent"),
    "nothing to see": ("<defs><rect width='9' height='9'/></defs>", "draws nothing"),
    "another kind of picture": ("<svg/>", "uses <svg>"),
}


@pytest.mark.parametrize(("shape", "reason"), EVIL.values(), ids=EVIL)
def test_what_could_do_harm_or_look_wrong_is_refused_with_the_reason(shape: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        drawn(body(shape))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html/>", "not an SVG"),
        (b"<svg", "not well-formed"),
        (b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg>&a;</svg>', "document type"),
        (b'<svg viewBox="0 0 0 48"><rect width="9" height="9"/></svg>', "no size"),
        (b" " * (MAX_BYTES + 1), "larger than 256 KiB"),
        ((HEAD + "<g>" * 300 + "</g>" * 300 + "</svg>").encode(), "too deep"),
    ],
)
def test_a_file_that_is_no_plain_picture_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_drawing(content, file="x.svg")
