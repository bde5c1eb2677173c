"""``.archex.toml``: what a project wants of ``archex check``. It holds no paths, commands or addresses."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from explorer.cli.inputs import STDIN
from explorer.errors import InputError
from explorer.rules.model import SEVERITIES
from explorer.yaml_reader import read_text

NAME = ".archex.toml"
LEVELS = (*SEVERITIES, "never")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class CheckConfig:
    """The ``[check]`` table; None where it says nothing. ``path`` is None where there is no file."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    path: Path | None = None


def check_config(first_file: str) -> CheckConfig:
    """What the nearest ``.archex.toml`` says, in the first file's folder or above it.

    Keys that are not known are told on stderr. Raises InputError, with the line of broken TOML.
    """
    path = _nearest(Path() if first_file == STDIN else Path(first_file).parent)
    if path is None:
        return CheckConfig()
    content = _read(path)
    _warn_unknown(content, ("check",), "", path)
    table = content.get("check", {})
    if not isinstance(table, dict):
        raise InputError("'check' is not a table", file=path, remedy="write [check] above its keys")
    _warn_unknown(table, ("select", "ignore", "fail_on"), "check.", path)
    return replace(
        CheckConfig(path=path),
        select=_rules(table, "select", path),
        ignore=_rules(table, "ignore", path),
        fail_on=_level(table, path),
    )


def _nearest(folder: Path) -> Path | None:
    start = folder.resolve()
    try:
        return next((path for one in (start, *start.parents) if (path := one / NAME).is_file()), None)
    except OSError:  # a folder that may not be looked into has nothing to say
        return None


def _read(path: Path) -> dict[str, Any]:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise InputError("is nested too deeply", file=path, remedy="flatten it") from error
    except ValueError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines()) or 1
        detail = str(error).partition(" (at ")[0]
        raise InputError(f"is not valid TOML ({detail})", file=path, line=line, remedy="mend it") from error


def _warn_unknown(table: Iterable[str], known: tuple[str, ...], prefix: str, path: Path) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.0)[0]
            message = f"archex: {path}: '{prefix}{key}' is not known and does nothing; "
            click.echo(f"{message}did you mean '{prefix}{near}'?", err=True)


def _rules(table: dict[str, Any], key: str, path: Path) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(
            f"'check.{key}' is not a list of rules", file=path, remedy=f'write {key} = ["W2105"]'
        )
    return tuple(value)


def _level(table: dict[str, Any], path: Path) -> str | None:
    value = table.get("fail_on")
    if value is not None and value not in LEVELS:
        remedy = f"write one of {', '.join(LEVELS)}"
        raise InputError(f"'check.fail_on' is {value!r}", file=path, remedy=remedy)
    return value
