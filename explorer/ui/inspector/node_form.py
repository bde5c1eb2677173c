"""The inspector for one node."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.app.quantities import telling
from explorer.catalog.model import Service
from explorer.catalog.vocabulary import STATUSES
from explorer.design import edits
from explorer.design.records import SettingValue
from explorer.ui.inspector.fields import ChoiceField, FlagField, Form, TextField, setting_field, words_of
from explorer.ui.inspector.workload_form import WorkloadForm
from explorer.ui.plain import PlainLabel, separator, tooltip
from explorer.ui.theme import Appearance
from explorer.ui.words import amount, money


class NodeForm(QWidget):
    """Label, service, settings, workload, quantities and cost of a node."""

    def __init__(self, session: Session, appearance: Appearance, node_id: str) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._node_id = node_id
        self.keys = frozenset({f"nodes/{node_id}", f"workloads/{node_id}"})
        self.settings: dict[str, TextField | ChoiceField | FlagField] = {}
        node = session.design.nodes[node_id]
        self._service = session.catalog.service(node.service)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(9)
        self._add_head(node.service)
        self._add_settings()
        self.workload = WorkloadForm(session, appearance, node_id)
        if self._takes_load():
            self._section("What enters here")
            self._layout.addWidget(self.workload)
        else:
            self.workload.hide()
        self._answers = QVBoxLayout()
        self._answers.setSpacing(4)
        self._layout.addLayout(self._answers)
        self.refresh()
        self.refresh_answers()

    def refresh(self) -> None:
        """The node as it is now."""
        node = self._session.design.nodes.get(self._node_id)
        if node is None:
            return
        self.label.show_value(node.label)
        for setting_id, field in self.settings.items():
            value = node.settings.get(setting_id)
            if isinstance(field, TextField):
                field.show_value(words_of(value))
            elif isinstance(field, FlagField):
                default = self._service.setting(setting_id) if self._service else None
                field.show_value(value if value is not None else default.default if default else None)
            else:
                field.show_value(value)
        self.workload.refresh()

    def _add_head(self, service_id: str) -> None:
        service = self._service
        name = PlainLabel(service.name if service else service_id, role="title", wrap=True, selectable=True)
        icon = PlainLabel()
        icon.setPixmap(self._appearance.service_icon(self._session.catalog, service_id).pixmap(22, 22))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon)
        head.addWidget(name, 1)
        self._layout.addLayout(head)
        if service is None:
            self._layout.addWidget(
                PlainLabel("The catalog does not know this service.", role="badge-warning", wrap=True)
            )
        else:
            self._add_lifecycle(service)
            self._layout.addWidget(PlainLabel(service.summary, role="muted", wrap=True))
        self.label = TextField(
            self._appearance,
            "Label",
            parse=lambda text: (" ".join(text.split()), ""),
            keep=self._keep_label,
            default="the service's name",
        )
        form = Form()
        form.add("Label", self.label)
        self._layout.addWidget(form)

    def _add_lifecycle(self, service: Service) -> None:
        lifecycle = service.lifecycle
        if lifecycle.status == "active":
            return
        word = STATUSES[lifecycle.status]
        name = self._session.catalog.name(lifecycle.successor)
        parts = [f"{word} ({lifecycle.date})" if lifecycle.date else word, lifecycle.note]
        parts += [f"Use {name}"] if lifecycle.successor else []
        text = " ".join(f"{part.rstrip('.')}." for part in parts if part)
        badge = PlainLabel(
            text, role="badge-error" if lifecycle.status == "ended" else "badge-warning", wrap=True
        )
        badge.setToolTip(tooltip(word, f"Source: {lifecycle.source}" if lifecycle.source else ""))
        self._layout.addWidget(badge)

    def _add_settings(self) -> None:
        if self._service is None or not self._service.settings:
            return
        self._section("Settings")
        form = Form()
        for setting in self._service.settings:
            field = setting_field(
                self._appearance,
                setting,
                lambda value, one=setting.id: self._keep_setting(one, value),  # type: ignore[misc]  # bound per turn
            )
            self.settings[setting.id] = field
            bounds = ""
            if setting.low is not None and setting.high is not None:
                bounds = f"Usually between {setting.low:g} and {setting.high:g} {setting.unit}."
            form.add(
                setting.title,
                field,
                setting.help,
                bounds,
                f"Source: {setting.source}" if setting.source else "",
            )
        self._layout.addWidget(form)

    def _takes_load(self) -> bool:
        design = self._session.design
        is_source = self._service is not None and self._service.source_node
        return is_source or self._node_id in design.workloads or not design.entering(self._node_id)

    def _section(self, title: str) -> None:
        self._layout.addSpacing(4)
        self._layout.addWidget(separator())
        self._layout.addWidget(PlainLabel(title, role="section"))

    def refresh_answers(self) -> None:
        """Quantities and cost as they are now."""
        while (item := self._answers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._node_id in self._session.design.nodes:
            self._add_quantities()
            self._add_cost()

    def _add_quantities(self) -> None:
        told = list(telling(self._session, self._node_id))
        if not told:
            return
        self._answers.addWidget(separator())
        self._answers.addWidget(PlainLabel("What the flow comes to", role="section"))
        form = Form()
        for words, spread in told:
            value = PlainLabel(amount(spread, words.unit), wrap=True, selectable=True)
            if spread.expected is None:
                value.setProperty("role", "muted")
            form.add(words.title, value)
        self._answers.addWidget(form)

    def _add_cost(self) -> None:
        estimate = self._session.estimate
        items = [item for item in estimate.items if item.node == self._node_id]
        gaps = [gap for gap in estimate.unpriced if gap.node == self._node_id]
        self._answers.addWidget(separator())
        total = money(estimate.by_node.get(self._node_id, 0), at_least=bool(gaps))
        self._answers.addWidget(PlainLabel("Cost per month", role="section"))
        if items:
            self._answers.addWidget(PlainLabel(total, role="figure"))
        form = Form()
        for item in items:
            value = PlainLabel(money(item.usd), selectable=True)
            form.add(
                item.title,
                value,
                f"{amount(item.quantity, item.unit)}",
                f"Source: {item.source}",
                f"As of {item.as_of}, {item.confidence}",
            )
        for gap in gaps:
            form.add_wide(PlainLabel(f"{gap.title}: not priced, {gap.reason}", role="muted", wrap=True))
        if not items and not gaps:
            form.add_wide(PlainLabel("Nothing is charged for it by itself.", role="muted", wrap=True))
        self._answers.addWidget(form)

    def _keep_label(self, value: object) -> None:
        node = self._session.design.nodes[self._node_id]
        self._session.do("Edit label", edits.set_fields(node, label=str(value or "")))

    def _keep_setting(self, setting_id: str, value: SettingValue) -> None:
        node = self._session.design.nodes[self._node_id]
        title = self._service.setting(setting_id) if self._service else None
        words = f"Set {title.title.lower()}" if title else "Set"
        self._session.do(words, edits.set_setting(node, setting_id, value))
