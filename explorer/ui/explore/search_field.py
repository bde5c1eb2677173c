"""A field that finds entries of the catalog while one types: names, aliases, initials, typing errors."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from explorer.catalog import Catalog
from explorer.catalog.search import Hit, search

ID = Qt.ItemDataRole.UserRole
MOST = 12


class SearchField(QLineEdit):
    """Type to find; Enter takes the first result or the chosen one. ``icon_of`` gives an entry's icon."""

    chosen = Signal(str)

    def __init__(self, catalog: Catalog, prompt: str, icon_of: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._catalog = catalog
        self._icon_of = icon_of
        self._hits = QStandardItemModel(self)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setClearButtonEnabled(True)
        self._list = QListView()
        self._list.setIconSize(QSize(18, 18))
        self._list.setUniformItemSizes(True)
        self._completer = QCompleter(self._hits, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.setPopup(self._list)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # an overload
        self.textEdited.connect(self._find)
        self.returnPressed.connect(self._on_return_pressed)

    def hits(self) -> list[str]:
        """Ids of the entries that fit what is typed, best first."""
        return [
            self._hits.item(row).data(ID)
            for row in range(self._hits.rowCount())
            if self._hits.item(row).data(ID)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; the second one is for whoever is around it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        self._hits.clear()
        hits = search(self._catalog, text, limit=MOST)
        for hit in hits:
            self._hits.appendRow(self._item(hit))
        if text.strip() and not hits:
            nothing = QStandardItem("Nothing of that name. Try a part of it, or an abbreviation.")
            nothing.setEnabled(False)
            self._hits.appendRow(nothing)
        if self._hits.rowCount():
            self._completer.complete()
        else:
            self._list.hide()

    def _item(self, hit: Hit) -> QStandardItem:
        words = hit.name if hit.matched in {hit.name, hit.id} else f"{hit.name}   ({hit.matched})"
        item = QStandardItem(self._icon_of(hit.id), words)
        item.setData(hit.id, ID)
        return item

    def _on_return_pressed(self) -> None:
        current = self._list.currentIndex() if self._list.isVisible() else QModelIndex()
        self._take(current if current.isValid() else self._hits.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        service_id = index.data(ID) if index.isValid() else None
        if service_id:
            self._list.hide()
            self.setText(self._catalog.name(service_id))
            self.chosen.emit(service_id)
