"""The edits people make, as functions from a design to a Change. They decide nothing about AWS."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from explorer.design.change import Change, added, removed, replaced
from explorer.design.design import Design
from explorer.design.records import (
    Connection,
    Group,
    Node,
    Note,
    Record,
    SettingValue,
    Suppression,
    Workload,
    key_of,
)
from explorer.errors import EditError


def fresh_id(wanted: str, taken: Collection[str]) -> str:
    """A slug of ``wanted``, numbered where it is taken: ``orders``, then ``orders-2``."""
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:40] or "item"
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def add_node(design: Design, service: str, *, x: float, y: float, label: str = "", group: str = "") -> Change:
    """A new node of that service; its id is made from the label, else from the service."""
    node_id = fresh_id(label or service, design.nodes)
    return added([Node(id=node_id, service=service, label=label, x=x, y=y, group=group)])


def connect(design: Design, source: str, target: str, mechanism: str, *, label: str = "") -> Change:
    """A new connection between two nodes."""
    link_id = fresh_id(f"{source}-to-{target}", design.connections)
    return added([Connection(id=link_id, source=source, target=target, mechanism=mechanism, label=label)])


def reconnect(design: Design, link_id: str, *, source: str, target: str, mechanism: str) -> Change:
    """Lead a connection elsewhere; its id, label and share stay."""
    old = design.connections[link_id]
    return replaced([(old, replace(old, source=source, target=target, mechanism=mechanism))])


def insert_node(design: Design, link_id: str, node: Node, mechanisms: tuple[str, str]) -> Change:
    """Put a new node into a connection, which becomes two: to the node by the first mechanism, on by the second."""
    old = design.connections[link_id]
    first = replace(old, target=node.id, mechanism=mechanisms[0])
    on = Connection(
        id=fresh_id(f"{node.id}-to-{old.target}", design.connections),
        source=node.id,
        target=old.target,
        mechanism=mechanisms[1],
    )
    return added([node, on]).then(replaced([(old, first)]))


def move(design: Design, keys: Iterable[str], *, dx: float, dy: float) -> Change:
    """Nodes, groups and notes moved by a distance. A group takes its members and inner groups along."""
    pairs = []
    for key in _with_members(design, keys):
        record = design.record(key)
        if isinstance(record, Node | Group | Note):
            pairs.append((record, replace(record, x=record.x + dx, y=record.y + dy)))
    return replaced(pairs)


def place(design: Design, positions: Mapping[str, tuple[float, float]]) -> Change:
    """Nodes at these positions (by node id), as after an automatic layout."""
    pairs = [(design.nodes[key], replace(design.nodes[key], x=x, y=y)) for key, (x, y) in positions.items()]
    return replaced(pairs)


def delete(design: Design, keys: Iterable[str]) -> Change:
    """Records removed, with the connections and workloads of removed nodes; members of a group are set free."""
    gone = {key for key in keys if design.record(key) is not None and not key.startswith("header/")}
    for key in list(gone):
        collection, _, record_id = key.partition("/")
        if collection == "nodes":
            gone |= {key_of(link) for link in design.touching(record_id)}
            gone |= {f"workloads/{record_id}"} & {f"workloads/{key}" for key in design.workloads}
    records = [record for key in sorted(gone) if (record := design.record(key)) is not None]
    freed = _set_free(design, gone)
    return removed(records).then(replaced(freed)) if freed else removed(records)


def set_fields(record: Record, **fields: Any) -> Change:  # noqa: ANN401 - the record's own fields
    """One record with other values in some of its fields; its id cannot change."""
    if "id" in fields:
        raise EditError("an id cannot be changed; make a new record")
    return replaced([(record, replace(record, **fields))])


def set_setting(node: Node, setting_id: str, value: SettingValue) -> Change:
    """A setting of a node; None goes back to the catalog's default."""
    settings = {key: old for key, old in node.settings.items() if key != setting_id}
    if value is not None:
        settings[setting_id] = value
    return replaced([(node, replace(node, settings=settings))])


def set_workload(design: Design, workload: Workload) -> Change:
    """What enters at a node, new or in place of what was said before."""
    if workload.id not in design.nodes:
        raise EditError(f"there is no node '{workload.id}' for the workload to enter at")
    old = design.workloads.get(workload.id)
    return replaced([(old, workload)]) if old else added([workload])


