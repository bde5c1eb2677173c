"""The panel beside the graph: what the catalog says about the selected entry."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.catalog import Catalog
from explorer.catalog.model import Lifecycle, Receipt, Service
from explorer.catalog.vocabulary import CATEGORIES, CONFIDENCES, STATUSES
from explorer.drawing.theme import Theme
from explorer.ui.explore.chip import Chip
from explorer.ui.explore.details import sections_of
from explorer.ui.explore.rows_view import RowsView
from explorer.ui.explore.sources import can_open, open_source
from explorer.ui.plain import EmptyState, PlainLabel, set_tip

MAX_ALIASES = 8
_TONES = {"active": "ok", "renamed": "advice", "moved": "advice", "ended": "error"}


class DetailPanel(QWidget):
    """Shows one entry, or what to do to see one."""

    followed = Signal(str)
    add_requested = Signal(str)

    def __init__(self, catalog: Catalog, theme: Theme, icon_of: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._catalog = catalog
        self._theme = theme
        self._icon_of = icon_of
        self.service: Service | None = None
        self.head = Head(theme)
        self.head.followed.connect(self.followed)
        self.head.add.clicked.connect(self._on_add_clicked)
        self.rows = RowsView(theme, "What is known about the selected entry")
        self.rows.followed.connect(self.followed)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.rows, 1)
        hint = "Click a node, or type a name into the search field. A double click adds a service to your design."
        self._layout = QStackedLayout(self)
        self._layout.addWidget(EmptyState("Nothing selected", hint))
        self._layout.addWidget(page)

    def show_service(self, service_id: str) -> None:
        """Show an entry; an empty id shows the hint."""
        self.service = self._catalog.service(service_id)
        self._layout.setCurrentIndex(1 if self.service else 0)
        if self.service is not None:
            self.head.show_service(self.service, self._catalog, self._icon_of(self.service.id))
            self.rows.show_sections(sections_of(self._catalog, self.service))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.head.set_theme(theme)
        self.rows.set_theme(theme)

    def _on_add_clicked(self) -> None:
        if self.service is not None:
            self.add_requested.emit(self.service.id)


class Head(QWidget):
    """Name, what it is, whether it is still offered, what it does, other names."""

    followed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._service: Service | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(36, 36)
        self.name = PlainLabel(role="title", wrap=True, selectable=True)
        self._kind = PlainLabel(role="muted", wrap=True)
        self.status = Chip()
        self._note = PlainLabel(role="muted", wrap=True)
        self.successor = _link()
        self._lifecycle_source = _link()
        self._summary = PlainLabel(wrap=True, selectable=True)
        self._aliases = PlainLabel(role="muted", wrap=True)
        self._docs = _link()
        self.add = QPushButton("Add to canvas")
        self.add.setProperty("role", "primary")
        self._successor_id = ""
        self._arrange()
        self.successor.clicked.connect(lambda: self.followed.emit(self._successor_id))

    def _arrange(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(1)
        titles.addWidget(self.name)
        titles.addWidget(self._kind)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(titles, 1)
        state = QHBoxLayout()
        state.setSpacing(6)
        for widget in (self.status, self.successor):
            state.addWidget(widget)
        state.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self._docs)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(7)
        column.addLayout(top)
        column.addLayout(state)
        column.addWidget(self._note)
        column.addWidget(self._lifecycle_source, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._summary)
        column.addWidget(self._aliases)
        column.addLayout(buttons)

    def show_service(self, service: Service, catalog: Catalog, icon: QIcon) -> None:
        """Show an entry."""
        self._service = service
        self._icon.setPixmap(icon.pixmap(QSize(34, 34), self.devicePixelRatioF()))
        self.name.setText(service.name)
        kind = service.kind.replace("-", " ")
        self._kind.setText(f"{CATEGORIES[service.category]}  ·  {kind}")
        self._show_lifecycle(service.lifecycle, catalog)
        self._summary.setText(service.summary)
        self._show_aliases(service.aliases)
        _set_link(self._docs, "Documentation", service.docs)
        self.add.setEnabled(service.draggable)
        reason = "" if service.draggable else f"It is no part of a design by itself: it is a {kind}."
        set_tip(self.add, "Add to canvas", reason or "Put it in the middle of your design")
        self._paint_chip()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self._paint_chip()

    def _show_lifecycle(self, lifecycle: Lifecycle, catalog: Catalog) -> None:
        words = STATUSES[lifecycle.status]
        self.status.setText(f"{words} since {lifecycle.date}" if lifecycle.date else words)
        if lifecycle.status == "end-announced" and lifecycle.date:
            self.status.setText(f"Ends on {lifecycle.date}")
        self._note.setText(lifecycle.note)
        self._note.setVisible(bool(lifecycle.note))
        self._successor_id = lifecycle.successor if catalog.service(lifecycle.successor) else ""
        self.successor.setVisible(bool(lifecycle.successor))
        self.successor.setEnabled(bool(self._successor_id))
        self.successor.setText(f"Use {catalog.name(lifecycle.successor)}" if lifecycle.successor else "")
        _set_link(self._lifecycle_source, receipt_words(lifecycle), lifecycle.url)

    def _show_aliases(self, aliases: tuple[str, ...]) -> None:
        self._aliases.setVisible(bool(aliases))
        shown = ", ".join(aliases[:MAX_ALIASES])
        rest = len(aliases) - MAX_ALIASES
        self._aliases.setText(f"Also: {shown}" + (f" and {rest} more" if rest > 0 else ""))
        set_tip(self._aliases, "Other names", ", ".join(aliases))

    def _paint_chip(self) -> None:
        if self._service is not None:
            tone = _TONES.get(self._service.lifecycle.status, "warning")
            colors = self._theme.colors
            self.status.paint_as(colors[tone if tone != "advice" else "advice"], colors[f"{tone}_soft"])


def receipt_words(receipt: Receipt) -> str:
    """Where a statement comes from, when it was looked at, how sure it is."""
    if not receipt.source:
        return ""
    parts = (receipt.title or receipt.url, receipt.as_of, CONFIDENCES[receipt.confidence])
    return "  ·  ".join(part for part in parts if part)


def _link() -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "link")
    button.setStyleSheet("QToolButton { padding: 2px 0px; }")  # in line with the texts around it
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setProperty("url", "")
    button.clicked.connect(lambda: open_source(button.property("url")))
    return button


def _set_link(button: QToolButton, words: str, url: str) -> None:
    """Let a button open an address, which its tool tip shows."""
    button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, 290))
    button.setAccessibleName(words)
    button.setProperty("url", url)
    button.setVisible(bool(words) and bool(url))
    button.setEnabled(can_open(url))
    button.setToolTip("")
    set_tip(button, words, url)
