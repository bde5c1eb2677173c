"""The arrows of the canvas, led well when there is time."""

import pytest
from msgspec.structs import replace

from explorer.design import Design, edits
from explorer.design.change import added, removed
from explorer.design.records import Connection, Node
from explorer.drawing.geometry import Box
from explorer.ui.canvas.arrows import Arrows

PATIENCE_S = 10.0
EVERYWHERE = Box(-1e6, -1e6, 2e6, 2e6)


@pytest.fixture
def design():
    nodes = [Node(id=f"n{i}", service="lambda", x=i * 400.0, y=i % 2 * 200.0) for i in range(4)]
    links = [
        Connection(id=f"c{i}", source=f"n{i}", target=f"n{(i + 1) % 4}", mechanism="sdk-call")
        for i in range(4)
    ]
    return Design([*nodes, *links])


@pytest.fixture
def arrows(design, qapp):
    made = Arrows(design)
    design.changed.connect(lambda change: _follow(made, design, change))
    made.settle(limit_s=PATIENCE_S)
    return made


def _follow(arrows, design, change):
    """Tell of a change as the scene does."""
    ids = [key.partition("/")[2] for key in change.after]
    links = [key for key in ids if key.startswith("c")]
    ends = {node for node in ids if node.startswith("n")} | {
        end
        for record in (*change.before.values(), *change.after.values())
        if isinstance(record, Connection)
        for end in (record.source, record.target)
    }
    arrows.change(ends, links)


def routes(arrows, *link_ids):
    return {link_id: arrows.route(link_id) for link_id in link_ids}


def test_undo_of_a_move_shows_the_routes_from_before_at_once(design, arrows):
    before = routes(arrows, "c0", "c1")
    moved = edits.move(design, ["nodes/n1"], dx=130, dy=480)
    design.apply(moved)
    arrows.settle(limit_s=PATIENCE_S)
    assert before != routes(arrows, "c0", "c1")

    design.apply(moved.inverted())

    assert before == routes(arrows, "c0", "c1")


def test_undo_of_a_deletion_shows_the_routes_from_before_at_once(design, arrows):
    before = routes(arrows, "c0", "c3")
    gone = edits.delete(design, ["nodes/n0"])
    design.apply(gone)
    arrows.settle(limit_s=PATIENCE_S)

    design.apply(gone.inverted())

    assert before == routes(arrows, "c0", "c3")


def test_an_arrow_that_comes_back_by_another_mechanism_is_not_the_one_from_before(design, arrows):
    old, before = design.connections["c0"], arrows.items["c0"]
    design.apply(removed([old]))

    design.apply(added([replace(old, mechanism="event-notification")]))

    assert before is not arrows.items["c0"]
    assert arrows.items["c0"].link.mechanism == "event-notification"


@pytest.mark.parametrize("edit", ["move", "delete", "undo"])
def test_what_is_in_view_follows_each_change(design, arrows, edit):
    near = Box(0, 0, 500, 300)
    arrows.in_view(near)
    change = {
        "move": lambda: edits.move(design, ["nodes/n0"], dx=3000, dy=3000),
        "delete": lambda: edits.delete(design, ["connections/c0"]),
        "undo": lambda: edits.delete(design, ["nodes/n1"]),
    }[edit]()
    design.apply(change)
    if edit == "undo":
        arrows.in_view(near)
        design.apply(change.inverted())
    arrows.settle(limit_s=PATIENCE_S)
    fresh = Arrows(design)
    fresh.settle(limit_s=PATIENCE_S)

    shown = {item.link.id for item in arrows.in_view(near)}

    assert {item.link.id for item in fresh.in_view(near)} == shown
    assert set(design.connections) == {item.link.id for item in arrows.in_view(EVERYWHERE)}
