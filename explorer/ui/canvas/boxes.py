"""Where things are: the boxes of records, and what is at a point."""

from explorer.design import Design, Group, Node, Note
from explorer.design.records import Record
from explorer.drawing.geometry import Box
from explorer.drawing.routes import box_of as tile_box


def box_of(record: Record | None) -> Box | None:
    """The rectangle a record takes on the canvas; None for one that has none of its own."""
    if isinstance(record, Node):
        return tile_box(record)
    if isinstance(record, Group | Note):
        return Box(record.x, record.y, record.width, record.height)
    return None


def movable_boxes(design: Design) -> dict[str, Box]:
    """The rectangles of all frames, notes and nodes, by key."""
    boxes: dict[str, Box] = {}
    for group in design.groups.values():
        boxes[f"groups/{group.id}"] = Box(group.x, group.y, group.width, group.height)
    for note in design.notes.values():
        boxes[f"notes/{note.id}"] = Box(note.x, note.y, note.width, note.height)
    for node in design.nodes.values():
        boxes[f"nodes/{node.id}"] = tile_box(node)
    return boxes


def innermost_group(design: Design, node: Node) -> str:
    """The id of the smallest frame that the middle of the node's tile lies in; empty for none."""
    middle = tile_box(node).centre
    around = [group for group in design.groups.values() if _box(group).holds(*middle)]
    return min(around, key=lambda group: group.width * group.height).id if around else ""


def _box(group: Group) -> Box:
    return Box(group.x, group.y, group.width, group.height)
