"""What enters the design at a node, by kind and amount; ranges as ``low / expected / high``."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.catalog.model import DATA_KINDS
from explorer.design import Workload, edits
from explorer.ui.inspector.fields import ChoiceField, Form, TextField, parse_range, range_words
from explorer.ui.plain import PlainLabel
from explorer.ui.theme import Appearance

_FIELDS = (
    ("items_per_month", "Per month", "items", "How many enter in a month"),
    ("items_per_s", "Per second", "items", "The mean rate; use this or the number per month"),
    ("item_kb", "Size", "KB", "Size of one item"),
    ("seconds", "Length", "s", "Seconds of sound or video in one item"),
    ("characters", "Characters", "", "Characters of text in one item"),
    ("pages", "Pages", "", "Pages in one item"),
    ("peak_ratio", "Peak ratio", "times", "The busiest hour's rate over the mean"),
)
_ONLY_FOR = {
    "seconds": {"audio", "video", "objects"},
    "characters": {"text", "records", "objects", "document"},
    "pages": {"document", "image", "objects"},
}
_EXCLUDES = {"items_per_month": "items_per_s", "items_per_s": "items_per_month"}


class WorkloadForm(QWidget):
    """States, changes or removes the workload of a node. Each edit is one undo step."""

    def __init__(self, session: Session, appearance: Appearance, node_id: str) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._node_id = node_id
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.fields: dict[str, TextField] = {}
        self._kind: ChoiceField | None = None
        self._built_for: str | None = None
        self._content: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        """The workload as it is now."""
        workload = self._workload()
        kind = workload.kind if workload else ""
        if kind != self._built_for or self._content is None:
            self._build(kind)
        if workload is None:
            return
        if self._kind is not None:
            self._kind.show_value(workload.kind)
        for name, field in self.fields.items():
            value = getattr(workload, name)
            field.show_value("" if name == "peak_ratio" and value == 1.0 else range_words(value))

    def _build(self, kind: str) -> None:
        self._built_for = kind
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.fields, self._kind = {}, None
        self._content = self._stated(kind) if kind else self._unstated()
        self._layout.addWidget(self._content)

    def _unstated(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            PlainLabel(
                "State what enters here, and the load is followed through the design.",
                role="muted",
                wrap=True,
            )
        )
        button = QPushButton(self._appearance.icon("add"), "State a workload")
        button.clicked.connect(lambda: self._set(Workload(id=self._node_id, kind=self._likely_kind())))
        layout.addWidget(button)
        return box

    def _stated(self, kind: str) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        form = Form()
        kinds: list[tuple[object, str]] = [(name, name) for name in DATA_KINDS]
        self._kind = ChoiceField("Kind of data", kinds, keep=lambda value: self._set_field("kind", value))
        form.add("Kind", self._kind, "What one item is.")
        for name, title, unit, help_text in _FIELDS:
            if kind in _ONLY_FOR.get(name, {kind}):
                field = TextField(
                    self._appearance,
                    title,
                    parse=parse_range,
                    keep=lambda value, name=name: self._set_field(name, value),  # type: ignore[misc]  # bound per turn
                    unit=unit,
                    default="1" if name == "peak_ratio" else "not stated",
                )
                form.add(title, field, help_text, "One number, or low / expected / high.")
                self.fields[name] = field
        layout.addWidget(form)
        remove = QPushButton("Remove the workload")
        remove.clicked.connect(self._remove)
        layout.addWidget(remove)
        return box

    def _workload(self) -> Workload | None:
        return self._session.design.workloads.get(self._node_id)

    def _likely_kind(self) -> str:
        service = self._session.catalog.service(self._session.design.nodes[self._node_id].service)
        return service.produces[0] if service and service.produces else "records"

    def _set_field(self, name: str, value: object) -> None:
        workload = self._workload()
        if workload is None:
            return
        fields = {name: 1.0 if name == "peak_ratio" and value is None else value}
        if value is not None and name in _EXCLUDES:
            fields[_EXCLUDES[name]] = None
        self._session.do("Edit workload", edits.set_fields(workload, **fields))

    def _set(self, workload: Workload) -> None:
        self._session.do("State a workload", edits.set_workload(self._session.design, workload))

    def _remove(self) -> None:
        change = edits.delete(self._session.design, {f"workloads/{self._node_id}"})
        self._session.do("Remove the workload", change)
