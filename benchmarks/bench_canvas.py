"""Frame times of gestures on the canvas, in a whole window without a display, beside a blank paint of its size.

Budgets: pan, zoom, drag and rubber band at 60 frames a second (16.7 ms) at the 95th percentile, also with 5,000
nodes and 7,500 connections; undo and redo of any edit at 1,000 nodes in 16 ms, until it is seen. What follows once
the hand rests (arrows led well, answers) is told as the longest time in which nothing else could be done. The first
turn of each gesture does not count.
"""

import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from designs import ROWS, pipeline
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.catalog import load_catalog
from explorer.design import Change, edits
from explorer.drawing.routes import box_of
from explorer.ui.garbage import IdleCollector
from explorer.ui.main import make_application, make_window
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow

SIZES = ((1000, 2000), (5000, 7500))
FRAMES = 80
UNDOS = 8
UNDO_NODES = 1000
REST_S = 0.4
FRAME_MS, UNDO_MS = 1000 / 60, 16.0
NO_BUTTON, LEFT, MIDDLE = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PRESS, MOVE, RELEASE = (
    QMouseEvent.Type.MouseButtonPress,
    QMouseEvent.Type.MouseMove,
    QMouseEvent.Type.MouseButtonRelease,
)

Times = list[float]


class Blank(QWidget):
    """Paints one colour: the least a frame can cost."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the widget."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#f7f8fa"))
        painter.end()


def main() -> None:
    """Print the figures."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(
            make_application(), load_catalog(), Settings(Path(folder) / "window.ini"), theme="light"
        )
        IdleCollector(window.session, window)
        window.resize(1500, 950)
        window.show()
        window.show_page("canvas")
        rest()
        floor = _floor_ms(window.canvas)
        print(f"floor: {floor:.3f} ms, a blank paint as large as the canvas; median / 95th percentile")
        for nodes, connections in SIZES:
            _measure(window, nodes, connections, floor)
        window.session.history.mark_saved()
        window.close()


def _measure(window: MainWindow, nodes: int, connections: int, floor: float) -> None:
    print(f"{nodes:,} nodes, {connections:,} connections")
    design = pipeline(window.session.catalog, nodes, connections)
    opened = taken_ms(lambda: window.session.use(design))
    report("open", [opened], floor)
    hand = Hand(window)
    for title, gesture in gestures(hand).items():
        gesture()
        report(title, gesture(), floor, FRAME_MS)
    for title, change in changes(hand).items() if nodes <= UNDO_NODES else ():
        times, pauses = hand.undone(change)
        report(f"undo and redo: {title}", times, floor, UNDO_MS)
        report("  longest pause afterwards", pauses, floor)
    for name in ("dark", "light"):
        report(f"to {name}", [taken_ms(partial(window.appearance.choose, name))], floor)
        rest()


def gestures(hand: "Hand") -> dict[str, Callable[[], Times]]:
    """What people do, from near and from far."""
    return {
        "pan, tiles near": lambda: hand.pans(1.0),
        "pan, tiles with names": lambda: hand.pans(0.45),
        "pan, blocks": lambda: hand.pans(0.1),
        "zoom, tiles": lambda: hand.zooms(0.45),
        "zoom, blocks": lambda: hand.zooms(0.08),
        "drag one node": lambda: hand.drags(1, 1.0),
        "drag one node, tiles with names": lambda: hand.drags(1, 0.45),
        "drag 100 nodes": lambda: hand.drags(100, 0.45),
        "drag 100 nodes, blocks": lambda: hand.drags(100, 0.1),
        "rubber band, tiles": lambda: hand.bands(0.45),
        "rubber band, blocks": lambda: hand.bands(0.1),
        "pointer over tiles": lambda: hand.hovers(1.0),
    }


def changes(hand: "Hand") -> dict[str, Change]:
    """Edits from small to large."""
    design = hand.session.design
    everything = [f"nodes/{key}" for key in design.nodes]
    lowered = {node.id: (node.x, node.y + node.x % 100) for node in design.nodes.values()}
    return {
        "a setting": edits.set_setting(design.nodes["n500"], "memory_mb", 512),
        "a move of one node": edits.move(design, everything[500:501], dx=40, dy=24),
        "a move of 100 nodes": edits.move(design, everything[450:550], dx=40, dy=24),
        "a move of all nodes": edits.move(design, everything, dx=40, dy=24),
        "another place for each node": edits.place(design, lowered),
        "100 nodes deleted": edits.delete(design, everything[450:550]),
        "all nodes deleted": edits.delete(design, everything),
    }


