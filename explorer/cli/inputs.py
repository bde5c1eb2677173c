"""What the verbs read: designs from files or standard input, and the catalog."""

import sys
from pathlib import Path

import click

from explorer.app.session import read_content
from explorer.catalog import Catalog
from explorer.catalog.search import search
from explorer.design import Design
from explorer.errors import DesignError, InputError
from explorer.formats import Reading
from explorer.yaml_reader import line_of, read_bytes

STDIN = "-"

from_option = click.option(
    "--from", "from_", default="", help="Format of the input, where its name does not tell."
)


def read_input(name: str, catalog: Catalog, *, from_: str = "") -> Reading:
    """The design in a file, or on standard input for ``-``. What was not taken as it stood is told on stderr.

    A service that the catalog does not know is bad input here: no answer about such a design would be whole. The
    window opens it all the same, so that it can be mended.
    """
    content = sys.stdin.buffer.read() if name == STDIN else read_bytes(Path(name))
    shown = "standard input" if name == STDIN else name
    format_id = from_ or ("archex" if name == STDIN else "")
    reading = read_content(content, shown, catalog, format_id=format_id)
    _refuse_unknown_services(reading.design, catalog, content, shown)
    for note in reading.notes:
        click.echo(f"archex: {shown}: {note}", err=True)
    return reading


def _refuse_unknown_services(design: Design, catalog: Catalog, content: bytes, name: str) -> None:
    for node in design.nodes.values():
        if catalog.service(node.service) is None:
            near = [hit.id for hit in search(catalog, node.service, draggable_only=True, limit=3)]
            remedy = f"write {' or '.join(near)}" if near else "'archex catalog list' names those there are"
            problem = f"the service '{node.service}' of node '{node.id}' is not in the catalog"
            raise DesignError(problem, file=name, line=_line(content, node.id), remedy=remedy)


def _line(content: bytes, node_id: str) -> int | None:
    """The line of the node's service where the file is YAML; the other formats are not read by line."""
    try:
        return line_of(content, ("nodes", node_id, "service"))
    except InputError:
        return None
