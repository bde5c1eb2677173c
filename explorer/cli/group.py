"""A click group whose commands are the modules of a package, imported when asked for."""

import importlib
import pkgutil
from typing import Any

import click


class Verbs(click.Group):
    """Each module of ``package`` holds one command of the module's name (``list_`` for ``list``)."""

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules."""
        del ctx
        return sorted(name.rstrip("_") for name in self._modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command in the module of that name."""
        del ctx
        name = next((name for name in self._modules() if name.rstrip("_") == cmd_name), None)
        if name is None:
            return None
        command = importlib.import_module(f"{self._package}.{name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - the package's rule
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's own, with the nearest verb named where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error

    def _modules(self) -> list[str]:
        package = importlib.import_module(self._package)
        return [info.name for info in pkgutil.iter_modules(package.__path__)]
