"""Opening, saving and exporting from the window: asks for names, and never loses work without asking."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.design.edits import fresh_id
from explorer.formats import Look, codecs
from explorer.formats.registry import codec_for, losses

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

NATIVE_SUFFIX = ".archex.yaml"
_NATIVE_FILTER = f"Architecture Explorer design (*{NATIVE_SUFFIX})"


class Documents:
    """The file side of a window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._session = window.session

    def new(self) -> None:
        """An empty design."""
        if self.may_leave():
            self._session.new()
            self._window.show_page("canvas")

    def open(self) -> None:
        """Ask for a file and open it."""
        suffixes = [suffix for codec in codecs().values() if codec.read for suffix in codec.suffixes]
        readable = " ".join(f"*{suffix}" for suffix in suffixes)
        filters = f"All that can be read ({readable});;{_NATIVE_FILTER};;All files (*)"
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a design", self._folder(), filters)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file; what could not be taken from it is told."""
        if not self.may_leave():
            return
        notes = self._session.open(path)
        self._window.settings.add_recent(path)
        self._window.show_page("canvas")
        if notes:
            more = f" and {len(notes) - 1} more" if len(notes) > 1 else ""
            self._window.notices.tell(f"Opened with remarks: {notes[0]}{more}", "warning")

    def save(self) -> bool:
        """Save to the design's file, asking for one where it has none. False when that was cancelled."""
        if self._session.path is None:
            return self.save_as()
        self._session.save()
        self._window.settings.add_recent(self._session.path)
        return True

    def save_as(self) -> bool:
        """Ask for a name and save there. False when that was cancelled."""
        start = str(self._session.path or Path(self._folder()) / f"{self._slug()}{NATIVE_SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save the design", start, _NATIVE_FILTER)
        if not name:
            return False
        path = Path(name if name.endswith((NATIVE_SUFFIX, ".archex.yml")) else name + NATIVE_SUFFIX)
        self._session.save(path)
        self._window.settings.add_recent(path)
        return True

    def export(self) -> None:
        """Ask for a name, whose ending tells the format, and write it; what that cannot hold is told."""
        writable = [codec for codec in codecs().values() if codec.write and codec.id != "archex"]
        filters = ";;".join(
            f"{codec.title} ({' '.join('*' + end for end in codec.suffixes)})" for codec in writable
        )
        start = str(Path(self._folder()) / self._slug())
        name, chosen = QFileDialog.getSaveFileName(self._window, "Export", start, filters)
        if not name:
            return
        path = Path(name)
        if not any(name.lower().endswith(suffix) for codec in writable for suffix in codec.suffixes):
            codec = next(codec for codec in writable if chosen.startswith(codec.title))
            path = Path(name + codec.suffixes[0])
        self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the design in the format that the name tells."""
        self._session.export(path, look=Look(icons=self._window.appearance.icons))
        codec = codec_for(path)
        lost = [] if codec.is_picture else losses(codec, self._session.design)
        left_out = f" The format has no place for {', '.join(lost)}." if lost else ""
        self._window.notices.tell(f"Exported to {path.name}.{left_out}", "warning" if lost else "ok")

    def may_leave(self) -> bool:
        """Whether the present design may be left: it is saved, or the user says what to do with it."""
        if not self._session.is_modified:
            return True
        answer = self.ask_about_changes()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def ask_about_changes(self) -> QMessageBox.StandardButton:
        """Save, discard or cancel?"""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Unsaved changes")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Save the changes to {self._session.title}?")
        box.setInformativeText("They are lost otherwise.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return QMessageBox.StandardButton(box.exec())

    def _folder(self) -> str:
        recent = self._window.settings.recent
        return str((self._session.path or (recent[0] if recent else Path.home() / "x")).parent)

    def _slug(self) -> str:
        return fresh_id(self._session.design.header.title or "design", ())
