"""``archex rules``."""

import click

from explorer.cli.group import Verbs


@click.group(cls=Verbs, package=__name__)
def command() -> None:
    """The rules that designs are checked against."""
