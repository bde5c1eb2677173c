import random
from itertools import combinations, pairwise
from math import hypot

import pytest
from msgspec.structs import replace

from explorer.design import Connection, Design, Node
from explorer.design.edits import delete, place
from explorer.drawing.arrows import arrow_shapes, is_hit, label_place
from explorer.drawing.geometry import Box, distance_to, point_along
from explorer.drawing.routes import Router, box_of, route_to_point
from explorer.drawing.shapes import Circle, Path
from explorer.drawing.theme import theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH

LIGHT = theme("light")


def node(key: str, x: float, y: float) -> Node:
    return Node(id=key, service="lambda", x=x, y=y)


def link(key: str, source: str, target: str) -> Connection:
    return Connection(id=key, source=source, target=target, mechanism="sdk-call")


def two(x: float, y: float, *links: Connection) -> Design:
    return Design([node("a", 0, 0), node("b", x, y), *(links or (link("l", "a", "b"),))])


def scattered(seed: int, count: int = 24) -> Design:
    """Tiles on a loose grid, arrows anyhow, self loops among them."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    nodes = [node(f"n{at}", at % 6 * 272 + chance.randrange(40), at // 6 * 112.0) for at in range(count)]
    ends = [(chance.choice(nodes).id, chance.choice(nodes).id) for _ in range(count * 2)]
    return Design([*nodes, *(link(f"l{at}", *pair) for at, pair in enumerate(ends))])


def on_edge(box: Box, x: float, y: float) -> bool:
    inside = box.grown(0.01).holds(x, y)
    return inside and not box.grown(-0.01).holds(x, y)


@pytest.mark.parametrize("seed", range(4))
def test_arrows_start_and_end_on_the_edges_of_their_tiles(seed: int) -> None:
    design = scattered(seed)

    for key, route in Router(design).all().items():
        ends = design.connections[key]
        assert on_edge(box_of(design.nodes[ends.source]), *route.points[0])
        assert on_edge(box_of(design.nodes[ends.target]), *route.points[-1])


@pytest.mark.parametrize(
    ("x", "y", "sides"),
    [
        (400, 0, ("right", "left")),
        (-400, 0, ("left", "right")),
        (0, 300, ("bottom", "top")),
        (0, -300, ("top", "bottom")),
        (400, 200, ("right", "left")),
    ],
)
def test_an_arrow_takes_the_sides_that_face_each_other(x: float, y: float, sides: tuple[str, str]) -> None:
    route = Router(two(x, y)).all()["l"]

    assert sides == (route.start.side, route.end.side)


def test_tiles_in_one_row_are_joined_by_a_straight_line() -> None:
    route = Router(two(400, 0)).all()["l"]

    assert route.points == ((TILE_WIDTH, TILE_HEIGHT / 2), (400, TILE_HEIGHT / 2))


def crosses(route, box: Box) -> bool:
    for (ax, ay), (bx, by) in pairwise(route.points):
        pieces = int(hypot(bx - ax, by - ay)) + 1
        if any(
            box.holds(ax + (bx - ax) * at / pieces, ay + (by - ay) * at / pieces) for at in range(pieces + 1)
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("x", "y", "between"),
    [(800, 0, (400, 0)), (-800, 0, (-400, 0)), (0, 400, (0, 200)), (0, -400, (0, -200))],
)
def test_an_arrow_goes_round_a_tile_in_its_way(x: float, y: float, between: tuple[float, float]) -> None:
    obstacle = node("c", *between)
    design = Design([node("a", 0, 0), node("b", x, y), obstacle, link("l", "a", "b")])

    assert not crosses(Router(design).all()["l"], box_of(obstacle))


@pytest.mark.parametrize("seed", range(4))
def test_on_a_loose_grid_hardly_an_arrow_crosses_a_foreign_tile(seed: int) -> None:
    design = scattered(seed)

    crossing = [
        key
        for key, route in Router(design).all().items()
        for other in design.nodes.values()
        if other.id not in {design.connections[key].source, design.connections[key].target}
        and crosses(route, box_of(other))
    ]

    assert len(crossing) <= 3


def test_arrows_between_the_same_two_tiles_run_side_by_side() -> None:
    links = [link("l1", "a", "b"), link("l2", "a", "b"), link("l3", "b", "a")]
    routes = Router(two(400, 0, *links)).all()

    for one, other in combinations(routes.values(), 2):
        gap = min(distance_to(other.points, *point_along(one.points, share / 10)) for share in range(11))
        assert gap >= 6


def test_arrows_that_share_a_side_have_ends_of_their_own() -> None:
    targets = [node(f"t{at}", 400, at * 112 - 300) for at in range(7)]
    design = Design([node("a", 0, 0), *targets, *(link(t.id, "a", t.id) for t in targets)])
    starts = sorted(route.start.y for route in Router(design).all().values())

    assert all(later - earlier >= 5 for earlier, later in pairwise(starts))
    assert min(starts) >= 0
    assert max(starts) <= TILE_HEIGHT


def test_ends_on_a_side_are_in_the_order_of_where_they_lead() -> None:
    targets = [node(f"t{at}", 400, y) for at, y in enumerate((300, -300, 0))]
    design = Design([node("a", 0, 0), *targets, *(link(t.id, "a", t.id) for t in targets)])
    routes = Router(design).all()

    assert routes["t1"].start.y < routes["t2"].start.y < routes["t0"].start.y


def test_the_turn_of_a_near_arrow_does_not_cross_a_far_one() -> None:
    row = [node(f"n{at}", 240.0 * at, 112) for at in range(6)]
    design = Design(
        [
            node("flow", 240, 0),
            *row,
            link("a", "flow", "n1"),
            link("b", "flow", "n3"),
            link("c", "flow", "n5"),
        ]
    )

    near, far = (Router(design).all()[key].points for key in "bc")
    assert near[0][1] > far[0][1]


def test_a_tile_joined_to_itself_has_a_loop_outside_of_it() -> None:
    design = Design([node("a", 0, 0), link("l", "a", "a")])
    route = Router(design).all()["l"]

    assert not [point for point in route.points if box_of(design.nodes["a"]).grown(-0.01).holds(*point)]
    assert route.start != route.end


def test_long_ways_do_not_lie_on_each_other() -> None:
    nodes = [node(f"n{at}", at * 272.0, 0) for at in range(8)]
    links = [link("l1", "n0", "n5"), link("l2", "n1", "n6"), link("l3", "n2", "n7")]
    routes = Router(Design([*nodes, *links])).all()

    for one, other in combinations(routes.values(), 2):
        level, beside = (max(y for _, y in route.points) for route in (one, other))
        assert abs(level - beside) >= 7


def test_an_update_after_a_move_gives_what_a_new_start_gives() -> None:
    design = scattered(1)
    router = Router(design)
    router.all()
    design.apply(place(design, {"n7": (280.0, 520.0)}))

    updated = router.update(["n7"])
    fresh = Router(design).all()

    touching = [key.id for key in design.touching("n7")]
    assert touching
    for key in touching:
        assert updated[key].start.side == fresh[key].start.side
        assert updated[key].end.side == fresh[key].end.side
        end = design.connections[key]
        for node_id, point in ((end.source, updated[key].points[0]), (end.target, updated[key].points[-1])):
            assert on_edge(box_of(design.nodes[node_id]), *point)


def test_an_update_after_a_removal_leaves_out_what_is_gone() -> None:
    design = scattered(2)
    router = Router(design)
    before = router.all()
    gone = {key.id for key in design.touching("n3")}
    neighbours = {end for key in design.touching("n3") for end in (key.source, key.target)}
    design.apply(delete(design, ["nodes/n3"]))

    updated = router.update(neighbours)

    assert gone
    assert gone <= before.keys()
    assert not gone & updated.keys()
    assert not router.blocked(box_of(replace(node("n3", 0, 0), x=-5000)))


def test_equal_designs_have_equal_routes_in_whatever_order_they_were_drawn() -> None:
    design = scattered(3)
    records = list(design.records())
    random.Random(0).shuffle(records)  # noqa: S311 - the same each time
    nodes_first = sorted(records, key=lambda record: record.collection != "nodes")

    assert Router(design).all() == Router(Design(nodes_first)).all()


def test_an_arrow_being_drawn_ends_at_the_pointer() -> None:
    route = route_to_point(box_of(node("a", 0, 0)), 500, 200)

    assert route.points[-1] == (500, 200)
    assert route.points[0] == (TILE_WIDTH, TILE_HEIGHT / 2)


@pytest.mark.parametrize("family", LIGHT.arrows)
@pytest.mark.parametrize(("x", "y"), [(400, 0), (0, 300), (400, 200)])
def test_the_tip_of_each_head_is_at_the_edge_of_the_tile(family: str, x: float, y: float) -> None:
    route = Router(two(x, y)).all()["l"]
    shaft, *head = arrow_shapes(route, LIGHT.arrows[family], LIGHT)
    tip = (route.end.x, route.end.y)
    reaching = [
        hypot(shape.x - tip[0], shape.y - tip[1]) - shape.radius - shape.line_width / 2
        if isinstance(shape, Circle)
        else min(hypot(seg[1] - tip[0], seg[2] - tip[1]) for seg in shape.segments if seg[0] != "Z")
        for shape in head
    ]

    assert isinstance(shaft, Path)
    assert -0.1 <= min(reaching) <= 1.0
    assert hypot(shaft.segments[-1][1] - tip[0], shaft.segments[-1][2] - tip[1]) >= 1.0


def test_a_click_near_the_line_hits_it() -> None:
    route = Router(two(400, 0)).all()["l"]

    assert is_hit(route, 300, 36)
    assert not is_hit(route, 300, 45)


def test_a_label_stands_on_the_line_where_nothing_is_taken() -> None:
    route = Router(two(600, 0)).all()["l"]
    free = label_place("every minute", route, lambda _: False)
    left_taken = label_place("every minute", route, lambda box: box.x < 400)

    assert free
    assert left_taken
    assert free.box.holds(*point_along(route.points, 0.5))
    assert left_taken.box.x >= 400


def test_a_label_without_room_or_words_is_left_out() -> None:
    route = Router(two(600, 0)).all()["l"]

    assert label_place("every minute", route, lambda _: True) is None
    assert label_place(" \x00"[:1], route, lambda _: False) is None
