"""The user's document: nodes, connections, groups, notes and workloads, and the one door for changes.

`records` are the truth; `Design.apply` is the only way to change them; a `Change` is a value that can be
turned round, so undo is data. `edits` makes the changes that people ask for.
"""

from explorer.design.change import Change
from explorer.design.design import Design
from explorer.design.history import History
from explorer.design.records import Connection, Group, Header, Node, Note, Suppression, Workload

__all__ = [
    "Change",
    "Connection",
    "Design",
    "Group",
    "Header",
    "History",
    "Node",
    "Note",
    "Suppression",
    "Workload",
]
