"""A real window, offscreen, over a small catalog of its own; driven with real events."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest.importorskip("PySide6")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.catalog import Catalog
from explorer.catalog.model import Integration, Refusal, Service, Setting
from explorer.ui.main import make_application, make_window
from explorer.ui.settings import Settings
from explorer.ui.window import MainWindow


def integration(source, target, mechanism, carries=("objects",)):
    return Integration(
        source_id=source,
        target_id=target,
        mechanism=mechanism,
        direction="data",
        carries=carries,
        source="Manual",
    )


def small_catalog() -> Catalog:
    bucket = Service(
        id="bucket",
        name="Amazon Bucket",
        category="storage",
        draggable=True,
        source_node=True,
        summary="Keeps objects.",
        produces=("objects",),
        integrations=(
            integration("bucket", "function", "event-notification"),
            integration("bucket", "bus", "event-notification"),
        ),
        not_possible=(
            Refusal(
                source_id="bucket",
                target_id="workflow",
                reason="A bucket sends no event to a workflow",
                via=("bus",),
            ),
        ),
    )
    function = Service(
        id="function",
        name="AWS Function",
        category="compute",
        draggable=True,
        summary="Runs code.",
        settings=(
            Setting(
                id="memory_mb", title="Memory", type="integer", unit="MB", default=128, min=128, max=10240
            ),
            Setting(id="runtime", title="Runtime", type="choice", default="python", choices=("python", "go")),
        ),
        integrations=(
            integration("function", "bucket", "sdk-call"),
            integration("function", "table", "sdk-call"),
            integration("function", "table", "query"),
        ),
    )
    bus = Service(
        id="bus",
        name="Amazon Bus",
        category="integration",
        draggable=True,
        summary="Routes events.",
        integrations=(integration("bus", "workflow", "event-rule-target"),),
    )
    workflow = Service(
        id="workflow", name="AWS Workflow", category="integration", draggable=True, summary="Steps."
    )
    table = Service(
        id="table", name="Amazon Table", category="database", draggable=True, summary="Keeps items."
    )
    return Catalog((bucket, function, bus, workflow, table), (), ())


class Driver:
    """Acts on the canvas of a window as a person would: in pixels, with buttons and keys."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.view = window.canvas
        self.session = window.session
        self.port = window.canvas.viewport()

    def add(self, service, x, y, label=""):
        from explorer.design import edits  # noqa: PLC0415 - with the one who uses it

        change = edits.add_node(self.session.design, service, x=x, y=y, label=label)
        self.session.do("Add", change)
        return next(iter(change.after)).removeprefix("nodes/")

    def pixel(self, x, y):
        px, py = self.view.camera.to_pixel((x, y))
        return QPoint(round(px), round(py))

    def middle(self, node_id):
        node = self.session.design.nodes[node_id]
        return self.pixel(node.x + 88, node.y + 32)

    def out_port(self, node_id):
        node = self.session.design.nodes[node_id]
        return self.pixel(node.x + 176, node.y + 32)

    def move(self, at):
        QTest.mouseMove(self.port, at)
        QApplication.processEvents()

    def press(self, at, keys=Qt.KeyboardModifier.NoModifier):
        self.move(at)
        QTest.mousePress(self.port, Qt.MouseButton.LeftButton, keys, at)

    def release(self, at, keys=Qt.KeyboardModifier.NoModifier):
        QTest.mouseRelease(self.port, Qt.MouseButton.LeftButton, keys, at)

    def drag(self, start, end, keys=Qt.KeyboardModifier.NoModifier):
        self.press(start, keys)
        self.drag_on(start, end, keys)
        self.release(end, keys)

    def drag_on(self, start, end, keys=Qt.KeyboardModifier.NoModifier):
        """Mouse moves with the button down, in ten steps. QTest.mouseMove knows no button, so events are made."""
        from PySide6.QtGui import QMouseEvent  # noqa: PLC0415 - with the one who uses it

        for step in range(1, 11):
            at = QPointF(start) + (QPointF(end) - QPointF(start)) * step / 10
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                at,
                QPointF(self.port.mapToGlobal(at.toPoint())),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                keys,
            )
            QApplication.sendEvent(self.port, event)

    def key(self, key, keys=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.view, key, keys)

    def connect(self, source, target):
        self.move(self.middle(source))
        self.drag(self.out_port(source), self.middle(target))


@pytest.fixture(scope="session")
def application() -> QApplication:
    return make_application()


@pytest.fixture
def window(application, tmp_path) -> Iterator[MainWindow]:
    made = make_window(application, small_catalog(), Settings(tmp_path / "window.ini"), theme="light")
    made.resize(1200, 800)
    made.show()
    made.show_page("canvas")
    QApplication.processEvents()
    yield made
    made.session.history.mark_saved()
    made.close()
    made.appearance.release()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def user(window) -> Driver:
    return Driver(window)


def pytest_collection_modifyitems(items):
    """The offscreen platform says of itself what it cannot do; that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
