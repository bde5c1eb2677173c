"""The native format, ``*.archex.yaml``: readable, quiet in git, and open to what later versions add.

One thing per line; records by id in the order of ids, so that two branches merge; no times and no paths. A
value equal to its default is left out. Keys this version does not know are kept and written back. Reading has
three steps: parse to plain values, bring old versions up to date, build the records.
"""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from explorer.catalog import Catalog
from explorer.design import Connection, Design, Header, Workload
from explorer.design.faults import faults_of
from explorer.design.migrations import SCHEMA, migrate
from explorer.design.records import COLLECTIONS, Record
from explorer.design.shapes import Shapes
from explorer.errors import DesignError, InputError
from explorer.formats.codec import Codec, Keeps, Look, Reading
from explorer.yaml_reader import line_of, plain_scalar, read_yaml

EXACT = 1e15
"""Below it every whole float is an exact integer."""

_RENAMED = {"source": "from", "target": "to"}
"""The ends of a connection. The source of a suppression, an address, keeps its name."""
_PAIRS = {"at": ("x", "y"), "size": ("width", "height")}
_PLAIN = re.compile(r"[A-Za-z0-9_/(][A-Za-z0-9_ .,;/()+'%&=*$€|<>@-]*\Z")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}\Z")


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design's text, UTF-8. Equal designs give equal bytes."""
    del catalog, look
    return "".join(f"{line}\n" for line in _lines(design)).encode()


def read(content: bytes, file: Path | str, catalog: Catalog) -> Reading:
    """The design in ``content``. Raises DesignError with file, line and remedy."""
    try:
        plain = read_yaml(content, file=file)
    except InputError as error:
        raise DesignError(error.problem, file=error.file, line=error.line, remedy=error.remedy) from error
    return Reading(_Reader(content, file, catalog.shapes).design(plain))


