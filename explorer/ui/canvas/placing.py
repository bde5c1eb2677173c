"""Putting services on the canvas: at a free place on the grid, alone, connected, or in between."""

from explorer.app import Session
from explorer.app.connecting import Offer, mechanisms_through
from explorer.design import Design, Node, edits
from explorer.drawing.geometry import Box, Point
from explorer.drawing.routes import box_of as tile_box
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.ui.canvas.boxes import innermost_group
from explorer.ui.canvas.snapping import GRID
from explorer.ui.canvas.tools import ConnectTool

GAP = 32.0


def place(session: Session, service_id: str, middle: Point) -> str:
    """Put a node with its tile's middle at the point, moved where another tile is in the way; choose it."""
    node_id = _add(session, service_id, middle)
    session.selection.set({f"nodes/{node_id}"})
    return node_id


def place_connected(session: Session, service_id: str, middle: Point, tool: ConnectTool) -> None:
    """Put a node where an arrow was dropped and lead the arrow to it, as one step."""
    mark = session.history.mark()
    tool.hover(_add(session, service_id, middle))
    if tool.offer is not None and tool.offer.verdict != "not-possible":
        tool.make()
    session.history.squash_to(mark, f"Add {session.catalog.name(service_id)}")
    session.selection.set({f"nodes/{tool.target}"})


def insert_between(session: Session, source: str, target: str, via: str, link_id: str = "") -> None:
    """Put a node of service ``via`` between two nodes, connected with both, as one step.

    ``link_id`` names a connection that it replaces.
    """
    design, catalog = session.design, session.catalog
    start, end = design.nodes[source], design.nodes[target]
    through = mechanisms_through(catalog, start.service, via, end.service)
    if through is None:
        return
    mark = session.history.mark()
    if link_id:
        session.do("Disconnect", edits.delete(design, {f"connections/{link_id}"}))
    middle = _middle(start, end)
    node_id = _add(session, via, middle)
    session.do("Connect", edits.connect(design, source, node_id, through[0]))
    session.do("Connect", edits.connect(design, node_id, target, through[1]))
    session.history.squash_to(mark, f"Insert {catalog.name(via)}")
    session.selection.set({f"nodes/{node_id}"})


def working_ways(session: Session, source: str, target: str, offer: Offer) -> list[str]:
    """The intermediaries of an offer that can be put in between, best first."""
    nodes = session.design.nodes
    ends = nodes[source].service, nodes[target].service
    return [via for via in offer.via if mechanisms_through(session.catalog, ends[0], via, ends[1])]


def free_place(design: Design, x: float, y: float) -> Point:
    """The place on the grid nearest below (x, y) where a tile covers no other."""
    place = Box(_on_grid(x), _on_grid(y), TILE_WIDTH, TILE_HEIGHT)
    for _ in range(len(design.nodes)):
        blocking = [tile_box(node) for node in design.nodes.values() if tile_box(node).meets(place)]
        if not blocking:
            break
        place = place._replace(y=_on_grid(max(box.bottom for box in blocking) + GAP))
    return place.x, place.y


def _add(session: Session, service_id: str, middle: Point) -> str:
    x, y = free_place(session.design, middle[0] - TILE_WIDTH / 2, middle[1] - TILE_HEIGHT / 2)
    group = innermost_group(session.design, Node(id="new", service=service_id, x=x, y=y))
    change = edits.add_node(session.design, service_id, x=x, y=y, group=group)
    session.do(f"Add {session.catalog.name(service_id)}", change)
    return next(iter(change.after)).removeprefix("nodes/")


def _middle(start: Node, end: Node) -> Point:
    (ax, ay), (bx, by) = tile_box(start).centre, tile_box(end).centre
    return ((ax + bx) / 2, (ay + by) / 2)


def _on_grid(value: float) -> float:
    return round(value / GRID) * GRID
