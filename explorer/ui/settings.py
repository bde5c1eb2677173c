"""What the window remembers between runs: geometry, theme, recent files. One ini file in the config folder."""

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from explorer.ui.theme import Choice

MAX_RECENT = 12


class Settings:
    """Typed access to the ini file. Where it cannot be written, nothing is remembered and nothing fails."""

    def __init__(self, file: Path | None = None) -> None:
        self._store = QSettings(str(file or settings_file()), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """The theme that was chosen."""
        value = self._store.value("theme", "system")
        return value if value in {"light", "dark"} else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def icons(self) -> Path | None:
        """The folder of official icons in use; None for the program's own."""
        value = self._store.value("icons", "")
        return Path(value) if isinstance(value, str) and value else None

    @icons.setter
    def icons(self, folder: Path | None) -> None:
        self._store.setValue("icons", str(folder) if folder else "")

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved last, the latest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(str(name)) for name in names if name][:MAX_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a file first."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and touch the disk
        others = [other for other in self.recent if other != absolute]
        self._store.setValue("recent", [str(path) for path in [absolute, *others][:MAX_RECENT]])

    def forget_recent(self, path: Path) -> None:
        """Take a file off the list."""
        self._store.setValue("recent", [str(other) for other in self.recent if other != path])

    def text(self, key: str, default: str = "") -> str:
        """A remembered word; ``default`` where there is none."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def keep_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._store.setValue(key, value)

    def bytes_of(self, key: str) -> QByteArray:
        """A remembered geometry or arrangement; empty where there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Remember a geometry or arrangement."""
        self._store.setValue(key, value)

    def flush(self) -> None:
        """Write now."""
        self._store.sync()


def settings_file() -> Path:
    """Where the window's settings are, by the rules of the platform."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only a window that remembers needs it

    return user_config_path("archex") / "window.ini"
