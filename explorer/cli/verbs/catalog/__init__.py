"""``archex catalog``."""

import click

from explorer.cli.group import Verbs


@click.group(cls=Verbs, package=__name__)
def command() -> None:
    """Questions to the catalog of services."""
