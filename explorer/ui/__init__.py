"""The window: widgets over a session. They show and forward; they decide nothing about AWS.

This is the only package that imports Qt. What the user does is an action or a gesture on the `Session`; a
view redraws what a change names. Labels of foreign text are plain text throughout (`plain`).
"""

import ctypes
import sys


def _keep_none_alive() -> None:
    """Make ``None`` outlive a long session on Python 3.11.

    PySide6 6.12 takes one reference to it away with every call that returns nothing, as later Pythons allow,
    where it is immortal; here the process would end after some thousand calls.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize // 4


_keep_none_alive()
