"""``archex template``."""

import click

from explorer.cli.group import Verbs


@click.group(cls=Verbs, package=__name__)
def command() -> None:
    """Ready designs to start from."""
