"""What enters the design at a node, by kind and amount; ranges as ``low / expected / high``."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.catalog.model import DATA_KINDS
from explorer.design import Workload, edits
from explorer.design.records import Range
from explorer.design.shapes import peak_ratio_of
from explorer.ui.inspector.fields import ChoiceField, Form, TextField, parse_range, range_words
from explorer.ui.plain import PlainLabel, tooltip
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
_OWN = "own"
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
        self.week: ChoiceField | None = None
        self._built_for: tuple[str, bool] | None = None
        self._content: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        """The workload as it is now."""
        workload = self._workload()
        kind = workload.kind if workload else ""
        has_own = workload is not None and _has_own_weights(workload)
        if (kind, has_own) != self._built_for:
            self._build(kind, has_own=has_own)
        if workload is None:
            return
        if self._kind is not None:
            self._kind.show_value(workload.kind)
        if self.week is not None:
            self.week.show_value(_OWN if has_own else workload.shape)
        for name, field in self.fields.items():
            value = getattr(workload, name)
            field.show_value("" if name == "peak_ratio" and value == 1.0 else range_words(value))
        follows = peak_ratio_of(replace(workload, peak_ratio=1.0), self._session.catalog.shapes)
        self.fields["peak_ratio"].field.setPlaceholderText(_peak_words(follows))

    def _build(self, kind: str, *, has_own: bool) -> None:
        self._built_for = kind, has_own
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.fields, self._kind, self.week = {}, None, None
        self._content = self._stated(kind, has_own=has_own) if kind else self._unstated()
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

    def _stated(self, kind: str, *, has_own: bool) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        form = Form()
        kinds: list[tuple[object, str]] = [(name, name) for name in DATA_KINDS]
        self._kind = ChoiceField("Kind of data", kinds, keep=lambda value: self._set_field("kind", value))
        form.add("Kind", self._kind, "What one item is.")
        for name, title, unit, help_text in _FIELDS:
            if name == "peak_ratio":
                self.week = self._week_field(has_own=has_own)
                form.add("Week", self.week, "When in a usual week items come. The busiest hour follows.")
            if kind in _ONLY_FOR.get(name, {kind}):
                field = TextField(
                    self._appearance,
                    title,
                    parse=parse_range,
                    keep=lambda value, name=name: self._set_field(name, value),  # type: ignore[misc]  # bound per turn
                    unit=unit,
                    default="as the week has it" if name == "peak_ratio" else "not stated",
                )
                form.add(title, field, help_text, "One number, or low / expected / high.")
                self.fields[name] = field
        layout.addWidget(form)
        remove = QPushButton("Remove the workload")
        remove.clicked.connect(self._remove)
        layout.addWidget(remove)
        return box

    def _week_field(self, *, has_own: bool) -> ChoiceField:
        shapes = sorted(self._session.catalog.shapes.values(), key=lambda shape: shape.title)
        own: list[tuple[object, str]] = [(_OWN, "Own weights")] if has_own else []
        choices = [*own, ("", "not stated"), *((shape.id, shape.title) for shape in shapes)]
        field = ChoiceField("Week", choices, keep=self._set_week)
        for row, shape in enumerate(shapes, start=len(choices) - len(shapes)):
            tip = tooltip(shape.title, shape.note)
            field.box.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        return field

    def _set_week(self, value: object) -> None:
        workload = self._workload()
        if workload is not None and value != _OWN:
            change = edits.set_fields(workload, shape=value, hours=None, days=None)
            self._session.do("Edit workload", change)

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


def _has_own_weights(workload: Workload) -> bool:
    return workload.hours is not None or workload.days is not None


def _peak_words(ratio: Range | None) -> str:
    """What the peak is while none is stated."""
    if ratio is None:
        return "not known"
    return (
        "1"
        if ratio == 1.0
        else f"{range_words(round(ratio, 2) if isinstance(ratio, float) else ratio)}, by the week"
    )
