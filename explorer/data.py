"""Where the files that come with the program are: the catalog and the resources."""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def data_folder(name: str) -> Path:
    """The folder ``catalog`` or ``resources``.

    An installed wheel carries them as ``explorer/data``; a checkout, and an editable install of it, has them
    beside the package. Both are found from the package itself, never from the working directory.
    """
    package = Path(str(files("explorer")))
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name
