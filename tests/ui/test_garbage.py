"""Garbage is collected in the pauses."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from explorer.app import Session
from explorer.design import edits
from explorer.ui import garbage
from explorer.ui.garbage import IdleCollector


class _Ring:
    """Refers to itself, so only a collection ends it."""

    def __init__(self):
        self.ring = self


@pytest.fixture
def collector(qtbot, monkeypatch, catalog):
    monkeypatch.setattr(garbage, "_REST_MS", 20)
    thresholds = gc.get_threshold()
    session = Session(catalog)
    owner = QObject()
    IdleCollector(session, owner)
    yield session
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    owner.deleteLater()


def test_what_nobody_holds_is_gone_some_time_after_a_change(collector, qtbot):
    ring = weakref.ref(_Ring())

    collector.do("Add", edits.add_node(collector.design, "s3", x=0, y=0))

    qtbot.waitUntil(lambda: ring() is None, timeout=2000)


def test_old_objects_are_never_gone_through_in_the_middle_of_something(collector):
    assert gc.get_threshold()[2] > 10**6
