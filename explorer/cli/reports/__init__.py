"""What ``archex check`` can write: one module per format with a ``REPORT``, and the folder is the registry."""

import importlib
import os
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.inputs import STDIN
from explorer.errors import InputError
from explorer.formats import codec_for
from explorer.rules import Answered, Finding, Rule
from explorer.rules.model import SEVERITIES
from explorer.yaml_reader import lines_below, read_bytes

if TYPE_CHECKING:
    from explorer.rules.explain import Explanation


@dataclass(frozen=True)
class Place:
    """A node or a connection that a finding is about, and its line where the file is read by line."""

    collection: str
    id: str
    line: int | None


@dataclass(frozen=True)
class Checked:
    """One design file, by the name it was given under, and what the rules found in it."""

    name: str
    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, str], int]
    """By collection and id."""
    answered: tuple[Answered, ...] = ()
    """What the rules found and the design's suppressions answer."""
    explanations: "tuple[Explanation, ...]" = ()
    """One for each finding, where they were asked for."""

    @property
    def uri(self) -> str:
        """The name relative to the working folder, with slashes."""
        return "stdin" if self.name == STDIN else Path(os.path.relpath(self.name)).as_posix()

    def places(self, finding: Finding) -> list[Place]:
        """What the finding is about; the first is where to go to."""
        ids = [("nodes", one) for one in finding.nodes] + [
            ("connections", one) for one in finding.connections
        ]
        return [Place(*one, self.lines.get(one)) for one in ids]

    def line(self, finding: Finding) -> int | None:
        """The line to go to; that of a finding about the whole design is the first."""
        places = self.places(finding)
        return places[0].line if places else 1


@dataclass(frozen=True)
class Checkup:
    """All files of one run, and the rules that ran on each."""

    files: tuple[Checked, ...]
    rules: tuple[Rule, ...]

    @property
    def found(self) -> list[tuple[Checked, Finding]]:
        """Every finding with its file, file by file."""
        return [(file, finding) for file in self.files for finding in file.findings]

    @property
    def worst_first(self) -> list[tuple[Checked, Finding]]:
        """Likewise, by severity first."""
        return sorted(self.found, key=lambda pair: SEVERITIES.index(pair[1].severity))


Report = Callable[[Checkup], str]


def report_names() -> tuple[str, ...]:
    """The formats, that for people first."""
    names = (info.name.rstrip("_") for info in pkgutil.iter_modules(__path__))
    return tuple(sorted(names, key=lambda name: (name != "table", name)))


def report(name: str) -> Report:
    """The report of that name; only its module is imported."""
    module = next(info.name for info in pkgutil.iter_modules(__path__) if info.name.rstrip("_") == name)
    found: Report = importlib.import_module(f"{__name__}.{module}").REPORT
    return found


def lines_in(name: str, *, from_: str = "") -> dict[tuple[str, str], int]:
    """The lines of the nodes and connections in a native file; none for what is not read by line."""
    if name == STDIN or codec_for(name, format_id=from_).id != "archex":
        return {}
    try:
        content = read_bytes(Path(name))
        by_collection = {key: lines_below(content, (key,)) for key in ("nodes", "connections")}
    except InputError:  # it was read a moment ago, and a report without lines is still right
        return {}
    return {(key, one): line for key, lines in by_collection.items() for one, line in lines.items()}
