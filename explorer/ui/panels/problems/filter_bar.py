"""Above the list: words to look for, severities with their counts, groups, and what is suppressed."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from explorer.rules.model import SEVERITIES
from explorer.ui.inspector.fields import Chooser
from explorer.ui.panels.problems.rows import GROUPINGS, PLURALS, Row
from explorer.ui.plain import set_tip
from explorer.ui.theme import Appearance


class FilterBar(QWidget):
    """Says what is wanted of the findings; ``changed`` when that is something else."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Filter problems")
        self.field.setMinimumWidth(80)
        self.field.setMaximumWidth(260)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.severities = {severity: self._switch(severity) for severity in SEVERITIES}
        self.suppressed = self._switch("suppressed")
        self.suppressed.setIcon(appearance.icon("pin", "muted"))
        self.grouping = Chooser()
        for value, words in GROUPINGS.items():
            self.grouping.addItem(words, value)
        set_tip(self.grouping, "Groups", "How the problems are put together")
        self.grouping.activated.connect(lambda _index: self.changed.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        for button in (*self.severities.values(), self.suppressed):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.grouping)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(lambda _theme: self._on_theme_changed())
        self._on_theme_changed()

    def _switch(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setCheckable(True)
        button.setChecked(name != "suppressed")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(lambda _on: self.changed.emit())
        return button

    @property
    def text(self) -> str:
        """The words to look for."""
        return self.field.text()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The severities that are switched on."""
        return tuple(severity for severity, button in self.severities.items() if button.isChecked())

    @property
    def with_suppressed(self) -> bool:
        """Whether answered findings are listed too."""
        return self.suppressed.isChecked()

    @property
    def group_by(self) -> str:
        """One of `GROUPINGS`."""
        return str(self.grouping.currentData())

    def choose(self, wanted: Iterable[str], grouping: str, *, with_suppressed: bool) -> None:
        """Set what is wanted without telling."""
        chosen = set(wanted)
        before = self.blockSignals(True)
        for severity, button in self.severities.items():
            button.setChecked(severity in chosen)
        self.suppressed.setChecked(with_suppressed)
        self.grouping.setCurrentIndex(max(0, self.grouping.findData(grouping)))
        self.blockSignals(before)

    def tell_counts(self, rows: Iterable[Row], suppressed: int) -> None:
        """Show how many findings there are of each severity, and how many are suppressed."""
        counts = Counter(row.finding.severity for row in rows if row.answer is None)
        for severity, button in self.severities.items():
            button.setText(f"{counts[severity]:,}")
            set_tip(button, PLURALS[severity], f"Show or hide them; there are {counts[severity]:,}")
            button.setAccessibleName(f"{PLURALS[severity]}: {counts[severity]:,}")
        self.suppressed.setText(f"{suppressed:,}")
        set_tip(self.suppressed, "Suppressed", f"Show what has been answered; there are {suppressed:,}")
        self.suppressed.setAccessibleName(f"Suppressed: {suppressed:,}")

    def _on_theme_changed(self) -> None:
        for severity, button in self.severities.items():
            button.setIcon(self._appearance.icon(severity, severity))
