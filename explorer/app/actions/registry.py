"""Finds the actions of this package."""

import importlib
import pkgutil
from functools import cache

from explorer.app.actions.action import Action


@cache
def actions() -> dict[str, Action]:
    """Every action by its id, in the order of modules and then of their lists."""
    import explorer.app.actions as package  # noqa: PLC0415 - the package imports this module

    found: dict[str, Action] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for action in getattr(module, "ACTIONS", ()):
            if action.id in found:
                raise ValueError(f"two actions have the id {action.id}")
            found[action.id] = action
    return found
