"""What all tests share. With ARCHEX_WITHOUT_QT=1 no toolkit can be imported: the core must not miss it."""

import os
import sys

import pytest

from explorer.catalog import load_catalog

if os.environ.get("ARCHEX_WITHOUT_QT"):

    class _Refuses:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
                raise ImportError(f"{name} is not to be imported here")

    sys.meta_path.insert(0, _Refuses())


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch, request):
    """No test reads or writes the user's settings; the compiled catalog may be shared."""
    if "ui" in request.node.path.parts:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))
