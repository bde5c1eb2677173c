"""draw.io: an editable drawing, uncompressed. What we write we read back: moved, renamed or copied shapes too.

Each shape is an ``object`` whose attribute ``archex`` says what it is; the service and the mechanism are
attributes that draw.io shows as its data, the rest is JSON in ``archex_more``. Labels are plain text.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from explorer.catalog import Catalog
from explorer.design import Connection, Design, Group, Header, Node, Note, Suppression, Workload
from explorer.design.records import Record
from explorer.drawing.groups import depth_of
from explorer.drawing.icons import icon
from explorer.drawing.shapes import Icon, mixed
from explorer.drawing.text import showable
from explorer.drawing.theme import theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH, short_name
from explorer.errors import FormatError, InputError
from explorer.formats.codec import Codec, Keeps, Look, Reading
from explorer.formats.json_ import clean, design_of, plain_record, record_of
from explorer.formats.svg import icon_svg
from explorer.formats.xml_writer import xml_attribute
from explorer.xml_reader import read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LAYER = "1"
_HEADS = {
    "triangle": "endArrow=block;endFill=1",
    "open": "endArrow=open;endFill=0",
    "double": "endArrow=doubleBlock;endFill=1",
    "circle": "endArrow=oval;endFill=0",
    "diamond": "endArrow=diamond;endFill=1",
}
_KINDS: dict[str, type[Any]] = {"node": Node, "connection": Connection, "group": Group, "note": Note}
_NATIVE = {"id", "label", "text", "x", "y", "width", "height", "service", "mechanism", "source", "target"}
_HEADER_NATIVE = {"id", "title", "story", "region"}
_FONT = "html=0;whiteSpace=wrap;fontFamily=Inter"


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """The design as an mxfile. Equal designs give equal bytes."""
    return "".join(f"{line}\n" for line in _Writer(design, catalog, look).lines()).encode()


def read(content: bytes, file: Path | str, catalog: Catalog) -> Reading:
    """The design in a draw.io file of ours, with a note for each shape that is not. Raises FormatError."""
    del catalog
    try:
        root = read_xml(content, file=file)
    except InputError as error:
        raise FormatError(error.problem, file=error.file, line=error.line, remedy=error.remedy) from error
    return _Reader(_cells(root, file), file).reading()


class _Writer:
    def __init__(self, design: Design, catalog: Catalog, look: Look) -> None:
        self._design = design
        self._catalog = catalog
        self._theme = theme(look.theme)
        self._icons = look.icons

    def lines(self) -> Iterator[str]:
        design = self._design
        name = showable(design.header.title) or "Architecture"
        yield '<mxfile host="Architecture Explorer">'
        yield f'  <diagram id="design" name={xml_attribute(name)}>'
        yield '    <mxGraphModel grid="1" gridSize="8" guides="1" page="0" math="0" shadow="0">'
        yield "      <root>"
        yield '        <mxCell id="0"/>'
        yield from _object(_LAYER, name, self._header(), '<mxCell parent="0"/>')
        for group in sorted(design.groups.values(), key=lambda group: (depth_of(group, design), group.id)):
            yield from self._group(group)
        for node_id in sorted(design.nodes):
            yield from self._node(design.nodes[node_id])
        for note_id in sorted(design.notes):
            yield from self._note(design.notes[note_id])
        for link_id in sorted(design.connections):
            yield from self._connection(design.connections[link_id])
        yield "      </root>"
        yield "    </mxGraphModel>"
        yield "  </diagram>"
        yield "</mxfile>"

    def _header(self) -> dict[str, str]:
        header = self._design.header
        more: dict[str, Any] = {"header": _more(header, _HEADER_NATIVE)}
        for collection in ("workloads", "suppressions"):
            records = getattr(self._design, collection)
            more[collection] = [plain_record(records[record_id]) for record_id in sorted(records)]
        native = {"title": header.title, "story": header.story, "region": header.region}
        return {"archex": "design", **native, **_json({key: value for key, value in more.items() if value})}

    def _node(self, node: Node) -> Iterator[str]:
        service = self._catalog.service(node.service)
        category = service.category if service else "concept"
        name = short_name(service.name if service else node.service)
        parent, more = self._parent(node.group, _more(node, _NATIVE | {"group"}), "group")
        data = {"archex": "node", "service": node.service, **({} if node.label else {"unnamed": name})}
        colors = self._theme.colors
        style = (
            f"label;{_FONT};rounded=1;absoluteArcSize=1;arcSize=20;fontSize=13;fontStyle=1;align=left;"
            f"verticalAlign=middle;spacing=7;spacingLeft=48;imageWidth=40;imageHeight=40;"
            f"fillColor={colors['surface']};strokeColor={colors['border_strong']};fontColor={colors['text']};"
            f"image={_image(icon(node.service, category, self._icons), category, self._theme.name)};"
        )
        place = self._geometry(node.x, node.y, TILE_WIDTH, TILE_HEIGHT, parent)
        cell = f'<mxCell style="{style}" vertex="1" parent={xml_attribute(parent)}>{place}</mxCell>'
        yield from _object(f"node.{node.id}", node.label or name, {**data, **_json(more)}, cell)

    def _group(self, group: Group) -> Iterator[str]:
        parent, more = self._parent(group.parent, _more(group, _NATIVE | {"parent"}), "parent")
        colors = self._theme.colors
        dashed = "dashed=1;" if group.kind in {"region", "subnet"} else ""
        style = (
            f"{_FONT};rounded=1;absoluteArcSize=1;arcSize=24;container=1;collapsible=0;dropTarget=1;{dashed}"
            f"align=left;verticalAlign=top;spacingLeft=8;spacingTop=2;fontSize=11;fontStyle=1;"
            f"fillColor={colors['group']};strokeColor={colors['group_border']};fontColor={colors['muted']};"
        )
        place = self._geometry(group.x, group.y, group.width, group.height, parent)
        cell = f'<mxCell style="{style}" vertex="1" parent={xml_attribute(parent)}>{place}</mxCell>'
        yield from _object(f"group.{group.id}", group.label, {"archex": "group", **_json(more)}, cell)

    def _note(self, note: Note) -> Iterator[str]:
        colors = self._theme.colors
        style = (
            f"shape=note;{_FONT};size=14;align=left;verticalAlign=top;spacing=8;fontSize=12;"
            f"fillColor={colors['note']};strokeColor={colors['note_border']};fontColor={colors['text']};"
        )
        place = self._geometry(note.x, note.y, note.width, note.height, _LAYER)
        cell = f'<mxCell style="{style}" vertex="1" parent="{_LAYER}">{place}</mxCell>'
        data = {"archex": "note", **_json(_more(note, _NATIVE))}
        yield from _object(f"note.{note.id}", note.text, data, cell)

    def _connection(self, link: Connection) -> Iterator[str]:
        arrow = self._theme.arrow(link.mechanism)
        dash = f"dashed=1;dashPattern={' '.join(f'{part:g}' for part in arrow.dash)};" if arrow.dash else ""
        colors = self._theme.colors
        style = (
            f"edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;fontFamily=Inter;fontSize=11;{dash}"
            f"strokeColor={arrow.color};strokeWidth={arrow.width:g};{_HEADS[arrow.head]};endSize=6;"
            f"fontColor={colors['muted']};labelBackgroundColor={colors['surface']};"
        )
        ends = f"source={xml_attribute(f'node.{link.source}')} target={xml_attribute(f'node.{link.target}')}"
        cell = (
            f'<mxCell style="{style}" edge="1" parent="{_LAYER}" {ends}>'
            '<mxGeometry relative="1" as="geometry"/></mxCell>'
        )
        data = {"archex": "connection", "mechanism": link.mechanism, **_json(_more(link, _NATIVE))}
        yield from _object(f"connection.{link.id}", link.label, data, cell)

    def _parent(self, group_id: str, more: dict[str, Any], key: str) -> tuple[str, dict[str, Any]]:
        """The cell to be placed in; a group that cannot be one is kept in words."""
        group = self._design.groups.get(group_id)
        if group and not self._is_circular(group):
            return f"group.{group_id}", more
        return _LAYER, {**more, **({key: group_id} if group_id else {})}

    def _is_circular(self, group: Group) -> bool:
        seen = {group.id}
        while group.parent in self._design.groups:
            group = self._design.groups[group.parent]
            if group.id in seen:
                return True
            seen.add(group.id)
        return False

    def _geometry(self, x: float, y: float, wide: float, high: float, parent: str) -> str:
        around = self._design.groups.get(parent.removeprefix("group.")) if parent != _LAYER else None
        left, top = (x - around.x, y - around.y) if around else (x, y)
        numbers = " ".join(
            f'{key}="{_number(value)}"'
            for key, value in (("x", left), ("y", top), ("width", wide), ("height", high))
        )
        return f'<mxGeometry {numbers} as="geometry"/>'


def _object(cell_id: str, label: str, data: Mapping[str, str], cell: str) -> Iterator[str]:
    attributes = {"id": cell_id, "label": label, **data}
    written = " ".join(f"{key}={xml_attribute(value)}" for key, value in attributes.items())
    yield f"        <object {written}>"
    yield f"          {cell}"
    yield "        </object>"


def _more(record: Record, native: set[str]) -> dict[str, Any]:
    """What the shape itself does not show: plain values of the record's other fields."""
    plain = plain_record(record)
    return {key: value for key, value in plain.items() if key not in native and (value or key != "settings")}


