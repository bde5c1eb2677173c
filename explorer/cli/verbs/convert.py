"""``archex convert``: from one format to another."""

from pathlib import Path

import click

from explorer.app.session import written
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import output_option, write_bytes
from explorer.formats import codec_for


@click.command()
@click.argument("file")
@from_option
@click.option("--to", "to", default="", help="Format of the result, where the output's name does not tell.")
@output_option
def command(file: str, from_: str, to: str, output: str) -> int:
    """Convert a design between formats; '-' is standard input or output.

    \b
    Example: archex convert calls.archex.yaml --to json -o -
    """  # noqa: D301 - click reads the \b as a character
    if output == "-" and not to:
        raise click.UsageError("--to is needed when the result goes to standard output")
    catalog = load_catalog()
    design = read_input(file, catalog, from_=from_).design
    codec = codec_for(output, format_id=to)
    write_bytes(written(design, catalog, Path(output), format_id=codec.id), output)
    return 0
