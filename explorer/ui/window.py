"""The main window: puts pages, panels, menus and the session together. What they do is in their own modules."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from explorer.app import Session
from explorer.data import data_folder
from explorer.drawing.geometry import Point
from explorer.errors import ExplorerError
from explorer.ui import command_palette, quick_insert
from explorer.ui.actions import ActionBook
from explorer.ui.aside import Aside
from explorer.ui.canvas.page import CanvasPage
from explorer.ui.canvas.placing import place, place_connected
from explorer.ui.canvas.tools import ConnectTool
from explorer.ui.canvas.view import CanvasView
from explorer.ui.clipboard import SharedClipboard
from explorer.ui.commands import WINDOW_ACTIONS
from explorer.ui.docks import Docks
from explorer.ui.documents import Documents
from explorer.ui.notices import Notices
from explorer.ui.official_icons import OfficialIcons
from explorer.ui.pick import PickPopup
from explorer.ui.plain import set_tip
from explorer.ui.settings import Settings
from explorer.ui.status import Status
from explorer.ui.targets import target_finder
from explorer.ui.theme import Appearance, Choice
from explorer.ui.welcome import Welcome

PAGES = ("welcome", "explore", "canvas")
_SEGMENTS = (("explore", "Explore", "segment-first"), ("canvas", "Design", "segment-last"))
_TOOLBAR = (
    ("file.new", "file.open", "file.save", "file.export"),
    ("edit.undo", "edit.redo", "edit.duplicate", "edit.delete"),
    ("insert.service", "insert.connection", "insert.frame", "insert.note", "edit.arrange"),
    ("view.select", "view.hand", "view.zoom-out", "view.zoom-in", "view.fit-all"),
    ("help.palette",),
)
_CONTEXT = (
    ("insert.connection", "edit.rename"),
    ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete"),
    ("insert.frame", "edit.ungroup", "edit.arrange"),
    ("view.fit-selection",),
)
_EMPTY_CONTEXT = (
    ("insert.service", "insert.note", "insert.frame"),
    ("edit.paste", "edit.select-all", "edit.arrange"),
    ("view.fit-all",),
)
_ANSWERS_AFTER_MS = 150


class Pages(QStackedWidget):
    """Pages of which only the one in front has a say in the window's least size."""

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()


