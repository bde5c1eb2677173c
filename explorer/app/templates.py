"""Designs that come with the program, one file each in ``catalog/templates``."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.data import data_folder
from explorer.design import Design
from explorer.errors import UsageError
from explorer.formats.archex import CODEC

SUFFIX = ".archex.yaml"


class Template(Struct, frozen=True):
    """A ready design: what it is about, and how large."""

    id: str
    title: str
    story: str
    nodes: int
    connections: int
    path: Path


@cache
def templates() -> dict[str, Template]:
    """All templates by id, in the order of titles."""
    found = sorted(_found(), key=lambda template: template.title)
    return {template.id: template for template in found}


def template(template_id: str) -> Template:
    """The template of that id. Raises UsageError naming those there are."""
    if template_id not in templates():
        raise UsageError(f"there is no template '{template_id}'; there are {', '.join(templates())}")
    return templates()[template_id]


def design_of(chosen: Template, catalog: Catalog) -> Design:
    """The template's design, read anew each time."""
    assert CODEC.read is not None  # noqa: S101 - the native format reads
    return CODEC.read(chosen.path.read_bytes(), chosen.path, catalog).design


def _found() -> Iterator[Template]:
    for path in sorted((data_folder("catalog") / "templates").glob(f"*{SUFFIX}")):
        design = design_of(Template("", "", "", 0, 0, path), Catalog((), (), ()))
        header = design.header
        yield Template(
            id=path.name.removesuffix(SUFFIX),
            title=header.title,
            story=header.story,
            nodes=len(design.nodes),
            connections=len(design.connections),
            path=path,
        )
