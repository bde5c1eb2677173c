"""Dialogs of the Help menu: the sheet of keys and gestures, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer import __version__
from explorer.ui.actions import MENUS, ActionBook

GESTURES = (
    ("Add a service", "Double-click the canvas, or press Space"),
    ("Connect", "Drag from the round port at a tile's side"),
    ("Lead an arrow elsewhere", "Select it and drag one of its ends"),
    ("Pan", "Space and drag, middle button and drag, or the wheel"),
    ("Zoom", "Ctrl and wheel, or pinch"),
    ("Duplicate", "Alt or Ctrl and drag"),
    ("Move along one axis", "Shift and drag"),
    ("Move without snapping", "Hold Ctrl while dragging"),
    ("Add to the selection", "Shift and click; Ctrl toggles"),
    ("Next or previous node", "Tab, Shift+Tab"),
    ("Walk along arrows", "Alt and arrow keys"),
    ("Nudge", "Arrow keys; with Shift by five steps"),
    ("Edit a label", "F2, Enter or double-click"),
    ("Cancel", "Escape"),
    ("In the list of problems", "Enter goes there, F fixes, P previews, Space explains, Del suppresses"),
)


class ShortcutSheet(QDialog):
    """All keys, made from the actions, with a field to search them."""

    def __init__(self, parent: QWidget, book: ActionBook) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard and mouse")
        self.resize(620, 640)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search keys and gestures")
        self.field.setAccessibleName("Search keys and gestures")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Keys and gestures")
        self.tree.setHeaderLabels(["What", "How"])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().resizeSection(1, 320)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.tree)
        self._rows: list[QTreeWidgetItem] = []
        self._fill(book)
        self.field.textChanged.connect(self._on_text_changed)

    def _fill(self, book: ActionBook) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        for menu in MENUS:
            rows = [
                (action.title, ", ".join(QKeySequence(keys).toString(native) for keys in action.shortcuts))
                for action in book.menu_of(menu)
                if action.shortcuts
            ]
            self._add_section(menu, rows)
        self._add_section("Canvas", list(GESTURES))

    def _add_section(self, title: str, rows: list[tuple[str, str]]) -> None:
        head = QTreeWidgetItem([title])
        font = head.font(0)
        font.setWeight(font.Weight.DemiBold)
        head.setFont(0, font)
        self.tree.addTopLevelItem(head)
        items = [QTreeWidgetItem(list(row)) for row in rows]
        head.addChildren(items)
        self._rows += items
        head.setExpanded(True)

    def _on_text_changed(self, text: str) -> None:
        for row in self._rows:
            row.setHidden(text.casefold() not in f"{row.text(0)} {row.text(1)}".casefold())


def about(parent: QWidget) -> QMessageBox:
    """Version, licence, and what it does with the network: nothing."""
    box = QMessageBox(parent)
    box.setWindowTitle("About")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Architecture Explorer {__version__}")
    box.setInformativeText(
        "Design, check and price data and machine-learning pipelines on AWS.\n"
        "Works offline, needs no account and sends nothing anywhere.\n\nApache License 2.0"
    )
    return box
