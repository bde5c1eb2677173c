"""The dialogue for an answer to a finding: where it holds, why, and who says so."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.app.answering import address_problem
from explorer.rules import Finding
from explorer.rules.explain import NOT_KNOWN
from explorer.ui.inspector.fields import Chooser
from explorer.ui.plain import PlainLabel

_WIDTH = 460


class AnswerDialog(QDialog):
    """Asks for a reason and, if there is one, the address of a page that says so; taken only when both fit."""

    def __init__(self, parent: QWidget, finding: Finding, places: dict[str, str]) -> None:
        super().__init__(parent)
        knows = finding.rule == NOT_KNOWN
        self.setWindowTitle("I know it works" if knows else f"Suppress {finding.rule}")
        self.setMinimumWidth(_WIDTH)
        self.where = Chooser()
        self.where.setAccessibleName("Where it holds")
        for place, words in places.items():
            self.where.addItem(words, place)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("How do you know?" if knows else "Why is it all right here?")
        self.source = QLineEdit()
        self.source.setAccessibleName("Source")
        self.source.setPlaceholderText("https://… (if there is a page that says so)")
        self.remark = PlainLabel(role="error")
        form = QFormLayout()
        form.addRow("Where", self.where)
        form.addRow("Reason", self.reason)
        form.addRow("Source", self.source)
        form.addRow("", self.remark)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton("Suppress")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(finding.message, wrap=True))
        layout.addLayout(form)
        layout.addWidget(
            PlainLabel(
                "The answer is kept in the design and listed in reports. It can be taken back.",
                role="muted",
                wrap=True,
            )
        )
        layout.addWidget(buttons)
        for field in (self.reason, self.source):
            field.textChanged.connect(lambda _text: self._look())
        self._look()
        self.reason.setFocus()

    @property
    def at(self) -> str:
        """The id of the node or connection; empty for the whole design."""
        return str(self.where.currentData())

    def _look(self) -> None:
        problem = address_problem(self.source.text().strip())
        self.remark.setText(f"The source {problem}." if problem else "")
        self.remark.setVisible(bool(problem))
        self.source.setProperty("invalid", "true" if problem else "false")
        self.source.style().polish(self.source)
        self.agree.setEnabled(bool(self.reason.text().strip()) and not problem)
