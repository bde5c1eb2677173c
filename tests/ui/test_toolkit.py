"""What we rely on in the toolkit itself."""

import sys

from PySide6.QtCore import QObject

CALLS = 5000


def test_calls_that_return_nothing_take_no_reference_to_none_away(qapp):
    """PySide6 6.12.0 did, and on Python 3.11 the process then aborts after some thousand calls."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")

    assert sys.getrefcount(None) > before - CALLS // 2
