"""The reference on disk: what is out of date in a folder, and bringing it up to date."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from explorer.errors import OutputError
from explorer.reference.markdown import GENERATED
from explorer.storage import write_atomically

_FIRST = "README.md"
_OURS = ("*.md", "services/*.md", "icons/*.svg", "pictures/**/*.svg")
"""Where files of the reference can be; others are left alone."""


class Differences(Struct, frozen=True):
    """Names of files that differ, are missing, or are there although the reference has no such file any more."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    superfluous: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.superfluous)


def differences(folder: Path, files: Mapping[str, bytes]) -> Differences:
    """How the folder differs from the files."""
    here = {
        path.relative_to(folder).as_posix()
        for pattern in _OURS
        for path in folder.glob(pattern)
        if path.is_file()
    }
    return Differences(
        changed=tuple(
            sorted(name for name in files if name in here and (folder / name).read_bytes() != files[name])
        ),
        missing=tuple(sorted(files.keys() - here)),
        superfluous=tuple(sorted(here - files.keys())),
    )


def bring_up_to_date(folder: Path, files: Mapping[str, bytes]) -> Differences:
    """Write what is changed or missing, remove what is superfluous, and tell what was done.

    Raises OutputError for a folder that holds something else, so that nothing foreign is removed.
    """
    _check_ours(folder)
    found = differences(folder, files)
    for name in (*found.changed, *found.missing):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, files[name])
    for name in found.superfluous:
        (folder / name).unlink()
    return found


def _check_ours(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: is a file; name a folder for the reference")
    first = folder / _FIRST
    is_ours = first.is_file() and first.read_bytes().startswith(GENERATED.encode())
    if not is_ours and any(folder.iterdir()):
        raise OutputError(f"{folder}: holds something else; name an empty folder for the reference")
