"""The inspector panel: the form that suits the selection, made anew when that changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.design import Change, Connection, Group, Node, Note
from explorer.ui.inspector.connection_form import ConnectionForm
from explorer.ui.inspector.design_form import DesignForm
from explorer.ui.inspector.node_form import NodeForm
from explorer.ui.inspector.other_forms import FrameForm, NoteForm, SeveralForm
from explorer.ui.theme import Appearance

InspectorForm = NodeForm | ConnectionForm | DesignForm | FrameForm | NoteForm | SeveralForm


class Inspector(QScrollArea):
    """Shows one form; a change of the shown record refreshes it in place, so the keyboard stays where it is."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self.form: InspectorForm | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Inspector")
        self.setMinimumWidth(260)
        session.selection.changed.connect(lambda _keys: self.rebuild())
        session.document_replaced.connect(lambda _none: self.rebuild())
        session.changed.connect(self._on_changed)
        self.rebuild()

    def rebuild(self) -> None:
        """The form for what is selected now."""
        keys = sorted(self._session.selection.keys)
        self.form = self._made(keys)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.addWidget(self.form)
        layout.addStretch(1)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setWidget(box)

    def refresh_answers(self) -> None:
        """What flows and what it costs, as it is now."""
        if isinstance(self.form, NodeForm | ConnectionForm | DesignForm) and self.isVisible():
            self.form.refresh_answers()

    def _made(self, keys: list[str]) -> InspectorForm:
        session, appearance = self._session, self._appearance
        if len(keys) > 1:
            return SeveralForm(session)
        record = session.design.record(keys[0]) if keys else None
        if isinstance(record, Node):
            return NodeForm(session, appearance, record.id)
        if isinstance(record, Connection):
            return ConnectionForm(session, appearance, record.id)
        if isinstance(record, Group):
            return FrameForm(session, appearance, record.id)
        if isinstance(record, Note):
            return NoteForm(session, record.id)
        return DesignForm(session, appearance)

    def _on_changed(self, change: Change) -> None:
        if isinstance(self.form, SeveralForm):
            return
        if self.form is not None and self.form.keys & change.keys:
            if all(self._session.design.record(key) is None for key in self.form.keys if "/" in key):
                return  # it is gone; the selection follows at once
            self.form.refresh()
