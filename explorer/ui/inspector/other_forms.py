"""The inspector for a frame, a note, or several things at once."""

from collections import Counter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.app import Session
from explorer.design import edits
from explorer.ui.inspector.fields import ChoiceField, Form, TextField
from explorer.ui.plain import PlainLabel
from explorer.ui.theme import Appearance
from explorer.ui.words import money, plural

_KINDS: list[tuple[object, str]] = [
    ("frame", "Frame"),
    ("account", "Account"),
    ("region", "Region"),
    ("vpc", "VPC"),
    ("subnet", "Subnet"),
]
_WORDS = {"nodes": "node", "connections": "connection", "groups": "frame", "notes": "note"}


class FrameForm(QWidget):
    """Kind and label of a frame."""

    def __init__(self, session: Session, appearance: Appearance, group_id: str) -> None:
        super().__init__()
        self._session = session
        self._group_id = group_id
        self.keys = frozenset({f"groups/{group_id}"})
        layout = _column(self)
        layout.addWidget(PlainLabel("Frame", role="title"))
        self.kind = ChoiceField("Kind", _KINDS, keep=lambda value: self._keep("kind", value))
        self.label = TextField(
            appearance,
            "Label",
            parse=lambda text: (text, ""),
            keep=lambda value: self._keep("label", value or ""),
            default="its kind",
        )
        form = Form()
        form.add("Kind", self.kind)
        form.add("Label", self.label)
        layout.addWidget(form)
        members = len(session.design.members(group_id))
        layout.addWidget(
            PlainLabel(f"Holds {plural(members, 'node')}. Drag nodes in or out.", role="muted", wrap=True)
        )
        self.refresh()

    def refresh(self) -> None:
        """The frame as it is now."""
        group = self._session.design.groups.get(self._group_id)
        if group is not None:
            self.kind.show_value(group.kind)
            self.label.show_value(group.label)

    def _keep(self, field: str, value: object) -> None:
        group = self._session.design.groups[self._group_id]
        self._session.do("Edit frame", edits.set_fields(group, **{field: value}))


class NoteForm(QWidget):
    """What a note says."""

    def __init__(self, session: Session, note_id: str) -> None:
        super().__init__()
        self._session = session
        self._note_id = note_id
        self.keys = frozenset({f"notes/{note_id}"})
        layout = _column(self)
        layout.addWidget(PlainLabel("Note", role="title"))
        self._text = PlainLabel(wrap=True, selectable=True)
        layout.addWidget(self._text)
        layout.addWidget(
            PlainLabel("Double-click the note, or press Enter, to edit it.", role="muted", wrap=True)
        )
        self.refresh()

    def refresh(self) -> None:
        """The note as it is now."""
        note = self._session.design.notes.get(self._note_id)
        self._text.setText((note.text if note else "") or "Empty")


class SeveralForm(QWidget):
    """What is selected, counted, and what it costs together."""

    keys: frozenset[str] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__()
        keys = session.selection.keys
        counts = Counter(key.partition("/")[0] for key in keys)
        layout = _column(self)
        layout.addWidget(PlainLabel(f"{plural(len(keys), 'item')} selected", role="title"))
        words = [
            plural(count, _WORDS[collection])
            for collection, count in sorted(counts.items())
            if collection in _WORDS
        ]
        layout.addWidget(PlainLabel(", ".join(words), role="muted", wrap=True))
        nodes = session.selection.ids("nodes")
        if nodes:
            by_node = session.estimate.by_node
            usd = sum(float(by_node.get(node, 0)) for node in nodes)
            layout.addWidget(PlainLabel(f"{money(usd)} per month", role="figure"))
        hint = "Drag to move them together, Ctrl+G puts a frame round them, Ctrl+Shift+L lays them out."
        layout.addWidget(PlainLabel(hint, role="muted", wrap=True))

    def refresh(self) -> None:
        """Counts change only with the selection."""


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(9)
    return layout
