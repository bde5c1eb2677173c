"""When arrows are led well: a few at once, many in the pauses, what is in view first."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from explorer.design import Change
from explorer.drawing.geometry import Box
from explorer.ui.canvas.scene import CanvasScene

PAUSE_MS = 120
"""When the hand has rested for so long, what was put off is done."""
_FEW = 8
"""Records whose arrows are led well at once after a change."""
_AT_ONCE_S, _SLICE_S = 0.004, 0.008
"""The time for leading arrows within a frame, and in one go between frames."""
_OPENING_S = 0.1


class Leading(QObject):
    """Leads the scene's arrows well when there is time.

    ``shown`` tells what of the scene is in view, None where arrows are seen from too far; ``is_busy`` tells whether
    a gesture is under way; ``repaint`` is called when a route in view may have changed.
    """

    def __init__(
        self,
        scene: CanvasScene,
        shown: Callable[[], Box | None],
        is_busy: Callable[[], bool],
        repaint: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._shown = shown
        self._is_busy = is_busy
        self._repaint = repaint
        self._patience_s = _OPENING_S
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    def begin_anew(self) -> None:
        """Another design is shown: the first painting may take its time for routes."""
        self._patience_s = _OPENING_S
        self.soon()

    def before_painting(self) -> None:
        """Arrows that come into view for the first time are led well at once, as far as patience goes."""
        box = self._shown()
        if box is not None and not self._scene.arrows.is_settled:
            new = [item.link.id for item in self._scene.arrows.in_view(box) if item.route is None]
            if new:
                self._scene.arrows.settle(new, limit_s=self._patience_s)
            self._patience_s = _AT_ONCE_S

    def after(self, change: Change) -> None:
        """Few arrows are led well at once, many when there is time."""
        if len(change.after) <= _FEW:
            self._lead_shown(_AT_ONCE_S)
        self.soon()

    def soon(self, after_ms: int = 0) -> None:
        """Go on after that time; during a gesture not before it pauses."""
        if not self._scene.arrows.is_settled:
            self._timer.start(PAUSE_MS if self._is_busy() else after_ms)

    def _lead_shown(self, limit_s: float) -> bool:
        box, arrows = self._shown(), self._scene.arrows
        if box is None:
            return False
        return arrows.settle([item.link.id for item in arrows.in_view(box)], limit_s=limit_s)

    def _on_time(self) -> None:
        """Go on for a moment; events come in between."""
        end = perf_counter() + _SLICE_S
        is_new = self._lead_shown(_SLICE_S)
        self._scene.arrows.settle(limit_s=end - perf_counter())
        if is_new or self._scene.arrows.is_settled:
            self._repaint()
        self.soon()
