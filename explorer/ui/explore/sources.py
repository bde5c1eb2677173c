"""Opening the address of a source: only https, and only when the user asks."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def can_open(url: str) -> bool:
    """Whether an address is one that `open_source` would open."""
    address = QUrl(url, QUrl.ParsingMode.StrictMode)
    return address.isValid() and address.scheme() == "https" and bool(address.host())


def open_source(url: str) -> bool:
    """Hand the address to the user's browser; says whether that was done."""
    return can_open(url) and QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
