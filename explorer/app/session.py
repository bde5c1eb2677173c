"""A working session: one design, its history and selection, and the answers about it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from explorer.catalog import Catalog
from explorer.cost import Estimate, estimate
from explorer.design import Change, Design, History, edits
from explorer.design.records import Connection, Group, Node, Note, Record, key_of
from explorer.errors import DesignError, InputError
from explorer.flow import Flow, FlowResult
from explorer.formats import Look, Reading, codec_for
from explorer.rules import Answered, Checks, Finding
from explorer.signal import Signal
from explorer.storage import write_atomically
from explorer.yaml_reader import read_bytes

if TYPE_CHECKING:
    from explorer.app.templates import Template
    from explorer.rules.explain import Explanation

PASTE_OFFSET = 24.0
Result = TypeVar("Result")


class Selection:
    """Keys of the chosen records, such as ``nodes/recordings``."""

    def __init__(self) -> None:
        self.keys: frozenset[str] = frozenset()
        self.changed: Signal[frozenset[str]] = Signal()

    def set(self, keys: Iterable[str]) -> None:
        """Choose exactly these."""
        keys = frozenset(keys)
        if keys != self.keys:
            self.keys = keys
            self.changed.emit(keys)

    def toggle(self, key: str) -> None:
        """Choose it, or no longer."""
        self.set(self.keys ^ {key})

    def clear(self) -> None:
        """Choose nothing."""
        self.set(())

    def ids(self, collection: str) -> list[str]:
        """Ids of the chosen records of a collection, sorted."""
        prefix = f"{collection}/"
        return sorted(key.removeprefix(prefix) for key in self.keys if key.startswith(prefix))


def at_once(work: Callable[[], Result], finish: Callable[[Result], None]) -> None:
    """Do the work here and now, then finish."""
    finish(work())


class Session:
    """What a shell works with. Edits go through `do`; answers are worked out when asked for, and kept.

    Signals: ``document_replaced`` after new or open; ``changed`` with each change of the present design;
    ``saved`` after the file on disk is up to date.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.selection = Selection()
        self.document_replaced: Signal[None] = Signal()
        self.changed: Signal[Change] = Signal()
        self.saved: Signal[None] = Signal()
        self.path: Path | None = None
        self.clipboard = ""
        self.aside = at_once
        """Runs slow work on copies, then its finish on this thread; a window puts a worker here."""
        self._use(Design())

    def _use(self, design: Design) -> None:
        self.design = design
        self._engine: Flow | None = None
        self._checks = Checks(design, self.catalog)
        self.history = History(design)
        self._forget()
        self.selection.clear()
        design.changed.connect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        self._forget()
        if self._engine is not None:
            self._engine.update(change)
        self._checks.update(change)
        kept = {key for key in self.selection.keys if self.design.record(key) is not None}
        self.changed.emit(change)
        self.selection.set(kept)

    def _forget(self) -> None:
        self._flow: FlowResult | None = None
        self._findings: list[Finding] | None = None
        self._estimate: Estimate | None = None

    @property
    def flow(self) -> FlowResult:
        """What the load does to the design as it stands."""
        if self._flow is None:
            self._engine = self._engine or Flow(self.design, self.catalog)
            self._flow = self._engine.result
        return self._flow

    @property
    def findings(self) -> list[Finding]:
        """What the rules find in the design as it stands."""
        if self._findings is None:
            self._findings = self._checks.findings(self.flow)
        return self._findings

    @property
    def answered(self) -> list[Answered]:
        """What the rules find and the user answers for, in the same order."""
        assert self.findings is not None  # noqa: S101 - asked for: what is answered is found with them
        return self._checks.answered

    def explained(self, *findings: Finding) -> "Iterator[Explanation]":
        """What stands behind the findings, in the numbers of the design as it stands."""
        from explorer.rules.explain import explanations  # noqa: PLC0415 - only who asks why

        costs = self.estimate.by_node
        return explanations(findings, self.design, self.catalog, self.flow, costs=costs)

    @property
    def findings_by_node(self) -> dict[str, dict[str, int]]:
        """How many findings of each severity go to each node: what a tile shows."""
        counts: dict[str, dict[str, int]] = {}
        for finding in self.findings:
            for node_id in finding.nodes[:1]:
                at = counts.setdefault(node_id, {})
                at[finding.severity] = at.get(finding.severity, 0) + 1
        return counts

    @property
    def estimate(self) -> Estimate:
        """What the design as it stands costs in a month."""
        if self._estimate is None:
            self._estimate = estimate(self.design, self.catalog, self.flow)
        return self._estimate

    @property
    def title(self) -> str:
        """The design's name for a window: its title, else its file's name."""
        return self.design.header.title or (self.path.name if self.path else "Untitled design")

    @property
    def is_modified(self) -> bool:
        """Whether something would be lost by closing now."""
        return not self.history.is_saved

    def do(self, label: str, change: Change) -> None:
        """Make a change as one undo step."""
        self.history.do(label, change)

    def undo(self) -> None:
        """Take the last step back."""
        self.history.undo()

    def redo(self) -> None:
        """Make the step last taken back again."""
        self.history.redo()

    def new(self) -> None:
        """Start an empty design."""
        self.use(Design())

    def use(self, design: Design) -> None:
        """Work on a design that has no file of its own."""
        self._replace(design, None)

    def start_from(self, template: "Template") -> None:
        """Start from a template, as a design of one's own that has no file yet."""
        from explorer.app.templates import design_of  # noqa: PLC0415 - only shells that offer templates

        self.use(design_of(template, self.catalog))

    def open(self, path: Path, *, format_id: str = "") -> tuple[str, ...]:
        """Open a file in any format that can be read; returns what could not be taken as it stood.

        Raises InputError or UsageError, and then the present design stays.
        """
        reading = read_design(path, self.catalog, format_id=format_id)
        native = codec_for(path, format_id=format_id).id == "archex"
        self._replace(reading.design, path if native else None)
        return reading.notes

    def _replace(self, design: Design, path: Path | None) -> None:
        self.path = path
        self._use(design)
        self.document_replaced.emit(None)

    def save(self, path: Path | None = None) -> None:
        """Write the design to its file, or to a new one. Raises OutputError; the old file then still stands."""
        target = path or self.path
        if target is None:
            raise ValueError("a design without a file is saved under a name")
        content = written(self.design, self.catalog, target, format_id="archex")
        try:
            read_content(content, target, self.catalog, format_id="archex")
        except InputError as error:  # never over a good file with what would not open again
            raise DesignError(f"would not open again ({error.problem})", file=target) from error
        write_atomically(target, content)
        self.path = target
        self.history.mark_saved()
        self.saved.emit(None)

    def export(self, path: Path, *, look: Look | None = None, format_id: str = "") -> None:
        """Write the design in another format; the session's own file is not touched."""
        write_atomically(path, written(self.design, self.catalog, path, look=look, format_id=format_id))

    def selected_records(self) -> list[Record]:
        """The chosen records, with the connections between chosen nodes and their workloads."""
        keys = dict.fromkeys(sorted(self.selection.keys))
        chosen = {key.removeprefix("nodes/") for key in keys if key.startswith("nodes/")}
        for link in self.design.connections.values():
            if link.source in chosen and link.target in chosen:
                keys[key_of(link)] = None
        for node_id in sorted(chosen & set(self.design.workloads)):
            keys[f"workloads/{node_id}"] = None
        return [record for key in keys if (record := self.design.record(key)) is not None]

    def copy(self) -> str:
        """The selection as text in the native format, also kept as the session's clipboard."""
        records = self.selected_records()
        nodes = {record.id for record in records if isinstance(record, Node)}
        part = Design(record for record in records if not _is_cut_off(record, nodes))
        self.clipboard = written(part, self.catalog, "clipboard", format_id="archex").decode()
        return self.clipboard

    def cut(self) -> None:
        """Copy the selection, then delete it."""
        self.copy()
        self._delete("Cut")

    def paste(self, text: str | None = None) -> None:
        """Put in what was copied, a little aside, and choose it. Raises InputError for text that is no design."""
        text = self.clipboard if text is None else text
        if text.strip():
            part = read_content(text.encode(), "clipboard", self.catalog, format_id="archex").design
            self._paste("Paste", [record for record in part.records() if record.collection != "header"])

    def duplicate(self) -> None:
        """Copies of the selection, a little aside, chosen."""
        self._paste("Duplicate", self.selected_records())

    def _paste(self, label: str, records: list[Record]) -> None:
        change = edits.paste(self.design, records, dx=PASTE_OFFSET, dy=PASTE_OFFSET)
        self.do(label, change)
        self.selection.set(key for key in change.after if key.split("/")[0] in {"nodes", "groups", "notes"})

    def delete_selection(self) -> None:
        """Remove what is chosen, with the connections of removed nodes."""
        self._delete("Delete")

    def _delete(self, label: str) -> None:
        count = len(self.selection.keys)
        words = f"{label} {count} items" if count > 1 else label
        self.do(words, edits.delete(self.design, self.selection.keys))

    def select_all(self) -> None:
        """Choose every node, group and note."""
        everything: list[Node | Group | Note] = [
            *self.design.nodes.values(),
            *self.design.groups.values(),
            *self.design.notes.values(),
        ]
        self.selection.set(key_of(record) for record in everything)

    def arrange(self) -> None:
        """Lay out the chosen nodes, or all where fewer than two are chosen, along the flow.

        It is worked out `aside`, on a copy; where the design has changed by then, the result is dropped.
        """
        from explorer.app.arranging import arranged  # noqa: PLC0415 - brings NumPy

        design, done = self.design, self.history.mark()
        chosen = self.selection.ids("nodes")
        nodes = chosen if len(chosen) > 1 else list(design.nodes)
        copy = design.copy()

        def finish(change: Change) -> None:
            if self.design is design and self.history.mark() == done:
                self.do("Arrange", change)

        self.aside(lambda: arranged(copy, nodes), finish)


def _is_cut_off(record: Record, nodes: set[str]) -> bool:
    """Whether it is a connection that a copy would leave without one of its ends."""
    return isinstance(record, Connection) and not {record.source, record.target} <= nodes


def read_design(path: Path, catalog: Catalog, *, format_id: str = "") -> Reading:
    """The design in a file. Raises InputError or UsageError with one sentence."""
    return read_content(read_bytes(path), path, catalog, format_id=format_id)


def read_content(content: bytes, name: Path | str, catalog: Catalog, *, format_id: str = "") -> Reading:
    """The design in these bytes; ``name`` tells the format, unless that is given, and is blamed in errors."""
    codec = codec_for(name, format_id=format_id)
    if codec.read is None:
        raise InputError(f"is in a format that can only be written ({codec.title})", file=name)
    return codec.read(content, name, catalog)


def written(
    design: Design, catalog: Catalog, name: Path | str, *, look: Look | None = None, format_id: str = ""
) -> bytes:
    """The bytes of the design in the format that the name or the id tells."""
    codec = codec_for(name, format_id=format_id)
    if codec.write is None:
        raise InputError(f"is in a format that can only be read ({codec.title})", file=name)
    return codec.write(design, catalog, look or Look())
