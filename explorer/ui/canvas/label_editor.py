"""Editing a text where it stands: the label of a node, arrow or frame, or the text of a note."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Editor = QLineEdit | QPlainTextEdit


class LabelEditor(QObject):
    """One text field over the canvas. Enter or leaving the field keeps the text, Escape does not."""

    def __init__(self, parent: QWidget, done: Callable[[str], None], ended: Callable[[], None]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._done = done
        self._ended = ended
        self.widget: Editor | None = None

    def open(self, text: str, place: QRect, *, title: str, several_lines: bool = False) -> None:
        """Show the field over a rectangle of the parent, its text selected."""
        field: Editor = QPlainTextEdit(self._parent) if several_lines else QLineEdit(self._parent)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.setText(text)
            field.setMaxLength(200)
        field.setAccessibleName(title)
        field.selectAll()
        wide, high = max(place.width(), 150), max(place.height(), 30) if several_lines else 30
        field.setGeometry(place.x(), place.y() + (place.height() - high) // 2, wide, high)
        field.installEventFilter(self)
        self.widget = field
        field.show()
        field.setFocus()

    def close(self, *, keep: bool) -> None:
        """End editing; with ``keep`` the text is handed on."""
        field, self.widget = self.widget, None
        if field is None:
            return
        field.removeEventFilter(self)
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        field.deleteLater()
        field.hide()
        self._ended()
        if keep:
            self._done(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Escape, and the loss of focus."""
        if watched is self.widget:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if isinstance(event, QFocusEvent) and self._leaves(event):
                self.close(keep=True)
        return False

    @staticmethod
    def _leaves(event: QFocusEvent) -> bool:
        is_menu = event.reason() == Qt.FocusReason.PopupFocusReason
        return event.type() == QEvent.Type.FocusOut and not is_menu

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close(keep=False)
            return True
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.close(keep=True)
            return True
        return False
