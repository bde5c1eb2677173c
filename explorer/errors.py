"""Errors a caller can act on. Each message is one sentence that names file, place and remedy."""

from pathlib import Path


class ExplorerError(Exception):
    """Something outside the program is not as it must be; the message is fit to show as it stands."""


class InputError(ExplorerError):
    """A file cannot be read or does not say what it should; nothing was changed."""

    def __init__(self, problem: str, *, file: Path | str, line: int | None = None, remedy: str = "") -> None:
        self.problem = problem
        self.file = str(file)
        self.line = line
        self.remedy = remedy
        place = self.file if line is None else f"{self.file}:{line}"
        super().__init__(f"{place}: {problem}" + (f"; {remedy}" if remedy else ""))


class CatalogError(InputError):
    """A catalog file is wrong: an unknown key, a missing source, a name that leads nowhere."""


class DesignError(InputError):
    """A design file is wrong, or made by a newer version."""


class FormatError(InputError):
    """A file in a foreign format cannot be read, or a design cannot be written in it."""


class OutputError(ExplorerError):
    """A result could not be written; what stood at the place before still stands."""


class EditError(ExplorerError):
    """An edit was refused: it would leave the design without sense. The message gives the reason."""


class UsageError(ExplorerError):
    """The caller asked for something that does not exist, such as an unknown format or template."""
