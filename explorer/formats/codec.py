"""What a format is: one `Codec` value per module of this package."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.catalog import Catalog
from explorer.design import Design

if TYPE_CHECKING:
    from explorer.drawing.official_icons import IconFolder


class Keeps(StrEnum):
    """What of a design can survive in a format. What a codec does not keep, the user is told before saving."""

    CONNECTIONS = "connections"
    GROUPS = "groups"
    LABELS = "labels"
    MECHANISMS = "mechanisms"
    NOTES = "notes"
    POSITIONS = "positions"
    SERVICES = "services"
    SETTINGS = "settings"
    SUPPRESSIONS = "suppressions"
    WORKLOADS = "workloads"


@dataclass(frozen=True)
class Reading:
    """A design read from a file, with a sentence for each thing that could not be taken as it stood."""

    design: Design
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """How a picture is to be made.

    ``badges`` are short texts by node id, such as its monthly cost; ``findings`` counts by node id and severity.
    ``icons`` go before ours, for the services they have.
    """

    theme: str = "light"
    scale: float = 2.0
    """Pixels per point, for pixel formats."""
    legend: bool = True
    title: bool = True
    badges: dict[str, str] = field(default_factory=dict)
    findings: dict[str, dict[str, int]] = field(default_factory=dict)
    icons: "IconFolder | None" = None


@dataclass(frozen=True)
class Codec:
    """One format. ``write`` returns the file's bytes; ``read`` takes them with the name to blame in errors."""

    id: str
    title: str
    suffixes: tuple[str, ...]
    keeps: frozenset[Keeps] = frozenset()
    write: Callable[[Design, Catalog, Look], bytes] | None = None
    read: Callable[[bytes, Path | str, Catalog], Reading] | None = None
    is_picture: bool = False