class Hand:
    """A person at the window: each step is one event and the painting that it asks for."""

    def __init__(self, window: MainWindow) -> None:
        self.view = window.canvas
        self.session = window.session

    def look(self, zoom: float) -> QPoint:
        """Show a tile in the middle of the design at a zoom, all at rest; returns where it is."""
        nodes = self.session.design.nodes
        middle = nodes[f"n{len(nodes) // 2 // ROWS * ROWS + ROWS // 2}"]
        port = self.view.viewport()
        self.session.selection.clear()
        self.view.zoom_to(zoom)
        self.view.camera.center_on(box_of(middle).centre, (float(port.width()), float(port.height())))
        self.view.show_camera()
        rest()
        return port.rect().center()

    def pans(self, zoom: float) -> Times:
        """By the middle button."""
        return self._dragged(self.look(zoom), MIDDLE, (9, 4))

    def zooms(self, zoom: float) -> Times:
        """By the wheel, in from there and out again."""
        self.look(zoom)
        return [taken_ms(partial(self._wheel, 30 if at < FRAMES // 2 else -30)) for at in range(FRAMES)]

    def drags(self, count: int, zoom: float) -> Times:
        """So many tiles around the middle; all is put back afterwards."""
        at = self.look(zoom)
        nodes = list(self.session.design.nodes)
        first = len(nodes) // 2 // ROWS * ROWS + ROWS // 2 - count // 2
        self.session.selection.set(f"nodes/{key}" for key in nodes[first : first + count])
        return self._dragged(at, LEFT, (5, 3))

    def bands(self, zoom: float) -> Times:
        """From a free place to the lower right."""
        at = self.look(zoom)
        free = QPoint(at.x() // 2, at.y() // 2)
        while self.view.canvas.key_at(self.view.camera.to_scene((free.x(), free.y())), zoom):
            free += QPoint(3, 7)
        return self._dragged(free, LEFT, (12, 8))

    def hovers(self, zoom: float) -> Times:
        """Over tiles and arrows, no button down."""
        return self._dragged(self.look(zoom), NO_BUTTON, (7, 4))

    def undone(self, change: Change) -> tuple[Times, Times]:
        """Make a change; take it back and make it again some times, until it is seen, and the pauses afterwards."""
        self.look(0.6)
        self.session.do("Change", change)
        rest()
        times, pauses = [], []
        for _ in range(UNDOS):
            for step in (self.session.undo, self.session.redo):
                times.append(shown_ms(step))
                pauses.append(rest())
        self.session.undo()
        rest()
        return times, pauses

    def _dragged(self, start: QPoint, button: Qt.MouseButton, reach: tuple[float, float]) -> Times:
        ways = [step if step <= FRAMES // 2 else FRAMES - step for step in range(1, FRAMES + 1)]
        points = [QPointF(start.x() + reach[0] * way, start.y() + reach[1] * way) for way in ways]
        if button:
            self._mouse(PRESS, QPointF(start), button, button)
        times = [taken_ms(partial(self._mouse, MOVE, at, NO_BUTTON, button)) for at in points]
        if button:
            self._mouse(RELEASE, points[-1], button, NO_BUTTON)
        return times

    def _mouse(
        self, kind: QMouseEvent.Type, at: QPointF, changed: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        port = self.view.viewport()
        on_screen = QPointF(port.mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, on_screen, changed, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)

    def _wheel(self, turn: int) -> None:
        port = self.view.viewport()
        at = port.rect().center()
        ways = (QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, turn))
        keys, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
        QApplication.sendEvent(port, QWheelEvent(*ways, NO_BUTTON, keys, phase, False))


def taken_ms(step: Callable[[], object]) -> float:
    """Milliseconds of a step and of what is painted for it."""
    begun = time.perf_counter()
    step()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def shown_ms(step: Callable[[], object]) -> float:
    """Milliseconds of a step and of the first painting for it, without what is put off until then."""
    begun = time.perf_counter()
    step()
    QApplication.sendPostedEvents()
    return (time.perf_counter() - begun) * 1000


def rest() -> float:
    """Let everything be done that waits for a pause; returns the longest turn in milliseconds."""
    end, longest = time.perf_counter() + REST_S, 0.0
    while time.perf_counter() < end:
        longest = max(longest, taken_ms(lambda: None))
        time.sleep(0.005)
    return longest


def report(title: str, times: Times, floor: float, budget: float | None = None) -> None:
    """One line: median and 95th percentile, as ratios to the floor too, and whether the budget is kept."""
    middle, high = median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    judged = "" if budget is None else f"  budget {budget:.1f} ms: {'kept' if high <= budget else 'MISSED'}"
    print(
        f"{title:46} {middle:7.1f} / {high:6.1f} ms  {middle / floor:6.1f} / {high / floor:6.1f} x floor{judged}"
    )


def _floor_ms(like: QWidget) -> float:
    blank = Blank()
    blank.resize(like.size())
    blank.show()
    rest()
    return median(taken_ms(blank.repaint) for _ in range(FRAMES))


if __name__ == "__main__":
    main()
