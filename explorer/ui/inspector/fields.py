"""Fields for settings: each shows the default, takes a value, says what is wrong, and can be reset."""

from collections.abc import Callable
from math import isnan
from typing import cast

from PySide6.QtCore import QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyleOptionComboBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.catalog.model import Setting
from explorer.design.records import MOST, Range, SettingValue
from explorer.ui.plain import PlainLabel, set_tip
from explorer.ui.theme import Appearance
from explorer.ui.words import number

_ARROW_ROOM = 36
Keep = Callable[[object], None]
Parsed = tuple[object, str]
"""A value and, where the text makes none, why not."""


class TextField(QWidget):
    """A line of text with a unit, a remark below when it makes no sense, and a reset.

    ``parse`` turns text into a value; ``keep`` gets it when the field is left or Enter is pressed. An empty text
    is None: back to the default.
    """

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        *,
        parse: Callable[[str], Parsed],
        keep: Callable[[object], None],
        unit: str = "",
        default: str = "",
        can_reset: bool = True,
    ) -> None:
        super().__init__()
        self._parse = parse
        self._keep = keep
        self._kept = ""
        self._can_reset = can_reset
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(default)
        self.remark = PlainLabel(role="error", wrap=True)
        self.remark.hide()
        self.reset = QToolButton(self)
        self.reset.hide()
        self.reset.setIcon(appearance.icon("undo", "muted"))
        set_tip(
            self.reset,
            f"Reset {title.lower()}",
            f"Back to the default ({default})" if default else "Back to nothing",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.field, 1)
        if unit:
            line.addWidget(PlainLabel(unit, role="muted"))
        if can_reset:
            line.addWidget(self.reset)
        layout.addLayout(line)
        layout.addWidget(self.remark)
        self.field.editingFinished.connect(self.commit)
        self.field.textEdited.connect(self._on_text_edited)
        self.reset.clicked.connect(self._on_reset_clicked)

    def show_value(self, text: str) -> None:
        """Show a value; a text that is being corrected stays."""
        if text != self._kept or not self.remark.isVisibleTo(self):
            self._kept = text
            self.field.setText(text)
            self.field.setCursorPosition(0)
            self._complain("")
        self.reset.setVisible(self._can_reset and bool(text))

    def commit(self) -> None:
        """Keep what was typed, or say why it cannot be kept."""
        text = self.field.text().strip()
        if text == self._kept:
            self._complain("")
            return
        value, problem = self._parse(text) if text else (None, "")
        self._complain(problem)
        if not problem:
            self._kept = text
            self._keep(value)

    def _on_text_edited(self, text: str) -> None:
        if self.remark.isVisibleTo(self):
            self._complain(self._parse(text.strip())[1] if text.strip() else "")

    def _on_reset_clicked(self) -> None:
        self.field.clear()
        self.commit()

    def _complain(self, problem: str) -> None:
        self.remark.setText(problem)
        self.remark.setVisible(bool(problem))
        invalid = "true" if problem else "false"
        if self.field.property("invalid") != invalid:
            self.field.setProperty("invalid", invalid)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)


