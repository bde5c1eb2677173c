"""Labels and notes, edited where they stand."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from explorer.app import Session
from explorer.design import Connection, Group, Node, Note, edits
from explorer.drawing.geometry import point_along
from explorer.ui.canvas.boxes import box_of
from explorer.ui.canvas.camera import Camera
from explorer.ui.canvas.label_editor import LabelEditor
from explorer.ui.canvas.scene import CanvasScene

_ICON = 58.0
"""Where a tile's name begins."""
_LINE = 30.0


class Labels:
    """Opens the text field over a record, and keeps what was typed as one step."""

    def __init__(
        self, viewport: QWidget, scene: CanvasScene, camera: Camera, ended: Callable[[], None]
    ) -> None:
        self._session: Session = scene.session
        self._scene = scene
        self._camera = camera
        self._edited = ""
        self.editor = LabelEditor(viewport, self._on_edited, ended)

    def edit(self, key: str) -> None:
        """Edit the label of a record, or the text of a note."""
        record = self._session.design.record(key)
        self._edited = key
        if isinstance(record, Note):
            self.editor.open(record.text, self._place(key), title="Note", several_lines=True)
        elif isinstance(record, Node | Connection | Group):
            self.editor.open(record.label, self._place(key), title="Label")

    def _place(self, key: str) -> QRect:
        record = self._session.design.record(key)
        box = box_of(record)
        zoom = self._camera.zoom
        if box is None:
            route = self._scene.route(key.removeprefix("connections/"))
            x, y = self._camera.to_pixel(point_along(route.points, 0.5) if route else (0.0, 0.0))
            return QRect(round(x) - 80, round(y) - 15, 160, 30)
        x, y = self._camera.to_pixel((box.x, box.y))
        corner = QPoint(round(x), round(y))
        if isinstance(record, Node):
            left = round(_ICON * zoom)
            return QRect(
                corner.x() + left, corner.y(), round(box.width * zoom) - left, round(box.height * zoom)
            )
        high = box.height if isinstance(record, Note) else _LINE
        return QRect(corner.x(), corner.y(), round(box.width * zoom), round(high * zoom))

    def _on_edited(self, text: str) -> None:
        record = self._session.design.record(self._edited)
        if isinstance(record, Note):
            self._session.do("Edit note", edits.set_fields(record, text=text.strip()))
        elif isinstance(record, Node | Connection | Group):
            self._session.do("Edit label", edits.set_fields(record, label=" ".join(text.split())))