class _Reader:
    def __init__(self, content: bytes, file: Path | str, shapes: Shapes) -> None:
        self._content = content
        self._file = file
        self._shapes = shapes

    def design(self, plain: Any) -> Design:  # noqa: ANN401 - whatever the file holds
        if not isinstance(plain, dict) or "archex" not in plain:
            raise self._error((), "is not a design: the key 'archex' with the schema number is missing")
        plain = migrate(plain, error=self._error)
        header_keys = {key: value for key, value in plain.items() if key not in {"archex", *COLLECTIONS}}
        records: list[Record] = [self._record(Header, {"id": "design", **header_keys}, ())]
        for collection, kind in COLLECTIONS.items():
            entries = plain.get(collection) or {}
            if not isinstance(entries, dict):
                raise self._error((collection,), f"'{collection}' must be a block of entries by id")
            for record_id, entry in entries.items():
                records.append(self._entry(collection, kind, record_id, entry))
        design = Design(records)
        self._check_ends(design)
        for fault in faults_of(design, self._shapes):
            raise self._error(fault.place, fault.problem, fault.remedy)
        return design

    def _entry(self, collection: str, kind: type[Any], record_id: str, entry: Any) -> Record:  # noqa: ANN401
        place = (collection, record_id)
        if not _ID.match(record_id):
            raise self._error(place, f"'{record_id}' is no id", "use letters, digits, '-', '_' and '.'")
        if entry is None:
            entry = {}
        if not isinstance(entry, dict):
            raise self._error(place, f"'{record_id}' must be a block of keys")
        record: Record = self._record(kind, {**self._flat(kind, entry, place), "id": record_id}, place)
        return record

    def _flat(self, kind: type[Any], entry: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
        back = {name: field for field, name in _RENAMED.items()}
        flat: dict[str, Any] = {}
        for key, value in entry.items():
            if key in _PAIRS and hasattr(kind, _PAIRS[key][0]):
                if not _is_pair(value):
                    raise self._error((*place, key), f"'{key}' must be two numbers, such as [0, 120]")
                flat.update(zip(_PAIRS[key], value, strict=True))
            else:
                flat[back.get(key, key)] = value
        return flat

    def _record(self, kind: type[Any], values: dict[str, Any], place: tuple[str, ...]) -> Any:  # noqa: ANN401
        known = {field.name for field in msgspec.structs.fields(kind)} - {"extra"}
        extra = {key: value for key, value in values.items() if key not in known}
        plain = {key: value for key, value in values.items() if key in known}
        try:
            return msgspec.convert({**plain, "extra": extra}, kind)
        except msgspec.ValidationError as error:
            problem, _, where = str(error).partition(" - at `$")
            key = where.strip("`.").split(".")[0].split("[")[0]
            missing = re.search(r"missing required field `(\w+)`", problem)
            said = (
                f"'{missing[1]}' is missing"
                if missing
                else f"'{_written(key, kind)}': {problem[:1].lower()}{problem[1:]}"
            )
            raise self._error((*place, _written(key, kind)) if key else place, said) from error

    def _check_ends(self, design: Design) -> None:
        for link in design.connections.values():
            for key, end in (("from", link.source), ("to", link.target)):
                if end not in design.nodes:
                    problem = f"connection '{link.id}' leads to '{end}', which is no node of the design"
                    raise self._error(("connections", link.id, key), problem, "name one of the nodes")
        for node_id in design.workloads:
            if node_id not in design.nodes:
                problem = f"the workload '{node_id}' is for no node of the design"
                raise self._error(("workloads", node_id), problem, "name one of the nodes")

    def _error(
        self, place: tuple[str | int, ...], problem: str, remedy: str = "mend that entry"
    ) -> DesignError:
        line = line_of(self._content, place, file=self._file) if place else None
        return DesignError(problem, file=self._file, line=line, remedy=remedy)


def _written(field: str, kind: type[Any]) -> str:
    for key, pair in _PAIRS.items():
        if field in pair:
            return key
    return _RENAMED.get(field, field) if kind is Connection else field


def _is_pair(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and len(value) == 2 and all(_is_number(part) for part in value)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def _lines(design: Design) -> Iterator[str]:
    yield f"archex: {SCHEMA}"
    header = {key: value for key, value in _changed(design.header).items() if key != "id"}
    header.setdefault("region", design.header.region)
    yield from _block({**header, **design.header.extra}, "")
    for collection in COLLECTIONS:
        records = getattr(design, collection)
        if records:
            yield f"{collection}:"
        for record_id in sorted(records):
            entry = _plain(records[record_id])
            yield f"  {_key(record_id)}:" if entry else f"  {_key(record_id)}: {{}}"
            yield from _block(entry, "    ")


def _plain(record: Record) -> dict[str, Any]:
    """A record as the keys of the file, in the order of its fields."""
    entry: dict[str, Any] = {}
    changed = _changed(record)
    for field in msgspec.structs.fields(type(record)):
        key = _written(field.name, type(record))
        if key in _PAIRS and key != field.name:
            entry[key] = [getattr(record, part) for part in _PAIRS[key]]
        elif field.name in changed and field.name != "id":
            entry[key] = changed[field.name]
    if isinstance(record, Workload):
        entry.setdefault("kind", record.kind)
    return {**entry, **record.extra}


def _changed(record: Record) -> dict[str, Any]:
    """Fields that differ from their default, without ``extra``."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        default = (
            field.default_factory()
            if field.default is msgspec.NODEFAULT and callable(field.default_factory)
            else field.default
        )
        if field.name != "extra" and value != default:
            found[field.name] = value
    return found


def _block(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{_key(key)}:" if value else f"{indent}{_key(key)}: {{}}"
            yield from _block(value, indent + "  ")
        elif isinstance(value, list | tuple) and not all(_is_flat(part) for part in value):
            yield f"{indent}{_key(key)}:"
            for part in value:
                yield from _item(part, indent + "  ")
        elif isinstance(value, str) and "\n" in value and _fits_literal(value):
            yield f"{indent}{_key(key)}: {'|' if value.endswith(chr(10)) else '|-'}"
            yield from (f"{indent}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        else:
            yield f"{indent}{_key(key)}: {_flat_text(value)}"


def _item(value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, Mapping) and value:
        lines = list(_block(value, indent + "  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    elif isinstance(value, list | tuple) and value:
        yield f"{indent}-"
        for part in value:
            yield from _item(part, indent + "  ")
    else:
        yield f"{indent}- {_flat_text(value)}"


def _is_flat(value: Any) -> bool:  # noqa: ANN401
    return not isinstance(value, Mapping | list | tuple)


def _flat_text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list | tuple):
        return f"[{', '.join(_scalar(part, in_list=True) for part in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    return _scalar(value)


def _scalar(value: Any, *, in_list: bool = False) -> str:  # noqa: ANN401
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return _text(str(value), in_list=in_list)


def _number(value: float) -> str:
    """The shortest text that reads back as the number; whole numbers without a point."""
    if not math.isfinite(value):
        return "null"  # no file can hold it
    return str(int(value)) if value == int(value) and abs(value) < EXACT else repr(value)


def _text(value: str, *, in_list: bool = False) -> str:
    plain = _PLAIN.match(value) and value == value.strip() and plain_scalar(value) == value
    plain = plain and ": " not in value and " #" not in value and not value.endswith(":")
    if plain and not (in_list and "," in value):
        return value
    return _quoted(value)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(char) or _shown(char) for char in value) + '"'


def _shown(char: str) -> str:
    """The character itself where YAML may hold it, else its escape; a lone surrogate becomes U+FFFD."""
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return char if char.isprintable() else (f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}")


def _fits_literal(value: str) -> bool:
    lines = value.removesuffix("\n").split("\n")
    printable = all(line.isprintable() for line in lines)
    return (
        printable
        and bool(lines[0])
        and not any(line != line.rstrip() or line[:1] == " " for line in lines)
        and bool(lines[-1])
    )


def _key(key: str) -> str:
    return key if _ID.match(key) and plain_scalar(key) == key else _quoted(key)


CODEC = Codec(
    id="archex",
    title="Architecture Explorer design",
    suffixes=(".archex.yaml", ".archex.yml"),
    keeps=frozenset(Keeps),
    write=write,
    read=read,
)