class MainWindow(QMainWindow):
    """One session in one window."""

    session: Session
    appearance: Appearance
    documents: Documents
    official_icons: OfficialIcons
    docks: Docks
    canvas: CanvasView

    def __init__(self, session: Session, appearance: Appearance, settings: Settings | None = None) -> None:
        super().__init__()
        self.session = session
        self.appearance = appearance
        self.settings = settings or Settings()
        self.setWindowIcon(QIcon(str(data_folder("resources") / "icons" / "archex.svg")))
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AnimatedDocks)
        self.documents = Documents(self)
        self.official_icons = OfficialIcons(self)
        self._pages = Pages()
        self.canvas_page = CanvasPage(session, appearance)
        self.canvas = self.canvas_page.view
        self.welcome = Welcome(self)
        self.explore: QWidget = QWidget()
        self._has_explore = False
        self._explored = ""
        for page in (self.welcome, self.explore, self.canvas_page):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.notices = Notices(self._pages, appearance)
        self.docks = Docks(self)
        self.book = ActionBook(self, WINDOW_ACTIONS)
        self.menus = self.book.fill(self.menuBar())
        self._add_recent_menu()
        self._segments = self._add_toolbar()
        self.status = Status(self)
        self.setStatusBar(self.status)
        self._clipboard = SharedClipboard(session)
        self._aside = Aside(self, self.guarded)
        session.aside = self._aside
        self._recent_commands: list[str] = []
        self._answers = QTimer(self)
        self._answers.setSingleShot(True)
        self._answers.setInterval(_ANSWERS_AFTER_MS)
        self._answers.timeout.connect(self._on_answers_due)
        self._connect()
        self._restore()
        self.official_icons.restore()
        self.show_page("welcome")

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(lambda _change: self._on_changed())
        session.document_replaced.connect(lambda _none: self._on_changed())
        session.saved.connect(lambda _none: self.refresh())
        session.selection.changed.connect(lambda _keys: self.refresh())
        self.canvas.zoomed.connect(lambda _zoom: self.status.refresh())
        self.canvas.insert_wanted.connect(self.quick_insert)
        self.canvas.menu_wanted.connect(self._show_context_menu)
        self.docks.palette.chosen.connect(self.add_service)
        self.appearance.icons_changed.connect(lambda _none: self._on_icons_changed())
        self.setAcceptDrops(True)

    # Pages

    @property
    def page(self) -> str:
        """The page in front: welcome, explore or canvas."""
        return PAGES[self._pages.currentIndex()]

    @property
    def page_widget(self) -> QWidget | None:
        """The page in front itself."""
        return self._pages.currentWidget()

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if name == "explore":
            self._make_explore()
        if name != "canvas":
            self.docks.suit(name)  # first, so that a wide page has their room
        self._pages.setCurrentIndex(PAGES.index(name))
        for button in self._segments.buttons():
            button.setChecked(button.objectName() == name)
        self._segments.setExclusive(name != "welcome")
        self.docks.suit(name)
        if name == "canvas":
            self.canvas.setFocus()
        elif name == "welcome":
            self.welcome.refresh()
        self.refresh()

    def _make_explore(self) -> None:
        """The graph of the catalog is made when it is first looked at."""
        if self._has_explore:
            return
        from explorer.ui.explore import ExploreView  # noqa: PLC0415 - brings NumPy and the layout

        self._has_explore = True
        view = ExploreView(self.session)
        view.set_theme(self.appearance.theme)
        view.add_requested.connect(self.add_service)
        view.service_selected.connect(self._on_explored)
        self.appearance.changed.connect(view.set_theme)
        self._pages.removeWidget(self.explore)
        self._pages.insertWidget(PAGES.index("explore"), view)
        self.explore.deleteLater()
        self.explore = view

    # Things the actions do

    def guarded(self, act: Callable[[], object]) -> None:
        """Do it; what is wrong outside the program becomes a notice."""
        try:
            act()
        except ExplorerError as error:
            self.notices.tell(str(error), "error")

    def follow(self, action_id: str) -> None:
        """Run an action, as from a link in the status bar; a panel is opened, never closed by it."""
        if action_id.startswith("panel."):
            self.docks.open(action_id.removeprefix("panel."))
        else:
            self.book.run(action_id)

    def add_service(self, service_id: str) -> None:
        """Place a service in the middle of the canvas."""
        self.show_page("canvas")
        place(self.session, service_id, self.canvas.middle())
        self.canvas.reveal(next(iter(self.session.selection.keys)))

    def quick_insert(self, at: Point, tool: ConnectTool | None) -> None:
        """Ask for a service and place it at a scene point; with a tool, at the end of its arrow."""
        self.show_page("canvas")
        chosen = self.session.selection.ids("nodes")
        beside = tool.node_id if tool else chosen[0] if len(chosen) == 1 else ""
        find = quick_insert.finder(
            self.session,
            self.appearance,
            beside=self.session.design.nodes[beside].service if beside else "",
            forward=tool.forward if tool else True,
            fitting_only=tool is not None,
        )

        def take(service_id: str) -> None:
            if tool is None:
                place(self.session, service_id, at)
            else:
                place_connected(self.session, service_id, at, tool)
            self.canvas.setFocus()

        pixel = self.canvas.camera.to_pixel(at)
        corner = self.canvas.viewport().mapToGlobal(QPoint(round(pixel[0]) - 40, round(pixel[1]) - 20))
        self._popup().ask("Type a service", corner, find, take)

    def pick_target(self) -> None:
        """Ask which node to connect the selected one to."""
        source = self.session.selection.ids("nodes")[0]

        def take(target: str) -> None:
            tool = ConnectTool(self.session, source, (0.0, 0.0))
            tool.hover(target)
            item = self.canvas.canvas.nodes[target].node
            tool.move((item.x, item.y))
            self.canvas.finish_connect(tool)

        find = target_finder(self.session, self.appearance, source)
        self._popup().ask("Connect to", self._popup_corner(), find, take)

    def command_palette(self) -> None:
        """Ask for an action and run it."""

        def take(action_id: str) -> None:
            self._recent_commands = [action_id, *(one for one in self._recent_commands if one != action_id)]
            self.book.run(action_id)

        find = command_palette.finder(self.book, self._recent_commands)
        self._popup(560).ask("Type a command", self._popup_corner(560), find, take)

    def choose_theme(self, choice: Choice) -> None:
        """Light, dark or the system's; kept for the next run."""
        self.settings.theme = choice
        self.appearance.choose(choice)
        self.book.refresh()

    def toggle_full_screen(self) -> None:
        """Use the whole screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def focus_next_panel(self) -> None:
        """The keyboard to the next panel, round to the page."""
        self.docks.focus_next()

    def show_shortcuts(self) -> None:
        """All keys on one sheet."""
        from explorer.ui.sheet import ShortcutSheet  # noqa: PLC0415 - seldom needed

        ShortcutSheet(self, self.book).exec()

    def _on_explored(self, service_id: str) -> None:
        self._explored = service_id

    def show_reference(self) -> None:
        """The page of the service that is selected here, or the index."""
        from explorer.ui.reference import ReferenceWindow  # noqa: PLC0415 - seldom needed

        window = self.findChild(ReferenceWindow) or ReferenceWindow(self, self.session.catalog)
        window.show_service(self._looked_at())

    def show_reference_page(self, place: str) -> None:
        """A page of the reference by its name, with the heading that it is to be opened at: ``rules.md#w2105``."""
        from explorer.ui.reference import ReferenceWindow  # noqa: PLC0415 - seldom needed

        window = self.findChild(ReferenceWindow) or ReferenceWindow(self, self.session.catalog)
        window.show_place(place)

    def _looked_at(self) -> str:
        """The id of the service that the page in front is about; empty where there is none or several."""
        if self._has_explore and self._pages.currentWidget() is self.explore:
            return self._explored
        chosen = self.session.selection.ids("nodes")
        return self.session.design.nodes[chosen[0]].service if len(chosen) == 1 else ""

    def show_about(self) -> None:
        """Version and licence."""
        from explorer.ui.sheet import about  # noqa: PLC0415 - seldom needed

        about(self).exec()

    def _popup(self, width: int = 480) -> PickPopup:
        popup = PickPopup(self, self.appearance, width=width)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return popup

    def _popup_corner(self, width: int = 480) -> QPoint:
        return self.mapToGlobal(QPoint((self.width() - width) // 2, 90))

    # Menus and toolbar

    def _add_toolbar(self) -> QButtonGroup:
        bar = QToolBar("Tools")
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        group = QButtonGroup(bar)
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(0)
        for name, title, role in _SEGMENTS:
            button = QToolButton()
            button.setObjectName(name)
            button.setText(title)
            button.setCheckable(True)
            button.setProperty("role", role)
            set_tip(button, title, self.book[f"view.{name}"].statusTip())
            button.clicked.connect(lambda _checked=False, name=name: self.show_page(name))
            group.addButton(button)
            layout.addWidget(button)
        bar.addWidget(box)
        for section in _TOOLBAR:
            bar.addSeparator()
            for action_id in section:
                bar.addAction(self.book[action_id])
        self.addToolBar(bar)
        return group

    def _add_recent_menu(self) -> None:
        menu = QMenu("Open recent", self)
        before = self.book["file.save"]
        self.menus["File"].insertMenu(before, menu)

        def fill() -> None:
            menu.clear()
            for path in self.settings.recent:
                entry = menu.addAction(path.name.replace("&", "&&"))
                entry.setToolTip(str(path))
                entry.setEnabled(path.is_file())
                entry.triggered.connect(
                    lambda _=False, path=path: self.guarded(lambda: self.documents.open_path(path))
                )
            if menu.isEmpty():
                menu.addAction("No file has been opened yet").setEnabled(False)

        menu.aboutToShow.connect(fill)

    def _show_context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.book.refresh()
        for section in _CONTEXT if self.session.selection.keys else _EMPTY_CONTEXT:
            menu.addSeparator()
            for action_id in section:
                menu.addAction(self.book[action_id])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # Keeping up

    def _on_icons_changed(self) -> None:
        self.docks.inspector.rebuild()
        for view in self.findChildren(QAbstractItemView):
            view.viewport().update()

    def _on_changed(self) -> None:
        self.refresh()
        self._answers.start()

    def refresh(self) -> None:
        """Bring title, actions, status bar and clipboard up to date."""
        mark = "[*]"
        self.setWindowTitle(f"{self.session.title}{mark} - Architecture Explorer")
        self.setWindowModified(self.session.is_modified)
        self.book.refresh()
        self.status.refresh()
        self._clipboard.share()

    def _on_answers_due(self) -> None:
        if self.canvas.pointer.tool is not None:
            self._answers.start()
            return
        self.status.refresh_answers()
        self.docks.refresh_answers()

    def refresh_answers(self) -> None:
        """Bring all answers up to date now instead of in a moment."""
        self._answers.stop()
        self.canvas.canvas.show_answers()
        self.status.refresh_answers()
        self.docks.refresh_answers()

    # Remembering

    def _restore(self) -> None:
        self.resize(1440, 900)
        geometry: QByteArray = self.settings.bytes_of("geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask only when work would be lost."""
        allowed = [False]

        def ask() -> None:
            allowed[0] = self.documents.may_leave()

        self.guarded(ask)
        if not allowed[0]:
            event.ignore()
            return
        self.settings.keep_bytes("geometry", self.saveGeometry())
        self.settings.flush()
        self._clipboard.release()
        self._aside.stop()
        event.accept()

    # Files dropped in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file from the outside."""
        if event.mimeData().hasUrls() and len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file."""
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            self.guarded(lambda: self.documents.open_path(Path(path)))
