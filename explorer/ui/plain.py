"""Widgets for foreign text: names from a template or a file are shown as they stand, never as markup."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class PlainLabel(QLabel):
    """A label that shows its text as it is. ``role`` picks its look in the style sheet."""

    def __init__(
        self, text: str = "", *, role: str = "", wrap: bool = False, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class OneLine(PlainLabel):
    """A label that takes the room there is, and ends with an ellipsis where that is too little."""

    def __init__(self, text: str = "", *, role: str = "") -> None:
        super().__init__(text, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What fits of the text."""
        del event
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter,
            self.rect(),
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            cut,
            self.foregroundRole(),
        )


_LONGEST_WORD = 28


def breakable(text: str) -> str:
    """The text with places to break in words that are longer than a narrow panel is wide; they are not seen."""
    return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


def tooltip(title: str, *lines: str) -> str:
    """A tool tip that shows its texts as they are, the first in bold, folded at a readable width."""
    body = "".join(f"<br>{escape(line)}" for line in lines if line)
    return f"<div style='max-width:360px'><b>{escape(title)}</b>{body}</div>" if title or body else ""


def set_tip(widget: QWidget, title: str, *lines: str) -> None:
    """Give the widget a tool tip and, if it has none, the title as its accessible name."""
    widget.setToolTip(tooltip(title, *lines))
    if not widget.accessibleName():
        widget.setAccessibleName(title)


def separator() -> QFrame:
    """A thin horizontal line."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line


def row(*widgets: QWidget, spacing: int = 6) -> QWidget:
    """The widgets side by side."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def segments(group: QButtonGroup, entries: Sequence[tuple[str, str]]) -> QHBoxLayout:
    """Buttons side by side, title and tip of each, of which one is down: the first to begin with.

    Their ids in the group count from 0.
    """
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for index, (title, tip) in enumerate(entries):
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(title)
        button.setCheckable(True)
        button.setChecked(index == 0)
        role = {0: "segment-first", len(entries) - 1: "segment-last"}.get(index, "segment")
        button.setProperty("role", role)
        set_tip(button, title, tip)
        group.addButton(button, index)
        layout.addWidget(button)
    return layout


class EmptyState(QWidget):
    """What a panel is for while it has nothing to show, and one thing to do."""

    def __init__(self, title: str, text: str, button: QToolButton | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(6)
        layout.addStretch(1)
        self.title = PlainLabel(title, role="empty-title", wrap=True)
        self.text = PlainLabel(text, role="muted", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            layout.addWidget(label)
        if button is not None:
            layout.addSpacing(6)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
