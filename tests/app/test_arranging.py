import pytest

from explorer.app.arranging import arranged
from explorer.design import Connection, Design, Group, Node
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.layout.cancel import LayoutCancelled


def chain(*groups):
    nodes = [Node(id=f"n{i}", service="s3", x=100, y=50, group=group) for i, group in enumerate(groups)]
    links = [
        Connection(id=f"c{i}", source=f"n{i}", target=f"n{i + 1}", mechanism="replication")
        for i in range(len(nodes) - 1)
    ]
    return [*nodes, *links]


def test_a_chain_runs_straight_from_left_to_right_from_where_it_stood():
    design = Design(chain("", "", ""))

    design.apply(arranged(design, list(design.nodes)))

    xs = [node.x for node in design.nodes.values()]
    assert xs == sorted(set(xs))
    assert {node.y for node in design.nodes.values()} == {48}
    assert min(xs) in {96, 104}


def test_frames_are_drawn_round_their_members_and_nothing_else():
    groups = [Group(id="vpc", kind="vpc"), Group(id="inner", kind="subnet", parent="vpc")]
    design = Design([*chain("", "vpc", "inner", ""), *groups])

    design.apply(arranged(design, list(design.nodes)))

    def inside(node, group):
        frame = design.groups[group]
        fits_x = frame.x <= node.x and node.x + TILE_WIDTH <= frame.x + frame.width
        return fits_x and frame.y <= node.y and node.y + TILE_HEIGHT <= frame.y + frame.height

    assert [inside(node, "vpc") for node in design.nodes.values()] == [False, True, True, False]
    assert [inside(node, "inner") for node in design.nodes.values()] == [False, False, True, False]


def test_only_the_nodes_asked_for_move():
    design = Design(chain("", "", ""))

    change = arranged(design, ["n0", "n1"])

    assert change.keys <= {"nodes/n0", "nodes/n1"}


def test_nothing_to_arrange_is_no_change():
    assert not arranged(Design(), [])


def test_it_stops_when_told_to():
    design = Design(chain("", "", ""))

    with pytest.raises(LayoutCancelled):
        arranged(design, list(design.nodes), cancelled=lambda: True)