def _json(values: Mapping[str, Any]) -> dict[str, str]:
    return {"archex_more": msgspec.json.encode(clean(values)).decode()} if values else {}


def _number(value: float) -> str:
    rounded = round(float(value), 4)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)


@cache
def _image(drawing: Icon, category: str, theme_name: str) -> str:
    """The icon as draw.io wants data in a style: base64, but without the word, whose semicolon ends a style."""
    look = theme(theme_name)
    color = look.categories[category]
    ground = mixed(color, look.colors["surface"], 0.86)
    drawn = icon_svg(drawing, color, ground, 40)
    return "data:image/svg+xml," + b64encode(drawn.encode()).decode()


class _Cell(NamedTuple):
    """A shape of the file: its data, its place relative to its parent, and its ends where it is a line."""

    data: Mapping[str, str]
    parent: str
    source: str
    target: str
    geometry: Mapping[str, float]


class _Reader:
    def __init__(self, cells: Mapping[str, _Cell], file: Path | str) -> None:
        self._cells = cells
        self._file = file
        self._notes: list[str] = []

    def reading(self) -> Reading:
        header = self._cells.get(_LAYER)
        kinds = {cell_id: cell.data.get("archex", "") for cell_id, cell in self._cells.items()}
        if not any(kind in {"design", *_KINDS} for kind in kinds.values()):
            problem = "holds no shapes of Architecture Explorer"
            raise FormatError(problem, file=self._file, remedy="open a draw.io file that it has exported")
        records = self._header(header) if header and kinds[_LAYER] == "design" else []
        nodes = {_record_id(cell_id) for cell_id, kind in kinds.items() if kind == "node"}
        for cell_id, kind in kinds.items():
            if kind in _KINDS and (kind != "connection" or self._has_ends(cell_id, nodes)):
                records.append(self._record(cell_id, kind))
        foreign = sum(not kind for cell_id, kind in kinds.items() if cell_id not in {"0", _LAYER})
        if foreign:
            self._notes.append(f"{foreign} shapes drawn in draw.io have no service and were left out")
        records = [record for record in records if not isinstance(record, Workload) or record.id in nodes]
        return Reading(design_of(records, self._file), tuple(self._notes))

    def _header(self, cell: _Cell) -> list[Record]:
        more = self._more(cell, "the design")
        native = {key: cell.data[key] for key in ("title", "story", "region") if key in cell.data}
        values = {**_mapping(more.get("header")), **native, "id": "design"}
        records: list[Record] = [record_of(Header, values, "the design", self._file)]
        for collection, kind in (("workloads", Workload), ("suppressions", Suppression)):
            entries = more.get(collection, [])
            listed = entries if isinstance(entries, list) else []
            records += [record_of(kind, _mapping(entry), collection, self._file) for entry in listed]
        return records

    def _record(self, cell_id: str, kind: str) -> Record:
        cell = self._cells[cell_id]
        values: dict[str, Any] = {**self._more(cell, cell_id), "id": _record_id(cell_id)}
        label = cell.data.get("label", "")
        values["text" if kind == "note" else "label"] = "" if label == cell.data.get("unnamed") else label
        if kind == "connection":
            values |= {"source": _record_id(cell.source), "target": _record_id(cell.target)}
            values["mechanism"] = cell.data.get("mechanism", "")
        else:
            values |= self._place(cell_id, cell, kind)
        if kind == "node":
            values["service"] = cell.data.get("service", "")
        record: Record = record_of(_KINDS[kind], values, cell_id, self._file)
        return record

    def _place(self, cell_id: str, cell: _Cell, kind: str) -> dict[str, Any]:
        x, y = self._corner(cell_id)
        place: dict[str, Any] = {"x": round(x, 4), "y": round(y, 4)}
        if kind != "node":
            place |= {key: cell.geometry[key] for key in ("width", "height") if key in cell.geometry}
        holder = self._cells.get(cell.parent)
        if kind != "note" and holder and holder.data.get("archex") == "group":
            place["parent" if kind == "group" else "group"] = _record_id(cell.parent)
        return place

    def _corner(self, cell_id: str) -> tuple[float, float]:
        """The absolute place: those of a shape and of all that hold it, together."""
        x = y = 0.0
        seen: set[str] = set()
        while cell_id in self._cells and cell_id not in seen:
            seen.add(cell_id)
            cell = self._cells[cell_id]
            x, y = x + cell.geometry.get("x", 0.0), y + cell.geometry.get("y", 0.0)
            cell_id = cell.parent
        return x, y

    def _has_ends(self, cell_id: str, nodes: set[str]) -> bool:
        cell = self._cells[cell_id]
        if _record_id(cell.source) in nodes and _record_id(cell.target) in nodes:
            return True
        self._notes.append(f"the connection {_record_id(cell_id)} lacks an end and was left out")
        return False

    def _more(self, cell: _Cell, place: str) -> dict[str, Any]:
        text = cell.data.get("archex_more")
        if text is None:
            return {}
        try:
            return _mapping(msgspec.json.decode(text))
        except (msgspec.DecodeError, RecursionError) as error:
            problem = f"the data 'archex_more' of {place} is not valid JSON"
            raise FormatError(problem, file=self._file, remedy="remove that entry in draw.io") from error


