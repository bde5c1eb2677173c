"""Colours and lines, read from ``resources/themes``. Light is for exports, both are for the window."""

from functools import cache

import msgspec
from msgspec import Struct

from explorer.catalog.vocabulary import MECHANISMS, Family
from explorer.data import data_folder
from explorer.yaml_reader import read_text, read_yaml


class ArrowStyle(Struct, frozen=True, forbid_unknown_fields=True):
    """How one family of mechanisms is drawn. ``dash`` is in points; ``head`` names the shape at the target."""

    color: str
    width: float
    dash: tuple[float, ...] = ()
    head: str = "triangle"


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """Colours as ``#rrggbb`` by role, by category, and arrow styles by family."""

    name: str
    colors: dict[str, str]
    categories: dict[str, str]
    arrows: dict[Family, ArrowStyle]

    def arrow(self, mechanism: str) -> ArrowStyle:
        """The style of a mechanism; one that is not in the vocabulary is drawn as a request."""
        words = MECHANISMS.get(mechanism)
        return self.arrows[words.family if words else "request"]


@cache
def theme(name: str) -> Theme:
    """The theme ``light`` or ``dark``."""
    path = data_folder("resources") / "themes" / f"{name}.yaml"
    return msgspec.convert(read_yaml(read_text(path), file=path), Theme)
