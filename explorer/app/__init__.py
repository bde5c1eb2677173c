"""A working session and the actions on it: what the window and the command line both stand on."""

from explorer.app.session import Session

__all__ = ["Session"]
