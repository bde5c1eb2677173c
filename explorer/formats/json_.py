"""JSON: the whole design for other programs, with the schema that they may rely on. Lossless both ways."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from explorer.catalog import Catalog
from explorer.design import Design, Header, Workload
from explorer.design.faults import faults_of
from explorer.design.records import COLLECTIONS, Record
from explorer.drawing.text import storable
from explorer.errors import FormatError
from explorer.formats.codec import Codec, Keeps, Look, Reading

SCHEMA_VERSION = 1
EXACT = 1e15
"""Below it every whole float is an exact integer."""

_ALWAYS = {
    *("id", "service", "label", "settings", "x", "y", "source", "target", "mechanism"),
    *("kind", "width", "height", "text", "rule", "region", "title"),
}
"""Keys that are there even with their default, so that a reader need not know it."""


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design as JSON, records in the order of their ids. Equal designs give equal bytes."""
    del catalog, look
    header = {key: value for key, value in plain_record(design.header).items() if key != "id"}
    content: dict[str, Any] = {"schema_version": SCHEMA_VERSION, **header}
    for collection in COLLECTIONS:
        records = getattr(design, collection)
        content[collection] = [plain_record(records[record_id]) for record_id in sorted(records)]
    return msgspec.json.format(msgspec.json.encode(clean(content)), indent=2) + b"\n"


def read(content: bytes, file: Path | str, catalog: Catalog) -> Reading:
    """The design in ``content``. Raises FormatError that names the place."""
    try:
        plain = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise FormatError(f"is not valid JSON ({error})", file=file) from error
    if not isinstance(plain, dict) or "schema_version" not in plain:
        problem = "is not a design: the key 'schema_version' is missing"
        raise FormatError(problem, file=file, remedy="export one with --to json")
    if plain["schema_version"] != SCHEMA_VERSION:
        problem = (
            f"has the schema_version {plain['schema_version']!r}, and this version reads {SCHEMA_VERSION}"
        )
        raise FormatError(problem, file=file, remedy="export it again from this version")
    header = {key: plain[key] for key in plain if key not in {"schema_version", *COLLECTIONS}}
    records: list[Record] = [record_of(Header, {**header, "id": "design"}, "header", file)]
    for collection, kind in COLLECTIONS.items():
        records += _records(plain.get(collection, []), kind, collection, file)
    design = design_of(records, file)
    for fault in faults_of(design, catalog.shapes):
        raise FormatError(fault.problem, file=file, remedy=fault.remedy)
    return Reading(design)


def plain_record(record: Record) -> dict[str, Any]:
    """A record as JSON's values: optional keys only where they say something, unknown ones as they came."""
    plain: dict[str, Any] = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        default = None if isinstance(record, Workload) else field.default
        if field.name != "extra" and (field.name in _ALWAYS or value not in (default, "", None)):
            plain[field.name] = _plain_value(value)
    return {**plain, **record.extra}


def record_of(kind: type[Any], values: Mapping[str, Any], place: str, file: Path | str) -> Any:  # noqa: ANN401
    """The record of that kind; keys it does not know go to ``extra``. Raises FormatError."""
    known = {field.name for field in msgspec.structs.fields(kind)} - {"extra"}
    extra = {key: value for key, value in values.items() if key not in known}
    plain = {key: value for key, value in values.items() if key in known}
    try:
        return msgspec.convert({**plain, "extra": extra}, kind)
    except msgspec.ValidationError as error:
        raise FormatError(f"{place} is wrong: {error}", file=file, remedy="mend that entry") from error


def design_of(records: list[Record], file: Path | str) -> Design:
    """The design of these records. Raises FormatError for ends of connections that are not there."""
    design = Design(records)
    for link in design.connections.values():
        for end in (link.source, link.target):
            if end not in design.nodes:
                problem = f"connection '{link.id}' leads to '{end}', which is no node of the design"
                raise FormatError(problem, file=file, remedy="name one of the nodes")
    for node_id in design.workloads:
        if node_id not in design.nodes:
            problem = f"the workload '{node_id}' is for no node of the design"
            raise FormatError(problem, file=file, remedy="name one of the nodes")
    return design


def clean(value: Any) -> Any:  # noqa: ANN401 - any plain value
    """The value with only such characters as a file can hold."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {clean(key): clean(inner) for key, inner in value.items()}
    return [clean(inner) for inner in value] if isinstance(value, list | tuple) else value


def _records(entries: Any, kind: type[Any], collection: str, file: Path | str) -> list[Record]:  # noqa: ANN401
    if not isinstance(entries, list):
        raise FormatError(f"'{collection}' must be a list", file=file)
    records: list[Record] = []
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        place = f"{collection}[{at}]"
        if not isinstance(entry, dict):
            raise FormatError(f"{place} must be an object", file=file)
        record = record_of(kind, entry, place, file)
        if record.id in seen:
            raise FormatError(f"{place} has the id '{record.id}' of another entry", file=file)
        seen.add(record.id)
        records.append(record)
    return records


def _plain_value(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return dict(sorted(value.items())) if isinstance(value, dict) else value


CODEC = Codec(id="json", title="JSON", suffixes=(".json",), keeps=frozenset(Keeps), write=write, read=read)
