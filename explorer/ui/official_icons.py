"""The user's folder of official icons in the window: chosen, remembered, and given up again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.drawing.official_icons import IconFolder
from explorer.errors import InputError

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow


class OfficialIcons:
    """What the actions on icons do."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def choose(self) -> None:
        """Ask for the folder and use its icons."""
        start = str(self._window.settings.icons or Path.home())
        name = QFileDialog.getExistingDirectory(self._window, "Folder of AWS architecture icons", start)
        if name:
            self.use(Path(name))

    def use(self, folder: Path) -> None:
        """Use the icons of the folder, now and in later runs. Raises InputError where none of them fits."""
        icons = self._read(folder)
        self._window.settings.icons = folder
        self._window.appearance.use_icons(icons)
        services = f"{len(icons.files)} services" if len(icons.files) != 1 else "one service"
        self._window.notices.tell(f"Official icons for {services} from {folder.name}.", "ok")

    def use_own(self) -> None:
        """Use the program's own icons, now and in later runs."""
        self._window.settings.icons = None
        self._window.appearance.use_icons(None)

    def restore(self) -> None:
        """Use the icons of the run before. Where they are gone, one notice says so and ours are shown."""
        folder = self._window.settings.icons
        if folder is None:
            return
        try:
            self._window.appearance.use_icons(self._read(folder))
        except InputError as error:
            self._window.notices.tell(f"{error}. The program's own icons are shown.", "warning")

    def _read(self, folder: Path) -> IconFolder:
        icons = IconFolder(folder, self._window.session.catalog)
        if not icons.files:
            remedy = "choose the unpacked folder of AWS's architecture icons"
            raise InputError("holds no SVG file named after a service", file=folder, remedy=remedy)
        return icons
