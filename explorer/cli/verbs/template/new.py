"""``archex template new``."""

import click

from explorer.app.templates import template
from explorer.cli.output import output_option, write_bytes


@click.command()
@click.argument("template_id")
@output_option
def command(template_id: str, output: str) -> int:
    """Write a template as a design of your own."""
    write_bytes(template(template_id).path.read_bytes(), output)
    return 0
