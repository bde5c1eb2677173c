"""Rows that stand for nodes: those of the nodes that are selected on the canvas are marked."""

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QTreeWidget

NODE = Qt.ItemDataRole.UserRole
"""Where a row keeps the id of its node, in its first column."""
BESIDE = NODE + 1
"""Where it keeps the ids of further nodes, if it stands for several."""


def mark_rows(tree: QTreeWidget, nodes: Collection[str]) -> None:
    """Select the rows of these nodes and bring the first of them into view; rows that a person chose stay chosen."""
    if {row.data(0, NODE) for row in tree.selectedItems()} == set(nodes):
        return
    blocker = QSignalBlocker(tree)
    tree.clearSelection()
    for index in range(tree.topLevelItemCount()):
        row = tree.topLevelItem(index)
        if row is not None and not {row.data(0, NODE), *(row.data(0, BESIDE) or ())}.isdisjoint(nodes):
            if not tree.selectedItems():
                tree.scrollToItem(row)
            row.setSelected(True)
    blocker.unblock()
    tree.viewport().update()
