"""The reference in a window of its own: pages made from the catalog, with links that lead on."""

import posixpath

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QTextCursor, QTextDocument
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from explorer.catalog import Catalog
from explorer.errors import UsageError
from explorer.reference import reference_file
from explorer.reference.markdown import slug

INDEX = "README.md"
SIZE = (960, 780)
MARGIN = 20.0


class ReferencePages(QTextBrowser):
    """A browser over the generated reference; it reads no files and opens no connection.

    An https address of a source opens in the user's own browser, and only after a click.
    """

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self.setOpenLinks(False)
        self.setAccessibleName("Reference page")
        self.anchorClicked.connect(self._on_clicked)
        self._name = INDEX

    @property
    def name(self) -> str:
        """The name of the page shown, such as ``services/s3.md``."""
        return self._name

    def show_page(self, name: str, anchor: str = "") -> None:
        """Show a page of the reference; a name it does not have shows the index."""
        try:
            text = reference_file(name, self._catalog).decode()
        except UsageError:
            name, text = INDEX, reference_file(INDEX, self._catalog).decode()
        self._name = name
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.document().setDocumentMargin(MARGIN)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if anchor:
            self._go_to_heading(anchor)

    def _go_to_heading(self, anchor: str) -> None:
        """Bring the heading that links call by this name to the top: Markdown's headings are no anchors to Qt."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == anchor:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top - MARGIN))
                return
            block = block.next()

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's names
        """A picture of the page, drawn sharp for the screen; anything else is left out."""
        found = self._resolved(QUrl(name))
        if type != QTextDocument.ResourceType.ImageResource.value or not found.endswith(".svg"):
            return None
        try:
            return self._drawn(reference_file(found, self._catalog))
        except UsageError:
            return None

    def _drawn(self, svg: bytes) -> QImage:
        renderer = QSvgRenderer(svg)  # our own picture, made a moment ago
        size, ratio = renderer.defaultSize(), self.devicePixelRatioF()
        image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        return image

    def _on_clicked(self, url: QUrl) -> None:
        if url.scheme() == "https":
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            name = self._resolved(url)
            self.show_page(name or self._name, url.fragment())

    def _resolved(self, url: QUrl) -> str:
        """The name in the reference that a relative address on the present page means."""
        if not url.path():
            return self._name
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._name), url.path()))


class ReferenceWindow(QWidget):
    """The pages with a way back to the index."""

    def __init__(self, parent: QWidget, catalog: Catalog) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Reference")
        self.pages = ReferencePages(catalog)
        index = QPushButton("All services")
        index.clicked.connect(lambda: self.pages.show_page(INDEX))
        top = QHBoxLayout()
        top.addWidget(index)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.pages)
        self.resize(*SIZE)

    def show_service(self, service_id: str) -> None:
        """Show the page of a service, or the index for an empty id, in front."""
        self.show_place(f"services/{service_id}.md" if service_id else INDEX)

    def show_place(self, place: str) -> None:
        """Show a page by its name, at the heading after ``#`` where there is one, in front."""
        name, _, anchor = place.partition("#")
        self.show()  # first, so that the page has the width in which the heading is looked for
        self.pages.show_page(name, anchor)
        self.raise_()
        self.activateWindow()
