"""Frame times of the catalog graph, as ratios to a blank paint of the same size in the same run.

Budget: 60 frames a second (16.7 ms) at the 95th percentile for pan and zoom, also with 100,000 nodes and
150,000 edges. Run with ``python benchmarks/bench_explore.py``; it needs no display.
"""

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.app import Session
from explorer.catalog import load_catalog
from explorer.drawing.theme import theme
from explorer.ui.explore.detail_panel import DetailPanel
from explorer.ui.explore.graph import CATEGORY_IDS, FAMILY_IDS, Cluster, Floats, Graph, graph_of
from explorer.ui.explore.graph_view import GraphView
from explorer.ui.explore.picture import Picture
from explorer.ui.explore.places import lattice, places
from explorer.ui.explore.view import ExploreView

SIZE = (1060, 820)
FRAMES = 90
BUDGET_MS = 1000 / 60


class Blank(QWidget):
    """Paints one colour: the least a frame can cost."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the widget."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#f7f8fa"))
        painter.end()


def synthetic(count: int, edges: int, clusters: int = 40, seed: int = 5) -> tuple[Graph, Floats]:
    """A graph of clusters on a square, three in four edges within a cluster, a few hubs everywhere."""
    random = np.random.default_rng(seed)
    cluster = np.sort(random.integers(0, clusters, count))
    at = np.zeros((count, 2))
    side = int(np.ceil(np.sqrt(clusters)))
    pitch = 64 * np.sqrt(count / clusters) * 1.4
    for number in range(clusters):
        nodes = np.flatnonzero(cluster == number)
        at[nodes] = lattice(len(nodes)) + np.array([number % side, number // side]) * pitch
    starts = np.searchsorted(cluster, np.arange(clusters + 1))
    a = random.integers(0, count, edges)
    size = starts[cluster[a] + 1] - starts[cluster[a]]
    near = starts[cluster[a]] + (random.random(edges) ** 2 * size).astype(np.int64)
    b = np.where(random.random(edges) < 0.75, near, (random.random(edges) ** 4 * count).astype(np.int64))
    ends = np.column_stack((a, b))[a != b]
    titles = [Cluster(f"Cluster {k}", CATEGORY_IDS[k % len(CATEGORY_IDS)]) for k in range(clusters)]
    graph = Graph(
        ids=[f"node-{k}" for k in range(count)],
        names=[f"Node number {k}" for k in range(count)],
        clusters=titles,
        cluster=cluster,
        category=cluster % len(CATEGORY_IDS),
        standing=random.choice(3, count, p=(0.85, 0.1, 0.05)),
        is_service=np.ones(count, dtype=np.bool_),
        weight=np.bincount(ends.ravel(), minlength=count).astype(np.float64),
        ends=ends,
        family=random.integers(0, len(FAMILY_IDS), len(ends)),
        words=["event notification"],
        word=np.zeros(len(ends), dtype=np.int64),
    )
    return graph, at


def frames(widget: QWidget, step: Callable[[int], object]) -> Floats:
    """Milliseconds of each frame: the step and the painting that it asks for."""
    found = np.zeros(FRAMES)
    for at in range(FRAMES):
        begun = time.perf_counter()
        step(at)
        widget.repaint()
        found[at] = (time.perf_counter() - begun) * 1000
    return found


def gestures(view: GraphView) -> dict[str, Callable[[], Floats]]:
    """What people do, from far and from near."""
    middle = QPointF(SIZE[0] / 2, SIZE[1] / 2)

    def pan(at: int) -> None:
        view.camera.pan(7 if at < FRAMES // 2 else -7, 4)

    def zoom(at: int) -> None:
        view.zoom_by(1.06 if at < FRAMES // 2 else 1 / 1.06, middle)

    def from_far(step: Callable[[int], None]) -> Floats:
        view.fit(at_once=True)
        return frames(view, step)

    def from_near(step: Callable[[int], None], zoom: float) -> Floats:
        view.fit(at_once=True)
        view.zoom_by(zoom / view.camera.zoom, middle)
        return frames(view, step)

    def lit() -> Floats:
        assert view.picture is not None  # noqa: S101 - it was just set
        view.select(int(np.argmax(view.picture.graph.weight)))
        found = from_far(pan)
        view.select(-1)
        return found

    return {
        "pan, all in view": lambda: from_far(pan),
        "zoom from all in view": lambda: from_far(zoom),
        "pan, names": lambda: from_near(pan, 0.6),
        "pan, tiles": lambda: from_near(pan, 1.3),
        "zoom, tiles": lambda: from_near(zoom, 1.0),
        "pan, largest node lit": lit,
    }


def report(title: str, found: Floats, floor: float) -> bool:
    """One line; whether the 95th percentile is within the budget."""
    median, high = np.percentile(found, (50, 95))
    fits = bool(high <= BUDGET_MS)
    mark = "" if fits else "  OVER"
    print(
        f"  {title:28} {median:6.1f} / {high:5.1f} ms   {median / floor:6.1f} / {high / floor:6.1f} floors{mark}"
    )
    return fits


def main() -> int:
    """Print the table; 1 if something is over the budget."""
    application = QApplication.instance() or QApplication([])
    blank = Blank()
    blank.resize(*SIZE)
    blank.show()
    application.processEvents()
    frames(blank, lambda _at: None)
    floor = float(np.median(frames(blank, lambda _at: None)))
    print(f"floor: {floor:.3f} ms, a blank paint of {SIZE[0]} x {SIZE[1]}; median / 95th percentile")
    catalog = load_catalog()
    graph = graph_of(catalog)
    begun = time.perf_counter()
    placed = places(graph, np.ones(graph.size, dtype=np.bool_))
    print(f"layout of the catalog: {time.perf_counter() - begun:.2f} s, off the window's thread, kept")
    cases = {"catalog": (graph, placed), "synthetic": synthetic(100_000, 150_000)}
    fits = True
    for title, (shown, at) in cases.items():
        print(f"{title}: {shown.size:,} nodes, {len(shown.ends):,} edges")
        view = GraphView()
        view.resize(*SIZE)
        view.set_picture(Picture(shown, at, theme("light")))
        view.show()
        application.processEvents()
        for gesture, run in gestures(view).items():
            run()  # the first time fills the caches of pictures of names and icons
            fits &= report(gesture, run(), floor)
    panel = DetailPanel(catalog, theme("light"), ExploreView(Session(catalog)).icon_of)
    panel.resize(380, 800)
    panel.show()
    application.processEvents()
    shown_s3 = frames(panel, lambda at: panel.show_service("s3" if at % 2 else "lambda"))
    report("details of S3 and Lambda", shown_s3, floor)
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
