import re

import pytest
from sample_designs import CATALOG, DESIGNS

from explorer.formats import Look, codecs


@pytest.fixture(scope="module")
def content() -> bytes:
    return codecs()["pdf"].write(DESIGNS["pipeline"](), CATALOG, Look())


def test_a_pdf_is_one_page_that_fits_the_drawing(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    assert re.findall(rb"/Count (\d+)", content) == [b"1"]
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", content)
    assert box
    assert float(box[1]) > 900


def test_title_and_language_are_set(content: bytes) -> None:
    assert b"/Title (Call insight)" in content
    assert b"/Lang (en)" in content


def test_both_fonts_are_embedded_and_no_other_is_used(content: bytes) -> None:
    fonts = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([A-Za-z-]+)", content))

    assert fonts == {b"Inter-Regular", b"Inter-SemiBold"}
    assert content.count(b"/FontFile2") == 2