def add_group(
    design: Design, members: Iterable[str], *, kind: str = "frame", label: str = "", box: tuple[float, ...]
) -> Change:
    """A frame (``box``: x, y, width, height) that the nodes become members of."""
    x, y, width, height = box
    group_id = fresh_id(label or kind, design.groups)
    group = Group(id=group_id, kind=kind, label=label, x=x, y=y, width=width, height=height)  # type: ignore[arg-type]
    pairs = [(design.nodes[node], replace(design.nodes[node], group=group_id)) for node in members]
    return added([group]).then(replaced(pairs)) if pairs else added([group])


def add_note(design: Design, text: str, *, x: float, y: float) -> Change:
    """A note with that text."""
    return added([Note(id=fresh_id("note", design.notes), text=text, x=x, y=y)])


def suppress(design: Design, rule: str, *, at: str, reason: str, source: str = "") -> Change:
    """The user's answer to a finding: no longer shown there, for this reason."""
    record_id = fresh_id(f"{rule}-{at}", design.suppressions)
    return added([Suppression(id=record_id, rule=rule, at=at, reason=reason, source=source)])


def paste(design: Design, records: Iterable[Record], *, dx: float = 0, dy: float = 0) -> Change:
    """Copies of the records under new ids, moved by a distance.

    Connections come along when both ends do; a copied node stays in its group when that is not copied too.
    """
    listed = list(records)
    names: dict[str, str] = {}
    for collection, kind in (("nodes", Node), ("groups", Group), ("notes", Note)):
        taken = set(getattr(design, collection))
        for record in (record for record in listed if isinstance(record, kind)):
            names[key_of(record)] = fresh_id(record.id, taken)
            taken.add(names[key_of(record)])
    taken_links = set(design.connections)
    copies = [
        copy for record in listed if (copy := _pasted(record, names, taken_links, design, dx, dy)) is not None
    ]
    return added(copies)


def _pasted(
    record: Record, names: Mapping[str, str], links: set[str], design: Design, dx: float, dy: float
) -> Record | None:
    new_id = names.get(key_of(record), "")
    if isinstance(record, Node):
        group = names.get(f"groups/{record.group}", record.group if record.group in design.groups else "")
        return replace(record, id=new_id, x=record.x + dx, y=record.y + dy, group=group)
    if isinstance(record, Group):
        parent = names.get(f"groups/{record.parent}", record.parent if record.parent in design.groups else "")
        return replace(record, id=new_id, x=record.x + dx, y=record.y + dy, parent=parent)
    if isinstance(record, Note):
        return replace(record, id=new_id, x=record.x + dx, y=record.y + dy)
    if isinstance(record, Workload) and f"nodes/{record.id}" in names:
        return replace(record, id=names[f"nodes/{record.id}"])
    if isinstance(record, Connection):
        source, target = names.get(f"nodes/{record.source}"), names.get(f"nodes/{record.target}")
        if source and target:
            link_id = fresh_id(f"{source}-to-{target}", links)
            links.add(link_id)
            return replace(record, id=link_id, source=source, target=target)
    return None


def _with_members(design: Design, keys: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}

    def visit(key: str) -> None:
        if key in found:
            return
        found[key] = None
        collection, _, record_id = key.partition("/")
        if collection == "groups":
            for node in design.members(record_id):
                visit(key_of(node))
            for inner in [group for group in design.groups.values() if group.parent == record_id]:
                visit(key_of(inner))

    for key in keys:
        visit(key)
    return list(found)


def _set_free(design: Design, gone: set[str]) -> list[tuple[Record, Record]]:
    """Members of removed groups, without their group."""
    nodes = [node for node in design.nodes.values() if f"groups/{node.group}" in gone]
    groups = [group for group in design.groups.values() if f"groups/{group.parent}" in gone]
    freed: list[tuple[Record, Record]] = [(node, replace(node, group="")) for node in nodes]
    freed += [(group, replace(group, parent="")) for group in groups]
    return [(old, new) for old, new in freed if key_of(old) not in gone]
