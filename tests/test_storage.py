import os
import stat
import subprocess
import sys

import pytest

from explorer.errors import OutputError
from explorer.storage import write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")


def test_writes_the_bytes_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "design.yaml"

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_keeps_the_mode_and_the_link(tmp_path):
    real = tmp_path / "real.yaml"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(real)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_failing_disk_costs_the_old_file_nothing(tmp_path, monkeypatch, failing):
    path = tmp_path / "design.yaml"
    path.write_bytes(b"old")

    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    target = os if failing != "replace" else type(path)
    monkeypatch.setattr(target, failing, fail)
    with pytest.raises(OutputError, match="No space left"):
        write_atomically(path, b"new")
    monkeypatch.undo()

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["design.yaml"]


def test_short_writes_are_continued(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda number, data: write(number, data[:3]))

    write_atomically(tmp_path / "file", b"0123456789")

    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(OutputError, match="is a folder"):
        write_atomically(tmp_path, b"x")


@posix
def test_a_full_disk_is_told_and_the_old_file_stands(tmp_path):
    """A file size limit stands in for a full disk: the kernel itself cuts the write short."""
    path = tmp_path / "design.yaml"
    path.write_bytes(b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path; from explorer.storage import write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_atomically(Path(sys.argv[1]), b'x' * 500_000)\n"
        "except Exception as error: print(type(error).__name__)\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    ).stdout

    assert said == "OutputError\n"
    assert path.read_bytes() == b"old"
