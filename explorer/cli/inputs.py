"""What the verbs read: designs from files or standard input, and the catalog."""

import sys
from pathlib import Path

import click

from explorer.app.session import read_content, read_design
from explorer.catalog import Catalog
from explorer.formats import Reading

STDIN = "-"

from_option = click.option(
    "--from", "from_", default="", help="Format of the input, where its name does not tell."
)


def read_input(name: str, catalog: Catalog, *, from_: str = "") -> Reading:
    """The design in a file, or on standard input for ``-``. What was not taken as it stood is told on stderr."""
    if name == STDIN:
        content = sys.stdin.buffer.read()
        reading = read_content(content, "standard input", catalog, format_id=from_ or "archex")
    else:
        reading = read_design(Path(name), catalog, format_id=from_)
    for note in reading.notes:
        click.echo(f"archex: {name}: {note}", err=True)
    return reading
