"""What a user can do to a session: one `Action` value each, in the modules of this package.

Menus, shortcuts, the command palette and the shortcut sheet are made from these values. The folder is the
registry: a module's ``ACTIONS`` are found by looking.
"""

from explorer.app.actions.action import Action
from explorer.app.actions.registry import actions

__all__ = ["Action", "actions"]
