"""From the YAML files to a `Catalog`: read, check, and keep a compiled form keyed by content.

Files: ``services/<category>/<id>.yaml`` (one service each), ``terms/*.yaml`` (``entries:``, many small
entries a file), ``prices/<service>.yaml``, ``instances/*.yaml`` (``instances:``), ``shapes/<id>.yaml``,
``retries/*.yaml`` (``retries:``), ``availability/*.yaml`` (``availability:``). The folder is the registry.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

import explorer
from explorer.catalog.catalog import Catalog
from explorer.catalog.model import (
    Availability,
    Instance,
    Integration,
    PriceSheet,
    Refusal,
    Retry,
    Service,
    Shape,
)
from explorer.data import data_folder
from explorer.errors import CatalogError, InputError
from explorer.yaml_reader import line_of, read_yaml

T = TypeVar("T")


class Content(Struct, frozen=True, array_like=True):
    """All records of a catalog: what the compiled form holds, in the order in which `Catalog` takes them."""

    services: tuple[Service, ...]
    sheets: tuple[PriceSheet, ...]
    instances: tuple[Instance, ...]
    shapes: tuple[Shape, ...]
    retries: tuple[Retry, ...]
    availability: tuple[Availability, ...]


def load_catalog(folder: Path | None = None, *, cache: bool = True) -> Catalog:
    """The catalog in ``folder``, by default the one that comes with the program.

    A compiled form is kept in the user's cache folder, named by a hash of every file's content; where that
    cannot be written the files are read each time. Raises CatalogError naming file, line, entry and key.
    """
    root = folder or data_folder("catalog")
    files = _files(root)
    compiled = _cache_file(files) if cache else None
    content = _read_compiled(compiled) if compiled else None
    if content is None:
        content = read_content(root, files)
        if compiled:
            _write_compiled(compiled, content)
    return Catalog(*msgspec.structs.astuple(content))


def read_content(root: Path, files: dict[str, bytes] | None = None) -> Content:
    """Read and check every YAML file below ``root``. Raises CatalogError at the first fault."""
    services: list[Service] = []
    sheets: list[PriceSheet] = []
    instances: list[Instance] = []
    shapes: list[Shape] = []
    retries: list[Retry] = []
    availability: list[Availability] = []
    for name, text in (files if files is not None else _files(root)).items():
        folder = name.split("/", 1)[0]
        if folder == "services":
            services.append(_ends_named(_convert(text, Service, root / name), root / name))
        elif folder == "terms":
            services += [_ends_named(s, root / name) for s in _entries(text, "entries", Service, root / name)]
        elif folder == "prices":
            sheets.append(_convert(text, PriceSheet, root / name))
        elif folder == "instances":
            instances += _entries(text, "instances", Instance, root / name)
        elif folder == "shapes":
            shapes.append(_convert(text, Shape, root / name))
        elif folder == "retries":
            retries += _entries(text, "retries", Retry, root / name)
        elif folder == "availability":
            availability += _entries(text, "availability", Availability, root / name)
    _check_unique([service.id for service in services], root, "service")
    _check_unique([sheet.service for sheet in sheets], root, "price sheet")
    _check_unique([instance.id for instance in instances], root, "instance type")
    _check_unique([shape.id for shape in shapes], root, "shape")
    _check_unique([retry.id for retry in retries], root, "retry rule")
    return Content(
        tuple(services), tuple(sheets), tuple(instances), tuple(shapes), tuple(retries), tuple(availability)
    )


def _files(root: Path) -> dict[str, bytes]:
    if not root.is_dir():
        raise CatalogError("is not a folder", file=root, remedy="install the program again")
    found: dict[str, bytes] = {}
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".yaml"):
                path = Path(folder, name)
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def _convert(text: bytes, kind: type[T], file: Path) -> T:
    value = _plain(text, file)
    return _typed(value, kind, file, text, ())


def _entries(text: bytes, key: str, kind: type[T], file: Path) -> Iterator[T]:
    value = _plain(text, file)
    if not isinstance(value, dict) or set(value) != {key} or not isinstance(value[key], list):
        raise CatalogError(f"must hold a list under '{key}' and nothing else", file=file)
    for index, entry in enumerate(value[key]):
        yield _typed(entry, kind, file, text, (key, index))


def _plain(text: bytes, file: Path) -> Any:  # noqa: ANN401 - YAML is any plain value
    try:
        return read_yaml(text, file=file)
    except InputError as error:
        raise CatalogError(error.problem, file=error.file, line=error.line, remedy=error.remedy) from error


def _typed(value: Any, kind: type[T], file: Path, text: bytes, base: tuple[str | int, ...]) -> T:  # noqa: ANN401
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        problem, place = _place(str(error))
        entry = value.get("id") or value.get("service") if isinstance(value, dict) else None
        where = ".".join(str(part) for part in place) or "the entry"
        problem = f"entry '{entry}', {where}: {problem}"
        raise CatalogError(problem, file=file, line=line_of(text, (*base, *place), file=file)) from error


def _place(message: str) -> tuple[str, tuple[str | int, ...]]:
    """Take msgspec's ``problem - at `$.a[0].b``` apart into the problem and the path."""
    problem, _, where = message.partition(" - at `$")
    parts: list[str | int] = []
    for piece in where.rstrip("`").replace("[", ".[").split("."):
        if piece.startswith("[") and piece[1:-1].isdigit():
            parts.append(int(piece[1:-1]))
        elif piece and not piece.startswith("["):
            parts.append(piece)
    return problem[:1].lower() + problem[1:], tuple(parts)


