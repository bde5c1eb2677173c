"""The reference in the window: pages made from the catalog, whose links lead on and whose pictures show."""

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument

from explorer.ui.reference import ReferencePages

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def pages(qtbot, catalog):
    pages = ReferencePages(catalog)
    qtbot.addWidget(pages)
    return pages


def test_a_page_tells_of_its_service_and_links_lead_to_others(pages):
    pages.show_page("services/transcribe.md")
    assert "Amazon Transcribe" in pages.toPlainText()

    pages.anchorClicked.emit(QUrl("s3.md"))
    assert pages.name == "services/s3.md"
    assert "Amazon S3" in pages.toPlainText()


def test_its_picture_is_drawn_and_nothing_else_is_loaded(pages, tmp_path):
    pages.show_page("services/transcribe.md")
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    picture = pages.loadResource(IMAGE, QUrl("../pictures/transcribe.svg"))
    assert isinstance(picture, QImage)
    assert picture.width() > 300
    assert pages.loadResource(IMAGE, QUrl(str(secret))) is None
    assert pages.loadResource(IMAGE, QUrl("../../../../etc/passwd")) is None


def test_an_address_opens_outside_only_when_it_is_https(pages, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    pages.anchorClicked.emit(QUrl("https://docs.aws.amazon.com/"))
    pages.anchorClicked.emit(QUrl("file:///etc/passwd"))
    pages.anchorClicked.emit(QUrl("javascript:alert(1)"))

    assert [url.toString() for url in opened] == ["https://docs.aws.amazon.com/"]


def test_a_heading_is_brought_to_the_top(pages):
    pages.resize(700, 500)
    pages.show()

    pages.show_page("rules.md", "w2105")

    at = pages.cursorForPosition(pages.viewport().rect().topLeft() + QPoint(40, 24))
    assert at.block().text() == "W2105"


def test_an_unknown_page_shows_the_index(pages):
    pages.show_page("services/no-such-thing.md")

    assert pages.name == "README.md"
