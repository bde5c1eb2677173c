"""A folder of AWS's architecture icons that the user has: which file is for which service, and its drawing.

We ship none of them. Files are known by their names in AWS's asset package, such as
``Arch_Amazon-Athena_48.svg`` or ``Res_AWS-Glue_Crawler_48.svg``, through the names and aliases of the catalog.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from explorer.catalog import Catalog
from explorer.catalog.search import folded
from explorer.drawing.shapes import Icon
from explorer.drawing.svg_icons import MAX_BYTES, read_drawing
from explorer.drawing.text import showable
from explorer.errors import InputError

MAX_FILES = 5_000
MAX_ENTRIES = 50_000
"""Files and folders that are looked at, whatever they are: someone may choose a whole disk."""

_KINDS = {"arch": 0, "res": 1}
_SIZES = {"48": 0, "64": 1, "32": 2, "16": 3}
_GROUNDS = {"light", "dark"}
_MAKERS = ("amazon ", "aws ")

Rank = tuple[int, int, int, int, str]
"""Kind of icon, how its name was found, size, ground and path: the least is used."""


class IconFolder:
    """The icons of a folder, drawn when first asked for. Raises InputError where it cannot be listed.

    ``files`` are by service id; ``asked`` holds what was asked for so far, None where ours is used, and
    ``refused`` the reason where there is a file that cannot be used.
    """

    def __init__(self, path: Path, catalog: Catalog) -> None:
        self.path = path
        self.files: Mapping[str, Path] = _matched(path, catalog)
        self.asked: dict[str, Icon | None] = {}
        self.refused: dict[str, str] = {}

    def icon(self, service_id: str) -> Icon | None:
        """The service's icon; None where the folder has none for it or its file is refused."""
        if service_id not in self.asked:
            file = self.files.get(service_id)
            self.asked[service_id] = self._read(service_id, file) if file else None
        return self.asked[service_id]

    def _read(self, service_id: str, file: Path) -> Icon | None:
        try:
            return read_drawing(_content(file), file=file)
        except InputError as error:
            self.refused[service_id] = showable(f"{file.name} {error.problem}")
            return None


def _matched(folder: Path, catalog: Catalog) -> dict[str, Path]:
    """The best file for each service that has one."""
    services = _spellings(catalog)
    best: dict[str, tuple[Rank, Path]] = {}
    for file in _svg_files(folder):
        kind, words, size, ground = _read_name(file.stem)
        service_id, found_by = _service(words, services)
        rank = (kind, found_by, size, ground, str(file))
        if service_id and (service_id not in best or rank < best[service_id][0]):
            best[service_id] = (rank, file)
    return {service_id: file for service_id, (_, file) in sorted(best.items())}


def _service(words: list[str], services: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """The service of a file's words: by all of them, or by the last alone where that is a service's own name."""
    whole = folded(" ".join(words))
    found = services.get(whole) or services.get(_without_maker(whole))
    if found or len(words) == 1:
        return found or ("", 0)
    part = services.get(folded(words[-1]))
    return part if part and part[1] == 0 else ("", 0)


def _spellings(catalog: Catalog) -> dict[str, tuple[str, int]]:
    """What each folded name stands for: a service's own name (0) goes before an alias of another (1)."""
    services = catalog.services.values()
    known: dict[str, tuple[str, int]] = {}
    for found_by, names in ((0, [(one.id, [one.name]) for one in services]), (1, _other_names(catalog))):
        for service_id, spellings in names:
            for spelling in map(folded, spellings):
                known.setdefault(spelling, (service_id, found_by))
                known.setdefault(_without_maker(spelling), (service_id, found_by))
    return known


def _other_names(catalog: Catalog) -> list[tuple[str, list[str]]]:
    return [(one.id, [one.id, *one.aliases]) for one in catalog.services.values()]


def _without_maker(name: str) -> str:
    return next((name.removeprefix(maker) for maker in _MAKERS if name.startswith(maker)), name)


def _read_name(stem: str) -> tuple[int, list[str], int, int]:
    """Rank of its kind, words of its name, rank of its size and of its ground, from the name of a file."""
    words = stem.casefold().partition("@")[0].split("_")
    kind = _KINDS.get(words[0], len(_KINDS))
    words = words[1:] if words[0] in _KINDS else words
    size, ground = len(_SIZES), 0
    while len(words) > 1 and (words[-1].isdigit() or words[-1] in _GROUNDS):
        last = words.pop()
        size, ground = (size, int(last == "dark")) if last in _GROUNDS else (_SIZES.get(last, size), ground)
    return kind, words, size, ground


def _svg_files(folder: Path) -> Iterator[Path]:
    """SVG files in the folder and those below, in a stable order. Links are not followed."""
    entries = files = 0
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        for entry in _listed(place, is_root=place == folder):
            entries += 1
            if entry.name.startswith((".", "__MACOSX")):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(place / entry.name)
            elif entry.name.lower().endswith(".svg") and entry.is_file(follow_symlinks=False):
                files += 1
                yield place / entry.name
            if entries > MAX_ENTRIES or files > MAX_FILES:
                remedy = "choose the folder that holds only the icons"
                raise InputError(f"holds more than {MAX_FILES} icons", file=folder, remedy=remedy)


def _listed(folder: Path, *, is_root: bool) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        if not is_root:
            return []  # the rest can still be used
        problem = f"cannot be read as a folder of icons ({error.strerror})"
        raise InputError(problem, file=folder, remedy="choose a folder that is there") from error


def _content(file: Path) -> bytes:
    """The file's bytes, one more than is allowed at most; never through a link that took its place."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as opened:  # noqa: PTH123 - it is a descriptor
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", file=file) from error
