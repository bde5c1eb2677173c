"""Actions as Qt knows them: those of `explorer.app.actions` and the window's own, in one book by id."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from explorer.app.actions import Action
from explorer.app.actions import actions as app_actions
from explorer.ui.plain import tooltip

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

MENUS = ("File", "Edit", "Insert", "View", "Help")


def always(window: "MainWindow") -> str:
    """Never disabled."""
    del window
    return ""


@dataclass(frozen=True)
class WindowAction:
    """Something that needs the window: a view, a dialog, a panel. Like `explorer.app.actions.Action` otherwise.

    ``checked`` makes it a switch. ``on_canvas`` keeps its keys to the canvas, where plain letters are free.
    """

    id: str
    title: str
    help: str
    menu: str
    run: Callable[["MainWindow"], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    why_disabled: Callable[["MainWindow"], str] = always
    starts_section: bool = False
    checked: Callable[["MainWindow"], bool] | None = None
    on_canvas: bool = False


class ActionBook(QObject):
    """Every action as a QAction, kept enabled or not as its reason says."""

    def __init__(self, window: "MainWindow", own: Iterable[WindowAction]) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, WindowAction] = {}
        self._by_id: dict[str, QAction] = {}
        self._reasons: dict[str, str] = {}
        """Why actions cannot be done, as they show it now."""
        for shared in app_actions().values():
            self._add(_over_session(shared))
        for action in own:
            self._add(action)

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def __iter__(self) -> Iterator[WindowAction]:
        return iter(self._actions.values())

    def why_disabled(self, action_id: str) -> str:
        """The reason for which the action cannot be done now; empty where it can."""
        return self._actions[action_id].why_disabled(self._window)

    def run(self, action_id: str) -> None:
        """Do it, if it can be done; what goes wrong outside the program is told, not raised."""
        action = self._actions[action_id]
        if not action.why_disabled(self._window):
            self._window.guarded(lambda: action.run(self._window))
            self._window.refresh()

    def refresh(self) -> None:
        """Look again at what can be done and what is switched on."""
        for action_id, action in self._actions.items():
            shown = self._by_id[action_id]
            reason = action.why_disabled(self._window)
            if reason != self._reasons.get(action_id):
                self._reasons[action_id] = reason
                shown.setEnabled(not reason)
                shown.setToolTip(tooltip(_with_keys(action), reason or action.help))
            if action.checked is not None:
                blocker = QSignalBlocker(shown)
                shown.setChecked(action.checked(self._window))
                blocker.unblock()

    def menu_of(self, title: str) -> list[WindowAction]:
        """The actions of a menu, in its order."""
        return [action for action in self._actions.values() if action.menu == title]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """The menus with their actions."""
        menus = {title: bar.addMenu(f"&{title}") for title in MENUS}
        for title, menu in menus.items():
            menu.setToolTipsVisible(True)
            for action in self.menu_of(title):
                if action.starts_section and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self._by_id[action.id])
            menu.aboutToShow.connect(self.refresh)
        return menus

    def _add(self, action: WindowAction) -> None:
        shown = QAction(action.title, self._window)
        shown.setObjectName(action.id)
        shown.setStatusTip(action.help)
        if action.icon:
            shown.setIcon(self._window.appearance.icon(action.icon))
        shown.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        shown.setCheckable(action.checked is not None)
        shown.triggered.connect(lambda _checked=False, action_id=action.id: self.run(action_id))
        scope = (
            Qt.ShortcutContext.WidgetWithChildrenShortcut
            if action.on_canvas
            else Qt.ShortcutContext.WindowShortcut
        )
        shown.setShortcutContext(scope)
        home: QWidget = self._window.canvas if action.on_canvas else self._window
        home.addAction(shown)
        self._actions[action.id] = action
        self._by_id[action.id] = shown


def _over_session(action: Action) -> WindowAction:
    """A shared action as one of the window's."""
    return WindowAction(
        id=action.id,
        title=action.title,
        help=action.help,
        menu=action.menu,
        run=lambda window: action.run(window.session),
        shortcuts=action.shortcuts,
        icon=action.icon,
        why_disabled=lambda window: _why_not_here(action, window) or action.why_disabled(window.session),
        starts_section=action.starts_section,
        on_canvas=action.id == "edit.delete",  # in a list, Delete is for the list
    )


def _why_not_here(action: Action, window: "MainWindow") -> str:
    """What acts on the selection waits until the selection can be seen."""
    goes_anywhere = action.menu != "Edit" or action.id in {"edit.undo", "edit.redo"}
    return "" if goes_anywhere or window.page == "canvas" else "Only on the canvas"


def _with_keys(action: WindowAction) -> str:
    keys = ", ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts[:1]
    )
    return f"{action.title} ({keys})" if keys else action.title
