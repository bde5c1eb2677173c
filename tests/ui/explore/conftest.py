"""The page over the real catalog, offscreen, laid out and shown."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from explorer.app import Session
from explorer.ui.explore import ExploreView


@pytest.fixture
def page(application, catalog, qtbot):
    made = ExploreView(Session(catalog))
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.view.picture is not None, timeout=20_000)
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
