"""The reference on disk, and the verb that brings it up to date."""

import pytest

from explorer.cli import run
from explorer.errors import OutputError
from explorer.reference.folder import Differences, bring_up_to_date, differences
from explorer.reference.markdown import GENERATED

FILES = {
    "README.md": f"{GENERATED}\n".encode(),
    "services/a.md": b"a",
    "pictures/a.svg": b"<svg/>",
}


def test_only_what_has_changed_is_touched(tmp_path):
    bring_up_to_date(tmp_path, FILES)
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}

    found = bring_up_to_date(tmp_path, {**FILES, "services/a.md": b"b"})

    assert Differences(changed=("services/a.md",)) == found
    assert (tmp_path / "services/a.md").read_bytes() == b"b"
    assert stamps["README.md"] == (tmp_path / "README.md").stat().st_mtime_ns


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(tmp_path):
    bring_up_to_date(tmp_path, {**FILES, "services/b.md": b"b"})
    (tmp_path / "services" / "mine.txt").write_text("mine")

    found = bring_up_to_date(tmp_path, FILES)

    assert Differences(superfluous=("services/b.md",)) == found
    assert {"a.md", "mine.txt"} == {path.name for path in (tmp_path / "services").iterdir()}


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    mine = tmp_path / "mine.md"
    mine.write_text("mine")

    with pytest.raises(OutputError, match="holds something else"):
        bring_up_to_date(tmp_path, FILES)

    assert mine.read_text() == "mine"


def test_differences_name_all_three_kinds(tmp_path):
    bring_up_to_date(tmp_path, FILES)

    wanted = {"README.md": b"new", "pictures/a.svg": b"<svg/>", "services/c.md": b"c"}

    expected = Differences(changed=("README.md",), missing=("services/c.md",), superfluous=("services/a.md",))
    assert expected == differences(tmp_path, wanted)


def test_the_check_passes_after_writing_and_names_what_is_stale(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("explorer.reference.reference_files", lambda _: FILES)  # all take seconds to write
    folder = tmp_path / "reference"
    assert run(["reference", "-o", str(folder)]) == 0
    assert run(["reference", "-o", str(folder), "--check"]) == 0
    capsys.readouterr()

    (folder / "services" / "a.md").write_text("old")

    assert run(["reference", "-o", str(folder), "--check"]) == 1
    told = capsys.readouterr()
    assert told.out == "changed\tservices/a.md\n"
    assert "archex reference -o" in told.err
    assert (folder / "services" / "a.md").read_text() == "old"
