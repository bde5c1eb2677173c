"""The design: records by id, indexes over them, and the one door through which they change."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explorer.design.change import Change
from explorer.design.records import (
    Connection,
    Group,
    Header,
    Node,
    Note,
    Record,
    Suppression,
    Workload,
    key_of,
)
from explorer.errors import EditError
from explorer.signal import Signal


class Design:
    """A document. Read its mappings freely; change it only through `apply`.

    ``changed`` is emitted after each change with the change itself: it names every record that differs.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.header = Header()
        self.nodes: dict[str, Node] = {}
        self.connections: dict[str, Connection] = {}
        self.groups: dict[str, Group] = {}
        self.notes: dict[str, Note] = {}
        self.workloads: dict[str, Workload] = {}
        self.suppressions: dict[str, Suppression] = {}
        self.changed: Signal[Change] = Signal()
        self._leaving: dict[str, dict[str, None]] = {}
        self._entering: dict[str, dict[str, None]] = {}
        for record in records:
            self._put(record)

    def records(self) -> Iterator[Record]:
        """Every record, the header first."""
        yield self.header
        for collection in self._collections().values():
            yield from collection.values()

    def record(self, key: str) -> Record | None:
        """The record with a key such as ``nodes/recordings``."""
        collection, _, record_id = key.partition("/")
        if collection == Header.collection:
            return self.header
        found: Record | None = self._collections()[collection].get(record_id)
        return found

    def leaving(self, node_id: str) -> list[Connection]:
        """Connections that start at the node, in the order they were made."""
        return [self.connections[key] for key in self._leaving.get(node_id, ())]

    def entering(self, node_id: str) -> list[Connection]:
        """Connections that end at the node, in the order they were made."""
        return [self.connections[key] for key in self._entering.get(node_id, ())]

    def touching(self, node_id: str) -> list[Connection]:
        """Connections that start or end at the node, each once."""
        keys = {**self._entering.get(node_id, {}), **self._leaving.get(node_id, {})}
        return [self.connections[key] for key in keys]

    def members(self, group_id: str) -> list[Node]:
        """Nodes whose group it is."""
        return [node for node in self.nodes.values() if node.group == group_id]

    def apply(self, change: Change) -> None:
        """Make the change, whole or not at all, and tell the subscribers.

        Raises EditError when the design is not in the state the change starts from, or when a connection
        would be left without one of its ends.
        """
        if not change:
            return
        for key, before in change.before.items():
            found = self.record(key)
            if found is not before and found != before:
                raise EditError(f"{key} has changed meanwhile, so this edit no longer fits")
        self._write(change)
        dangling = self._dangling(change)
        if dangling:
            self._write(change.inverted())
            raise EditError(dangling)
        self.changed.emit(change)

    def _write(self, change: Change) -> None:
        for key, record in change.after.items():
            if record is None:
                self._drop(key)
            else:
                self._put(record)

    def _dangling(self, change: Change) -> str:
        for key in change.after:
            collection, _, record_id = key.partition("/")
            if collection == "connections" and (link := self.connections.get(record_id)):
                lost = next((end for end in (link.source, link.target) if end not in self.nodes), None)
                if lost is not None:
                    return f"connection {record_id} would lead to '{lost}', which is not in the design"
            if collection == "nodes" and record_id not in self.nodes and self.touching(record_id):
                return f"'{record_id}' still has connections; remove those with it"
        return ""

    def _put(self, record: Record) -> None:
        if isinstance(record, Header):
            self.header = record
            return
        if isinstance(record, Connection):
            self._unlink(self.connections.get(record.id))
            self._leaving.setdefault(record.source, {})[record.id] = None
            self._entering.setdefault(record.target, {})[record.id] = None
        self._collections()[record.collection][record.id] = record

    def _drop(self, key: str) -> None:
        collection, _, record_id = key.partition("/")
        old = self._collections()[collection].pop(record_id, None)
        if isinstance(old, Connection):
            self._unlink(old)

    def _unlink(self, old: Connection | None) -> None:
        if old is not None:
            del self._leaving[old.source][old.id]
            del self._entering[old.target][old.id]

    def _collections(self) -> Mapping[str, dict[str, Any]]:
        return {
            "nodes": self.nodes,
            "connections": self.connections,
            "groups": self.groups,
            "notes": self.notes,
            "workloads": self.workloads,
            "suppressions": self.suppressions,
        }

    def copy(self) -> "Design":
        """An equal design with no subscribers; records are shared, being frozen."""
        return Design(self.records())

    def __eq__(self, other: object) -> bool:
        """Designs are equal when all their records are; order does not count."""
        if not isinstance(other, Design):
            return NotImplemented
        mine = {key_of(record): record for record in self.records()}
        return mine == {key_of(record): record for record in other.records()}

    __hash__ = None  # type: ignore[assignment]  # a design changes
