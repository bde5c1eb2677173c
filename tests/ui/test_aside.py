"""Slow work runs beside the window, and its result arrives in the window's own thread."""

import threading

from explorer.design import Node
from explorer.design.change import added
from explorer.errors import EditError
from explorer.ui.aside import Aside


def test_work_is_done_in_a_thread_and_finished_in_the_windows(qtbot, qapp):
    told = []
    aside = Aside(qapp, lambda act: act())

    def work():
        told.append(threading.current_thread().name)
        return added([Node(id="a", service="s3")])

    aside(
        work, lambda change: told.append((threading.current_thread() is threading.main_thread(), change.keys))
    )

    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0].startswith("aside")
    assert told[1] == (True, {"nodes/a"})
    aside.stop()


def test_what_goes_wrong_is_told_by_the_window(qtbot, qapp):
    told = []

    def guarded(act):
        try:
            act()
        except EditError as error:
            told.append(str(error))

    def work():
        raise EditError("it no longer fits")

    aside = Aside(qapp, guarded)
    aside(work, lambda _change: told.append("finished"))

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["it no longer fits"]
    aside.stop()
