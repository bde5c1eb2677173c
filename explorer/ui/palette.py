"""The list of services to drag or to add: by category, or by what is typed."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.app import Session
from explorer.catalog.model import Service
from explorer.catalog.search import search
from explorer.catalog.vocabulary import CATEGORIES
from explorer.design import Node
from explorer.drawing.tile import LIFECYCLE_WORDS, TILE_HEIGHT, TILE_WIDTH, short_name, tile_shapes
from explorer.ui.canvas.paint import Prepared
from explorer.ui.canvas.view import SERVICE_MIME
from explorer.ui.plain import PlainLabel, tooltip
from explorer.ui.theme import Appearance

_SERVICE = Qt.ItemDataRole.UserRole
_OPEN_AT_START = ("analytics", "storage", "compute")


class Palette(QWidget):
    """Search field over a tree. ``chosen`` carries the id of a service to add at the view's middle."""

    chosen = Signal(str)

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search services")
        self.field.setAccessibleName("Search services")
        self.field.setClearButtonEnabled(True)
        self.field.addAction(appearance.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(10, 0, 10, 0)
        inner.addWidget(self.field)
        self.tree = ServiceTree(self)
        self.nothing = PlainLabel(
            "No service has that name. Try a part of it, or an abbreviation.", role="muted", wrap=True
        )
        self.nothing.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(box)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tree, 1)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_return_pressed)
        self.tree.itemActivated.connect(self._on_item_activated)
        appearance.changed.connect(lambda _theme: self.tree.viewport().update())
        self._on_text_changed("")

    def _on_text_changed(self, text: str) -> None:
        self.tree.clear()
        if text.strip():
            hits = search(self._session.catalog, text, draggable_only=True)
            services = [self._session.catalog.services[hit.id] for hit in hits]
            self.tree.addTopLevelItems([self._item(service) for service in services])
        else:
            self._show_categories()
        self.tree.setRootIsDecorated(not text.strip())
        self.nothing.setVisible(self.tree.topLevelItemCount() == 0)
        first = self.tree.topLevelItem(0)
        if text.strip() and first is not None:
            self.tree.setCurrentItem(first)

    def _show_categories(self) -> None:
        by_category: dict[str, list[Service]] = {}
        for service in self._session.catalog.draggable:
            by_category.setdefault(service.category, []).append(service)
        for category, title in CATEGORIES.items():
            services = sorted(by_category.get(category, ()), key=lambda one: short_name(one.name).lower())
            if services:
                head = QTreeWidgetItem([f"{title}  {len(services)}"])
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                head.setSizeHint(0, QSize(100, 28))
                font = self.font()
                font.setWeight(font.Weight.DemiBold)
                head.setFont(0, font)
                head.addChildren([self._item(service) for service in services])
                self.tree.addTopLevelItem(head)
                head.setExpanded(category in _OPEN_AT_START)

    def _item(self, service: Service) -> QTreeWidgetItem:
        word = LIFECYCLE_WORDS.get(service.lifecycle.status, "")
        item = QTreeWidgetItem([short_name(service.name) + (f"  · {word.lower()}" if word else "")])
        item.setIcon(0, self._appearance.service_icon(self._session.catalog, service.id))
        item.setData(0, _SERVICE, service.id)
        item.setToolTip(0, tooltip(service.name, service.summary, service.lifecycle.note))
        if word:
            item.setForeground(0, self._appearance.color("muted"))
        return item

    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        service_id = item.data(0, _SERVICE)
        if service_id:
            self.chosen.emit(service_id)

    def _on_return_pressed(self) -> None:
        item = self.tree.currentItem() or self.tree.topLevelItem(0)
        if item is not None:
            self._on_item_activated(item)

    def picture(self, service_id: str, ratio: float) -> QPixmap:
        """The tile to drag along."""
        service = self._session.catalog.service(service_id)
        pixmap = QPixmap(QSize(round(TILE_WIDTH + 4), round(TILE_HEIGHT + 6)) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.9)
        painter.translate(2, 2)
        node = Node(id="ghost", service=service_id)
        Prepared(tile_shapes(node, service, self._appearance.theme)).paint(painter)
        painter.end()
        return pixmap


class ServiceTree(QTreeWidget):
    """Drags carry a service's id."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setIconSize(QSize(18, 18))
        self.setUniformRowHeights(False)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName("Services")
        self.itemClicked.connect(self._on_item_clicked)

    def _on_item_clicked(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())

    def mimeTypes(self) -> list[str]:
        """What a drag carries."""
        return [SERVICE_MIME]

    def mimeData(self, items: list[QTreeWidgetItem]) -> QMimeData:  # type: ignore[override]  # Qt says sequence
        """The id of the dragged service."""
        return service_mime(items[0].data(0, _SERVICE) or "")

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - Qt's name
        """Drag the tile of the service."""
        del supportedActions
        item = self.currentItem()
        service_id = item.data(0, _SERVICE) if item is not None else None
        if not service_id:
            return
        drag = QDrag(self)
        drag.setMimeData(service_mime(service_id))
        drag.setPixmap(self._palette.picture(service_id, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(round(TILE_WIDTH / 2), round(TILE_HEIGHT / 2)))
        drag.exec(Qt.DropAction.CopyAction)


def service_mime(service_id: str) -> QMimeData:
    """What a drag of a service carries."""
    data = QMimeData()
    data.setData(SERVICE_MIME, QByteArray(service_id.encode()))
    return data