def _record_id(cell_id: str) -> str:
    kind, dot, record_id = cell_id.partition(".")
    return record_id if dot and kind in _KINDS else cell_id


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return value if isinstance(value, dict) else {}


def _cells(root: "Element", file: Path | str) -> dict[str, _Cell]:
    diagrams = root.findall("diagram") if root.tag == "mxfile" else [root]
    model = diagrams[0].find("mxGraphModel") if diagrams and root.tag == "mxfile" else root
    content = model.find("root") if model is not None and model.tag == "mxGraphModel" else None
    if content is None:
        problem = "holds no readable draw.io page"
        remedy = "save it in draw.io with 'Compressed' switched off"
        raise FormatError(problem, file=file, remedy=remedy)
    return dict(_cell(element, file) for element in content)


def _cell(element: "Element", file: Path | str) -> tuple[str, _Cell]:
    inner = element if element.tag == "mxCell" else element.find("mxCell")
    if inner is None:
        raise FormatError(f"the shape {element.get('id', '')} has no mxCell", file=file)
    geometry = inner.find("mxGeometry")
    return element.get("id", ""), _Cell(
        data={} if inner is element else element.attrib,
        parent=inner.get("parent", ""),
        source=inner.get("source", ""),
        target=inner.get("target", ""),
        geometry={} if geometry is None else _numbers(geometry.attrib, file),
    )


def _numbers(attributes: Mapping[str, str], file: Path | str) -> dict[str, float]:
    names = ("x", "y", "width", "height")
    try:
        return {name: float(attributes[name]) for name in names if name in attributes}
    except ValueError as error:
        raise FormatError("holds a place that is no number", file=file) from error


CODEC = Codec(
    id="drawio",
    title="draw.io diagram",
    suffixes=(".drawio", ".drawio.xml"),
    keeps=frozenset(Keeps),
    write=write,
    read=read,
)
