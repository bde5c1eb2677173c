"""Bringing plain values of an older design file up to date, one named step per schema number."""

from collections.abc import Callable
from typing import Any

SCHEMA = 1
"""The schema number that this version writes."""

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By the number they start from: a function from plain values of that schema to those of the next."""


def migrate(plain: dict[str, Any], *, error: Callable[..., Exception]) -> dict[str, Any]:
    """``plain`` as this version's schema says it. ``error`` makes the exception for a number that cannot be."""
    number = plain.get("archex")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise error(
            ("archex",), f"'archex' must be a schema number, not {number!r}", f"write archex: {SCHEMA}"
        )
    if number > SCHEMA:
        problem = f"was made by a newer version (schema {number}; this one reads up to {SCHEMA})"
        raise error(("archex",), problem, "update Architecture Explorer")
    for step in range(number, SCHEMA):
        plain = MIGRATIONS[step](plain)
    return plain
