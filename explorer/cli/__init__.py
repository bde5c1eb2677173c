"""The command line: one module per verb in ``verbs``, and the folder is the registry.

Results go to standard output, talk to standard error. Exit codes: 0 clean, 1 findings at or over ``--fail-on``,
2 usage, 3 input not readable or invalid, 4 internal error or result not writable, 5 partial result, 130
interrupted. Only the verb that was asked for is imported.
"""

import os
import sys
from collections.abc import Sequence

import click

from explorer.cli.group import Verbs
from explorer.errors import ExplorerError, InputError, UsageError

CLEAN, FINDINGS, USAGE, INPUT, INTERNAL, PARTIAL, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


@click.group(cls=Verbs, package="explorer.cli.verbs", invoke_without_command=True)
@click.version_option(package_name="archex", prog_name="archex")
@click.pass_context
def archex(context: click.Context) -> None:
    """Design, check and price data and machine-learning systems on AWS.

    Without a verb it opens the window.

    \b
    Examples:
      archex template new call-recordings -o calls.archex.yaml
      archex check calls.archex.yaml
      archex cost calls.archex.yaml --format markdown
      archex export calls.archex.yaml -o calls.svg
    """  # noqa: D301 - click reads the \b as a character
    if context.invoked_subcommand is None:
        verb = archex.get_command(context, "gui")
        assert verb is not None  # noqa: S101 - it is a file of this package
        context.invoke(verb)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code, with any error already told on standard error."""
    try:
        result = archex.main(args=arguments, prog_name="archex", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # the reader has enough; not worth a word
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:
        if os.environ.get("ARCHEX_TRACEBACK"):
            raise
        return _told(error)
    return result if isinstance(result, int) else CLEAN


def _told(error: Exception) -> int:
    """Tell the error in one sentence; returns the exit code that it means."""
    if isinstance(error, click.ClickException):
        error.show()
        return USAGE
    if isinstance(error, ExplorerError):
        click.echo(f"archex: {error}", err=True)
        return (
            USAGE if isinstance(error, UsageError) else INPUT if isinstance(error, InputError) else INTERNAL
        )
    kind = type(error).__name__
    click.echo(f"archex: internal error ({kind}: {error}); ARCHEX_TRACEBACK=1 shows more", err=True)
    return INTERNAL
