"""The first usable window, beside importing the toolkit; offscreen, each in a process of its own."""

import os
import subprocess
import sys

from timing import median_ms, report

BUDGET_MS = 1000.0
_TOOLKIT = "from PySide6 import QtCore, QtGui, QtWidgets"
_WINDOW = f"""
{_TOOLKIT}
import tempfile
from pathlib import Path
from explorer.catalog import load_catalog
from explorer.ui.main import make_application, make_window
from explorer.ui.settings import Settings
application = make_application()
window = make_window(application, load_catalog(), Settings(Path(tempfile.mkdtemp()) / "w.ini"))
window.show()
application.processEvents()
"""


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    toolkit = _process(_TOOLKIT)
    whole = _process(_WINDOW + "import os; os._exit(0)")
    report("importing the toolkit", toolkit, floor=toolkit)
    report("to the first window", whole, floor=toolkit)
    report("beyond importing the toolkit", whole - toolkit, floor=toolkit, budget_ms=BUDGET_MS)


def _process(code: str) -> float:
    command = [sys.executable, "-P", "-c", code]
    return median_ms(lambda: subprocess.run(command, check=True, capture_output=True), runs=5)  # noqa: S603 - ours


if __name__ == "__main__":
    main()