def _ends_named(service: Service, file: Path) -> Service:
    """Fill in the end of each integration that the file leaves unsaid: the service itself."""
    integrations = tuple(_both_ends(entry, service, file) for entry in service.integrations)
    refusals = tuple(_both_ends(entry, service, file) for entry in service.not_possible)
    return msgspec.structs.replace(service, integrations=integrations, not_possible=refusals)


Ends = TypeVar("Ends", Integration, Refusal)


def _both_ends(entry: Ends, service: Service, file: Path) -> Ends:
    if bool(entry.source_id) == bool(entry.target_id):
        what = getattr(entry, "mechanism", "not_possible")
        problem = f"entry '{service.id}', integration '{what}': needs exactly one of 'to' and 'from'"
        raise CatalogError(problem, file=file)
    ends = {"source_id": entry.source_id or service.id, "target_id": entry.target_id or service.id}
    return msgspec.structs.replace(entry, **ends, as_of=entry.as_of or service.as_of)


def _check_unique(ids: list[str], root: Path, what: str) -> None:
    seen: set[str] = set()
    for entry in ids:
        if entry in seen:
            raise CatalogError(f"has two entries for the {what} '{entry}'", file=root, remedy="remove one")
        seen.add(entry)


def _cache_file(files: dict[str, bytes]) -> Path | None:
    from platformdirs import user_cache_path  # noqa: PLC0415 - the one place that needs it, off the hot path

    digest = hashlib.blake2b(explorer.__version__.encode(), digest_size=16)
    digest.update(Path(__file__).with_name("model.py").read_bytes())
    for name, text in files.items():
        digest.update(f"{name}\0{len(text)}\0".encode())
        digest.update(text)
    try:
        return Path(user_cache_path("archex")) / f"catalog-{digest.hexdigest()}.msgpack"
    except (OSError, RuntimeError):  # no home at all
        return None


def _read_compiled(path: Path) -> Content | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Content)
    except (OSError, msgspec.MsgspecError):
        return None


def _write_compiled(path: Path, content: Content) -> None:
    """Write beside and rename, so that a reader never sees half a file; failing is no fault, only slower."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".catalog-", delete=False) as stream:
            stream.write(msgspec.msgpack.encode(content))
        Path(stream.name).replace(path)
        for old in path.parent.glob("catalog-*.msgpack"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
