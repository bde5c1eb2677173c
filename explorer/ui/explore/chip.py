"""A short state on a coloured ground."""

from PySide6.QtWidgets import QSizePolicy

from explorer.drawing.shapes import mixed
from explorer.ui.plain import PlainLabel


class Chip(PlainLabel):
    """A short state on a coloured ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def paint_as(self, color: str, ground: str) -> None:
        """Use these colours."""
        line = mixed(ground, color, 0.25)
        self.setStyleSheet(
            f"color: {color}; background: {ground}; border: 1px solid {line}; border-radius: 4px; padding: 2px 7px;"
        )
