"""The page: search and filters above, the graph in the middle, details and the path question beside it."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.app import Session
from explorer.catalog.vocabulary import CATEGORIES
from explorer.drawing.theme import Theme
from explorer.drawing.theme import theme as named_theme
from explorer.ui.explore.detail_panel import DetailPanel
from explorer.ui.explore.filters import FilterBar
from explorer.ui.explore.graph import Floats, graph_of
from explorer.ui.explore.graph_view import NONE, GraphView
from explorer.ui.explore.legend import Legend
from explorer.ui.explore.path_form import PathForm
from explorer.ui.explore.picture import Picture
from explorer.ui.explore.places import kept_places
from explorer.ui.explore.search_field import SearchField
from explorer.ui.icons import TintedIcon, service_svg, svg_text
from explorer.ui.plain import segments, set_tip

_POLL_MS = 15

_TABS = (
    ("Details", "What the catalog knows of the selected entry"),
    ("Can A feed B?", "How two services connect, or by way of which others"),
)


class ExploreView(QWidget):
    """The catalog as a graph one can search, filter and question."""

    add_requested = Signal(str)
    """The user wants this service on the canvas."""

    service_selected = Signal(str)
    """The entry that details are shown of; empty for none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._catalog = session.catalog
        self._theme = named_theme("light")
        self.graph = graph_of(session.catalog)
        self._number = {service_id: at for at, service_id in enumerate(self.graph.ids)}
        self._places: Floats | None = None
        self._wanted = ""
        self._is_gone = Event()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="catalog-graph")
        self._future: Future[Floats] | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._take_places)
        self.search = SearchField(session.catalog, "Search services, features, terms", self.icon_of)
        self._search_icon = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.filters = FilterBar(self.graph)
        self.view = GraphView()
        self.legend = Legend(self._theme)
        self.details = DetailPanel(session.catalog, self._theme, self.icon_of)
        self.paths = PathForm(session.catalog, self._theme, self.icon_of)
        self._zoom = ZoomButtons(self.view)
        self._tabs = QButtonGroup(self)
        self._panels = QStackedWidget()
        self._arrange()
        self._connect()
        self.set_theme(self._theme)
        self._lay_out()

    def _arrange(self) -> None:
        bar = QFrame()
        bar.setObjectName("explore-bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(380)
        line.addWidget(self.search, 1)
        line.addWidget(self.filters)
        line.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (bar, self.view, self.legend):
            column.addWidget(widget, 1 if widget is self.view else 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._side())
        splitter.setStretchFactor(0, 1)
        splitter.setCollapsible(0, False)
        splitter.setHandleWidth(1)
        splitter.setSizes([1060, 380])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(270)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(14, 8, 14, 6)
        line.setSpacing(0)
        line.addLayout(segments(self._tabs, _TABS))
        line.addStretch(1)
        column.addLayout(line)
        self._panels.addWidget(self.details)
        self._panels.addWidget(self.paths)
        column.addWidget(self._panels, 1)
        return side

    def _connect(self) -> None:
        self.search.chosen.connect(self._on_found)
        self.filters.changed.connect(self._apply_filters)
        self.view.selected.connect(self._on_selected)
        self.view.activated.connect(self._on_activated)
        self.view.detail_wanted.connect(lambda _node: self._focus_details())
        self.details.followed.connect(self.show_service)
        self.details.add_requested.connect(self.add_requested)
        self.paths.followed.connect(self.show_service)
        self._tabs.idClicked.connect(self._show_tab)

    def set_theme(self, look: Theme | str) -> None:
        """Use the colours of a theme, given itself or by name."""
        self._theme = named_theme(look) if isinstance(look, str) else look
        for part in (self.view, self.filters, self.legend, self.details, self.paths, self._zoom):
            part.set_theme(self._theme)
        self._search_icon.setIcon(tinted("search", self._theme.colors["muted"]))
        self.details.show_service(self.details.service.id if self.details.service else "")

    def icon_of(self, service_id: str) -> QIcon:
        """An entry's icon in the colour of its category."""
        service = self._catalog.service(service_id)
        category = service.category if service else "concept"
        color = self._theme.categories[category]
        return QIcon(TintedIcon(service_svg(service_id, category), lambda _mode: color))

    def show_service(self, service_id: str) -> None:
        """Select an entry and fly there, loosening filters that hide it."""
        if service_id not in self._number:
            return
        if self.view.picture is None:
            self._wanted = service_id
            return
        node = self._number[service_id]
        self.filters.reveal(node)
        self.view.select(node)
        self.view.fly_to(node)
        self._show_tab(0)

    def focus_search(self) -> None:
        """Put the caret into the search field, what is in it chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def lit(self) -> frozenset[str]:
        """Ids of the lit entries: the selected or hovered one with its neighbours."""
        return frozenset(self.graph.ids[node] for node in self.view.lit())

    def event(self, event: QEvent) -> bool:
        """Once the view is gone, its layout is not wanted either."""
        if event.type() == QEvent.Type.DeferredDelete:
            self._is_gone.set()
        return super().event(event)

    def _lay_out(self) -> None:
        self._future = self._executor.submit(kept_places, self.graph, self._is_gone.is_set)
        self._poll.start()

    def _take_places(self) -> None:
        if self._future is None or not self._future.done():
            return
        self._poll.stop()
        self._places = self._future.result()
        self._future = None
        self._executor.shutdown(wait=False)
        self.view.set_picture(Picture(self.graph, self._chosen_places(), self._theme))
        self._apply_filters()
        if self._wanted:
            self.show_service(self._wanted)

    def _chosen_places(self) -> Floats:
        assert self._places is not None  # noqa: S101 - asked for only once they are there
        everything: Floats = self._places[1 if self.filters.filters.everything else 0]
        return everything

    def _apply_filters(self) -> None:
        if self.view.picture is None:
            return
        filters = self.filters.filters
        self.view.show_only(self._chosen_places(), filters.nodes(self.graph), filters.edges(self.graph))

    def _on_selected(self, node: int) -> None:
        service_id = self.graph.ids[node] if node != NONE else ""
        self.details.show_service(service_id)
        if service_id:
            self._show_tab(0)
            self.paths.ask(source=service_id)
        self.search.clear()
        self.view.setAccessibleDescription(self._in_words(service_id))
        self.service_selected.emit(service_id)

    def _in_words(self, service_id: str) -> str:
        service = self._catalog.service(service_id)
        if service is None:
            return f"{len(self.graph.ids)} entries. Arrow keys walk, Enter shows details."
        sends, takes = len(self._catalog.leaving(service_id)), len(self._catalog.entering(service_id))
        return f"{service.name}, {CATEGORIES[service.category]}. {sends} ways out, {takes} ways in."

    def _on_found(self, service_id: str) -> None:
        self.show_service(service_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_activated(self, node: int) -> None:
        service = self._catalog.services[self.graph.ids[node]]
        if service.draggable:
            self.add_requested.emit(service.id)

    def _show_tab(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        self._panels.setCurrentIndex(number)

    def _focus_details(self) -> None:
        self._show_tab(0)
        self.details.rows.setFocus(Qt.FocusReason.OtherFocusReason)


class ZoomButtons(QFrame):
    """Zoom out, fit and zoom in, in the corner of the graph."""

    _BUTTONS = (
        ("zoom-out", "Zoom out", "-"),
        ("zoom-fit", "Show everything", "Home"),
        ("zoom-in", "Zoom in", "+"),
    )

    def __init__(self, view: GraphView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("role", "popup")
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 4, 4, 4)
        line.setSpacing(2)
        acts = (lambda: view.zoom_by(1 / 1.5), view.fit, lambda: view.zoom_by(1.5))
        self._buttons: list[tuple[str, QToolButton]] = []
        for (icon, title, key), act in zip(self._BUTTONS, acts, strict=True):
            button = QToolButton()
            button.setIconSize(QSize(18, 18))
            set_tip(button, title, f"Key: {key}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
            self._buttons.append((icon, button))
        view.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        for icon, button in self._buttons:
            button.setIcon(tinted(icon, theme.colors["text"]))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._view and isinstance(event, QResizeEvent):
            self.adjustSize()
            self.move(self._view.width() - self.width() - 14, self._view.height() - self.height() - 14)
        return False


def tinted(name: str, color: str) -> QIcon:
    """An icon of the interface in a colour."""
    return QIcon(TintedIcon(svg_text("ui", name), lambda _mode: color))
