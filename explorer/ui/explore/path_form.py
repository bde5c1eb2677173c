"""Can this feed that? Two fields and the catalog's verdict with its reasons."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.catalog import Catalog, Verdict
from explorer.drawing.theme import Theme
from explorer.ui.explore.chip import Chip
from explorer.ui.explore.details import verdict_rows
from explorer.ui.explore.rows_view import RowsView
from explorer.ui.explore.search_field import SearchField
from explorer.ui.plain import PlainLabel, set_tip

_HINT = "Choose where data comes from and where it is wanted. The answer names its sources."


class PathForm(QWidget):
    """From, to, and the answer. ``followed`` is an entry the user wants to see."""

    followed = Signal(str)

    def __init__(self, catalog: Catalog, theme: Theme, icon_of: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._catalog = catalog
        self.source = self.target = ""
        self._fields = {
            "source": SearchField(catalog, "From which service", icon_of),
            "target": SearchField(catalog, "To which service", icon_of),
        }
        swap = QToolButton()
        swap.setText("Swap")
        swap.setProperty("role", "link")
        set_tip(swap, "Ask the other way round")
        swap.clicked.connect(self._swap)
        form = QFormLayout()
        form.setContentsMargins(14, 14, 14, 4)
        form.addRow("From", self._fields["source"])
        form.addRow("To", self._fields["target"])
        form.addRow("", swap)
        self._theme = theme
        self.verdict = Chip()
        self.sentence = PlainLabel(_HINT, role="muted", wrap=True)
        self.sentence.setContentsMargins(14, 4, 14, 8)
        answer = QHBoxLayout()
        answer.setContentsMargins(14, 6, 14, 2)
        answer.addWidget(self.verdict)
        answer.addStretch(1)
        self.rows = RowsView(theme, "Reasons for the verdict")
        self.rows.followed.connect(self.followed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(form)
        layout.addLayout(answer)
        layout.addWidget(self.sentence)
        layout.addWidget(self.rows, 1)
        self._fields["source"].chosen.connect(lambda found: self.ask(source=found))
        self._fields["target"].chosen.connect(lambda found: self.ask(target=found))
        self._answer()

    def ask(self, *, source: str = "", target: str = "") -> None:
        """Fill in one end or both, and answer once both are known."""
        for name, found in (("source", source), ("target", target)):
            if found:
                setattr(self, name, found)
                self._fields[name].setText(self._catalog.name(found))
        self._answer()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.rows.set_theme(theme)
        self._answer()

    def _swap(self) -> None:
        source, target = self.target, self.source
        self.source = self.target = ""
        for field in self._fields.values():
            field.clear()
        self.ask(source=source, target=target)

    def _answer(self) -> None:
        is_asked = bool(self.source and self.target)
        self.verdict.setVisible(is_asked)
        self.rows.setVisible(is_asked)
        self.sentence.setVisible(True)
        if not is_asked:
            self.sentence.setText(_HINT)
            return
        verdict = self._catalog.verdict(self.source, self.target)
        title, tone, sentence = _words(verdict)
        self.verdict.setText(title)
        colors = self._theme.colors
        self.verdict.paint_as(colors[tone], colors.get(f"{tone}_soft", colors["panel"]))
        self.sentence.setText(sentence)
        self.rows.show_sections(verdict_rows(self._catalog, verdict))


def _words(verdict: Verdict) -> tuple[str, str, str]:
    """The verdict for people: title, tone, and what it means."""
    if verdict.verdict == "possible":
        count = len(verdict.integrations)
        ways = "one way" if count == 1 else f"{count} ways"
        return "Possible", "ok", f"AWS offers {ways} to do this directly."
    if verdict.verdict == "not-possible":
        return "Not possible directly", "error", "There is no such connection; these ways round work."
    if verdict.via:
        return (
            "Not known",
            "muted",
            "The catalog names no direct connection and no reason against one. These lead there.",
        )
    return "Not known", "muted", "The catalog names no direct connection, and no reason against one."