class Chooser(QComboBox):
    """A combo box that draws its own arrow, the style sheet having taken away the style's, and cuts text with "…"."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """The text as far as it fits before the arrow."""
        super().initStyleOption(option)
        room = self.width() - _ARROW_ROOM
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then two short lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = self.width() - 15.0, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()


class ChoiceField(QWidget):
    """A choice, the default marked."""

    def __init__(
        self,
        title: str,
        choices: list[tuple[object, str]],
        *,
        keep: Callable[[object], None],
    ) -> None:
        super().__init__()
        self._values = [value for value, _ in choices]
        self._keep = keep
        self.box = Chooser()
        self.box.setAccessibleName(title)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        for _, words in choices:
            self.box.addItem(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.box.activated.connect(lambda index: self._keep(self._values[index]))

    def show_value(self, value: object) -> None:
        """Show what is chosen."""
        blocker = QSignalBlocker(self.box)
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        blocker.unblock()


class FlagField(QWidget):
    """A yes or no."""

    def __init__(self, title: str, *, keep: Callable[[object], None]) -> None:
        super().__init__()
        self.box = QCheckBox("Yes")
        self.box.setAccessibleName(title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.box.clicked.connect(lambda checked: keep(bool(checked)))

    def show_value(self, value: object) -> None:
        """Show what is set."""
        blocker = QSignalBlocker(self.box)
        self.box.setChecked(bool(value))
        blocker.unblock()


def setting_field(
    appearance: Appearance, setting: Setting, keep: Callable[[SettingValue], None]
) -> TextField | ChoiceField | FlagField:
    """The field that suits a setting."""
    default = words_of(setting.default)
    if setting.type == "choice":
        head: list[tuple[object, str]] = [(None, f"{default} (default)" if default else "not set")]
        choices = [(choice, choice) for choice in setting.choices if choice != setting.default]
        return ChoiceField(setting.title, [*head, *choices], keep=cast(Keep, keep))
    if setting.type == "flag":
        return FlagField(
            setting.title, keep=lambda value: keep(None if value == bool(setting.default) else bool(value))
        )
    return TextField(
        appearance,
        setting.title,
        parse=lambda text: parse_setting(setting, text),
        keep=cast(Keep, keep),  # parse_setting makes setting values
        unit=setting.unit,
        default=default,
    )


def words_of(value: SettingValue) -> str:
    """A setting's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def parse_setting(setting: Setting, text: str) -> Parsed:
    """The value that a text gives to a setting."""
    if setting.type == "text":
        return text, ""
    value, problem = parse_number(text)
    if problem or value is None:
        return None, problem
    if setting.type == "integer" and value != int(value):
        return None, f"{setting.title} is a whole number."
    if setting.min is not None and value < setting.min:
        return None, f"At least {number(setting.min)} {setting.unit}".rstrip() + "."
    if setting.max is not None and value > setting.max:
        return None, f"At most {number(setting.max)} {setting.unit}".rstrip() + "."
    return (int(value) if value == int(value) else value), ""


_SUFFIXES = {"k": 1e3, "m": 1e6, "g": 1e9}


def parse_number(text: str) -> tuple[float | None, str]:
    """A number as people write it: ``1,000``, ``200k``, ``1.5 M``."""
    plain = text.replace(",", "").replace("_", "").replace(" ", "").lower()
    factor = _SUFFIXES.get(plain[-1:], 1.0)
    digits = plain[:-1] if factor != 1.0 else plain
    try:
        value = float(digits) * factor
    except ValueError:
        return None, f"“{text}” is not a number; write it like 1,000 or 200k."
    if isnan(value):
        return None, f"“{text}” is not a number; write it like 1,000 or 200k."
    if abs(value) > MOST:
        return None, "That is more than anything can be."
    return value, ""


def parse_range(text: str) -> Parsed:
    """A number, ``low / high`` or ``low / expected / high``, none below zero."""
    parts = [part for part in text.split("/") if part.strip()]
    values: list[float] = []
    for part in parts:
        value, problem = parse_number(part.strip())
        if problem or value is None:
            return None, problem
        if value < 0:
            return None, "It cannot be less than zero."
        values.append(value)
    if len(values) == 2:
        values = [values[0], (values[0] + values[1]) / 2, values[1]]
    if len(values) > 3 or not values:
        return None, "Write one number, or low / expected / high."
    if values != sorted(values):
        return None, "Write low / expected / high in this order."
    return (values[0] if len(values) == 1 else tuple(values)), ""


def range_words(value: Range | None) -> str:
    """A range as it would be typed."""
    if value is None:
        return ""
    return " / ".join(_digits(part) for part in value) if isinstance(value, tuple) else _digits(value)


def _digits(value: float) -> str:
    """The number in full precision, round thousands and millions in short."""
    for factor, letter in ((1e6, "M"), (1e3, "k")):
        if value >= 10 * factor and value % (factor / 10) == 0:
            return f"{value / factor:g}{letter}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


class Form(QWidget):
    """Titles over fields, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 88)

    def add(self, title: str, field: QWidget, *help_lines: str) -> None:
        """One more field, its title at the left."""
        label = PlainLabel(title, wrap=True)
        label.setMinimumHeight(26)
        label.setMaximumWidth(104)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        if any(help_lines):
            set_tip(label, title, *help_lines)
            set_tip(field, title, *help_lines)

    def add_wide(self, widget: QWidget) -> None:
        """Something over the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
