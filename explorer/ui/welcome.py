"""The welcome page: new, open, recent files, and templates as pictures."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.app.templates import Template, design_of, templates
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.signs import preview_shapes
from explorer.ui.plain import PlainLabel, set_tip
from explorer.ui.words import plural

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

CARD_WIDTH, PREVIEW_HEIGHT = 288, 132
_COLUMNS = 3


class Welcome(QScrollArea):
    """Templates are read, and their previews drawn one by one, after the page is seen."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._cards: list[TemplateCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Welcome")
        page = QWidget()
        page.setProperty("role", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(page)
        column = QWidget()
        column.setMaximumWidth(3 * CARD_WIDTH + 2 * 18)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self._layout = QVBoxLayout(column)
        self._layout.setContentsMargins(0, 44, 0, 40)
        self._layout.setSpacing(14)
        self._add_head()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._layout.addLayout(self._recent)
        self._layout.addWidget(PlainLabel("Start from a template", role="title"))
        self._grid = QGridLayout()
        self._grid.setSpacing(18)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._layout.addLayout(self._grid)
        self._layout.addStretch(1)
        self.setWidget(page)
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)
        window.appearance.changed.connect(lambda _theme: self._on_theme_changed())

    def _add_head(self) -> None:
        self._layout.addWidget(PlainLabel("Architecture Explorer", role="display"))
        lead = "Draw a pipeline on AWS, and see at once what does not fit, what flows and what it costs."
        self._layout.addWidget(PlainLabel(lead, role="lead", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        icon = self._window.appearance.icon
        for title, name, action, primary in (
            ("New design", "new", "file.new", True),
            ("Open a file…", "open", "file.open", False),
            ("Explore the catalog", "explore", "view.explore", False),
        ):
            button = QPushButton(icon(name, "on_accent" if primary else "text"), f" {title}")
            button.setProperty("role", "primary" if primary else "button")
            button.clicked.connect(lambda _=False, action=action: self._window.book.run(action))
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._layout.addSpacing(4)
        self._layout.addLayout(buttons)
        self._layout.addSpacing(10)

    def refresh(self) -> None:
        """Recent files as they are now; templates when they are first wanted."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        recent = self._window.settings.recent[:5]
        if recent:
            self._recent.addWidget(PlainLabel("Recent", role="title"))
        for path in recent:
            button = QToolButton()
            button.setText(path.name.replace("&", "&&"))
            button.setIcon(self._window.appearance.icon("open", "muted"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "link")
            set_tip(button, path.name, str(path))
            button.clicked.connect(
                lambda _=False, path=path: self._window.guarded(
                    lambda: self._window.documents.open_path(path)
                )
            )
            self._recent.addWidget(button)
        if recent:
            self._recent.addSpacing(12)
        if not self._cards:
            QTimer.singleShot(0, self, self._add_cards)

    def _add_cards(self) -> None:
        if self._cards:
            return
        for index, template in enumerate(templates().values()):
            card = TemplateCard(template, self._start_from)
            self._cards.append(card)
            self._grid.addWidget(card, index // _COLUMNS, index % _COLUMNS)
        self._drawing.start()

    def _start_from(self, template: Template) -> None:
        def start() -> None:
            if self._window.documents.may_leave():
                self._window.session.start_from(template)
                self._window.show_page("canvas")

        self._window.guarded(start)

    def _draw_next(self) -> None:
        """One preview at a time, so that the window answers meanwhile."""
        waiting = next((card for card in self._cards if not card.is_drawn), None)
        if waiting is None:
            self._drawing.stop()
        else:
            waiting.draw(self._preview(waiting.template))

    def _preview(self, template: Template) -> QPixmap:
        theme, catalog = self._window.appearance.theme, self._window.session.catalog
        shapes, box = preview_shapes(design_of(template, catalog), catalog, theme)
        ratio = self.devicePixelRatioF()
        size = QSize(CARD_WIDTH - 2, PREVIEW_HEIGHT)
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._window.appearance.color("canvas"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min((size.width() - 24) / box.width, (size.height() - 20) / box.height, 0.5)
        painter.translate((size.width() - box.width * scale) / 2, (size.height() - box.height * scale) / 2)
        painter.scale(scale, scale)
        painter.translate(-box.x, -box.y)
        Prepared(shapes).paint(painter)
        painter.end()
        return pixmap

    def _on_theme_changed(self) -> None:
        for card in self._cards:
            card.is_drawn = False
        self._drawing.start()


class TemplateCard(QFrame):
    """A template: picture, title, size. Click or Enter starts from it."""

    def __init__(self, template: Template, start: Callable[[Template], None]) -> None:
        super().__init__()
        self.template = template
        self.is_drawn = False
        self._start = start
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Template: {template.title}")
        self.setFixedWidth(CARD_WIDTH)
        set_tip(self, template.title, template.story)
        self._picture = PlainLabel()
        self._picture.setFixedHeight(PREVIEW_HEIGHT)
        title = PlainLabel(template.title, wrap=True)
        title.setProperty("role", "empty-title")
        counts = f"{plural(template.nodes, 'node')}, {plural(template.connections, 'connection')}"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 12)
        layout.setSpacing(4)
        layout.addWidget(self._picture)
        for label in (title, PlainLabel(counts, role="muted")):
            label.setContentsMargins(12, 2, 12, 0)
            layout.addWidget(label)
        layout.addStretch(1)

    def draw(self, preview: QPixmap) -> None:
        """Show the picture."""
        self._picture.setPixmap(preview)
        self.is_drawn = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Start from it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._start(self.template)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space start from it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._start(self.template)
        else:
            super().keyPressEvent(event)
