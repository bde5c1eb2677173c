"""Beside the list: what stands behind the chosen finding, and what can be done about it."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.rules.explain import NOT_KNOWN, Explanation, Receipt
from explorer.ui.panels.problems.rows import WORDS, Row
from explorer.ui.plain import EmptyState, PlainLabel, breakable, row, separator, set_tip, tooltip
from explorer.ui.theme import Appearance

_ICON = 16


class ExplanationView(QWidget):
    """Shows one explanation. What the user wants done is told by signals; ``left``: the keys go back to the list."""

    fix_wanted = Signal()
    preview_wanted = Signal()
    glance_wanted = Signal(bool)
    """The pointer or the keys have come to rest on the fix (or have left it)."""
    answer_wanted = Signal()
    take_back_wanted = Signal()
    page_wanted = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._severity = ""
        self._page = ""
        self.head = PlainLabel(role="section", wrap=True)
        self._icon = PlainLabel()
        self.back = self._link("Back to the list", self.left.emit)
        self.what = PlainLabel(wrap=True, selectable=True)
        self.what.setProperty("role", "finding")
        self.sections = {
            name: _Section(title)
            for name, title in (
                ("answer", "Your answer"),
                ("why", "Why"),
                ("numbers", "What happens"),
                ("changes", "The fix"),
                ("source", "Source"),
                ("suppression", "To suppress it in the file"),
            )
        }
        self.source = _Address()
        self.page = self._link("The rule's page", lambda: self.page_wanted.emit(self._page))
        self.fix = QPushButton()
        self.fix.setProperty("role", "primary")
        self.fix.clicked.connect(self.fix_wanted)
        self.fix.installEventFilter(self)
        self.preview = QPushButton("Preview")
        set_tip(self.preview, "Preview", "Show on the canvas what the fix would do (P)")
        self.preview.clicked.connect(self.preview_wanted)
        self.answer = QPushButton("Suppress…")
        self.answer.clicked.connect(self.answer_wanted)
        self.take_back = QPushButton("Take the answer back")
        self.take_back.clicked.connect(self.take_back_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("Nothing selected", "Select a problem to see why it is one, and what can be done.")
        )
        self._stack.addWidget(self._full())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumWidth(200)
        appearance.changed.connect(lambda _theme: self._show_icon())

    def _link(self, text: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("role", "link")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]  # a function of no arguments
        return button

    def _full(self) -> QWidget:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(top)
        inside.addWidget(self.what)
        for section in self.sections.values():
            inside.addWidget(section)
        self.sections["source"].add(self.source)
        self.sections["suppression"].add_lines()
        inside.addWidget(self.page)
        inside.addStretch(1)
        self.pane = QScrollArea()
        self.pane.setWidget(content)
        self.pane.setWidgetResizable(True)
        self.pane.setFrameShape(QFrame.Shape.NoFrame)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pane.setAccessibleName("Explanation")
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pane, 1)
        layout.addWidget(separator())
        actions = row(self.fix, self.preview, self.answer, self.take_back)
        actions.layout().setContentsMargins(12, 6, 12, 6)  # type: ignore[union-attr]  # a row has a layout
        actions.layout().addStretch(1)  # type: ignore[union-attr]
        layout.addWidget(actions)
        return full

    @property
    def is_empty(self) -> bool:
        """Whether nothing is explained."""
        return self._stack.currentIndex() == 0

    def clear(self) -> None:
        """Explain nothing."""
        self._stack.setCurrentIndex(0)

    def show_explanation(self, shown: Row, explanation: Explanation) -> None:
        """Explain a finding."""
        finding, answer = shown.finding, shown.answer
        blocker = QSignalBlocker(self)
        self._severity, self._page = finding.severity, explanation.page
        self._show_icon()
        self.head.setText(f"{WORDS[finding.severity]} {finding.rule}   {explanation.title}")
        self.what.setText(breakable(explanation.what))
        told = [answer.reason or "No reason was given", answer.source] if answer else []
        self.sections["answer"].tell(told)
        self.sections["why"].tell([explanation.why])
        self.sections["numbers"].tell(explanation.numbers)
        fix = shown.fix
        self.sections["changes"].tell(
            [fix, *(f"\N{BULLET} {line}" for line in explanation.changes)] if fix else []
        )
        self._show_source(explanation.source)
        self.sections["suppression"].tell([] if answer else explanation.suppression.splitlines())
        self.fix.setText("Fix")
        self.fix.setToolTip(tooltip(fix, "Make this change (F)"))
        self.fix.setAccessibleName(f"Fix: {fix}")
        self.answer.setText("I know it works…" if finding.rule == NOT_KNOWN else "Suppress…")
        set_tip(self.answer, "Answer it", "Say why it is all right here; it is then no longer listed (Del)")
        for button in (self.fix, self.preview):
            button.setVisible(bool(fix))
        self.answer.setVisible(answer is None)
        self.take_back.setVisible(answer is not None)
        self._stack.setCurrentIndex(1)
        self.pane.verticalScrollBar().setValue(0)
        blocker.unblock()

    def _show_source(self, source: Receipt) -> None:
        self.source.point_to(source.title, source.url)
        host = QUrl(source.url).host()
        dated = f"as of {source.as_of}" if source.as_of else ""
        self.sections["source"].tell([", ".join(filter(None, (host, dated, source.doubt)))])

    def _show_icon(self) -> None:
        if self._severity:
            self._icon.setPixmap(self._appearance.icon(self._severity, self._severity).pixmap(_ICON, _ICON))

    def take_focus(self) -> None:
        """The keys to the text, which scrolls by them."""
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice who comes to the fix and who leaves it."""
        if watched is self.fix and event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
            self.glance_wanted.emit(True)
        elif watched is self.fix and event.type() in {QEvent.Type.Leave, QEvent.Type.FocusOut}:
            self.glance_wanted.emit(False)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Left go back to the list."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Left}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Address(QLabel):
    """A title that opens its address in the user's browser when it is clicked; never by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(_open)

    def point_to(self, title: str, url: str) -> None:
        """Show a title; with an address it can be followed."""
        shown = escape(breakable(title or url))
        self.setText(f'<a href="{escape(url)}">{shown}</a>' if url else shown)
        self.setToolTip(tooltip(title, url, "Opens in your browser" if url else ""))
        self.setAccessibleName(f"Source: {title}")


def _open(address: str) -> None:
    if address.startswith("https://"):
        QDesktopServices.openUrl(QUrl(address))


class _Section(QWidget):
    """A head and lines below it; out of sight while it has none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._body = PlainLabel(wrap=True, selectable=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(PlainLabel(title, role="section"))
        self._layout.addWidget(self._body)

    def add(self, widget: QWidget) -> None:
        """Put something between the head and the lines, which are then muted."""
        self._layout.insertWidget(1, widget)
        self._body.setProperty("role", "muted")

    def add_lines(self) -> None:
        """Show lines in letters of one width, as for a file."""
        self._body.setProperty("role", "code")

    def tell(self, lines: Iterable[str]) -> None:
        """Show the lines."""
        text = breakable("\n".join(lines))
        self._body.setText(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What it says."""
        return self._body.text()
