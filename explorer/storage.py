"""Writing files so that the place always holds the whole old bytes or the whole new ones."""

import contextlib
import hashlib
import os
import secrets
import stat
from pathlib import Path

from explorer.errors import OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: write beside it, make it durable, read it back, then rename over.

    A link is followed and kept; the mode of an existing file stays. Raises OutputError with the cause, and
    then what stood there before still stands.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise OutputError(f"{path}: is a folder; name a file inside it")
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_durably(beside, content, mode=_mode_of(target))
        if hashlib.sha256(beside.read_bytes()).digest() != hashlib.sha256(content).digest():
            raise OutputError(f"{path}: the disk did not keep what was written; try another place")
        beside.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise OutputError(
            f"{path}: could not be written ({error.strerror or error}); nothing changed"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_durably(path: Path, content: bytes, *, mode: int) -> None:
    with contextlib.closing(_Descriptor(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))) as out:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(out.number, rest) :]  # a short count is no error: the next call tells
        os.fsync(out.number)
    if os.name == "posix":
        path.chmod(mode)  # as asked for, whatever the umask


class _Descriptor:
    """A file descriptor that is closed once, also when closing is what fails."""

    def __init__(self, number: int) -> None:
        self.number = number

    def close(self) -> None:
        os.close(self.number)


def _mode_of(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be synced."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(number)
    except OSError:  # some network file systems refuse; the rename has happened
        return
    finally:
        os.close(number)
