"""How the verbs write: tables for people, and formats for machines, on standard output or into a file."""

import csv
import io
import re
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from explorer.storage import write_atomically

SCHEMA_VERSION = 1
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Row = Sequence[str | Decimal | float | int | None]
Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format`` with these choices, the first being the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Output format.",
    )


output_option = click.option(
    "-o", "--output", "output", default="-", help="File to write, '-' for standard output.", show_default=True
)


def write_text(text: str, output: str = "-") -> None:
    """The text to standard output or, whole or not at all, into a file."""
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_atomically(Path(output), text.encode("utf-8", "replace"))


def write_bytes(content: bytes, output: str) -> None:
    """Bytes likewise."""
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_atomically(Path(output), content)


def json_text(value: dict[str, Any]) -> str:
    """Indented JSON with its schema version first; Decimals become numbers."""
    encoded = _ENCODER.encode({"schema_version": SCHEMA_VERSION, **value})
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def json_array(rows: Sequence[dict[str, Any]]) -> str:
    """Indented JSON of a list."""
    return msgspec.json.format(_ENCODER.encode(list(rows)), indent=2).decode() + "\n"


def csv_text(header: Sequence[str], rows: Sequence[Row]) -> str:
    """Comma-separated values in which no text can be taken for a formula by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def markdown_table(header: Sequence[str], rows: Sequence[Row], *, right: Sequence[int] = ()) -> str:
    """A table in GitHub's Markdown; columns of the indices in ``right`` are set to the right."""
    rule = ["---:" if index in right else "---" for index in range(len(header))]
    lines = [header, rule, *([_marked(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _marked(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(plain(text).split()))


def plain(text: str) -> str:
    """Without control characters, so that a document cannot speak to the terminal."""
    return _CONTROL.sub("\ufffd", text)


def table_text(header: Sequence[str], rows: Sequence[Row], *, right: Sequence[int] = ()) -> str:
    """A table for the terminal: columns as wide as what they hold, text wrapped to the window's width."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only people need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, title in enumerate(header):
        table.add_column(title, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain("" if cell is None else str(cell))) for cell in row))
    out = io.StringIO()
    colour = sys.stdout.isatty()
    console = Console(file=out, width=None if colour else 160, force_terminal=colour, highlight=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def money(usd: Decimal) -> str:
    """US dollars with two places and thousands parted; what is not nothing is never shown as 0.00."""
    if 0 < usd < Decimal("0.005"):
        return "< 0.01"
    return f"{usd:,.2f}"
