"""Routes for all arrows of a design: clear of tiles, apart from one another, and cheap to keep up to date.

Arrows that share a side of a tile get places of their own along it, in the order of where they lead, so that
heads do not pile up and neighbours do not cross.
"""

from collections.abc import Collection, Iterable, Iterator
from math import inf
from time import perf_counter

from explorer.design import Connection, Design, Node
from explorer.drawing.geometry import OUTWARDS, Box, Point, Side
from explorer.drawing.ground import CLEARANCE, LANE_GAP, Ground, Lanes
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH
from explorer.drawing.ways import (
    TURN,
    Dock,
    Lane,
    Plan,
    Route,
    Way,
    between_rows,
    candidates,
    curved,
    dock,
    dragged,
    joined,
    line,
    looped,
    route_to_point,
    row_lane,
    through,
    turn_lane,
)

__all__ = ["Dock", "Route", "Router", "box_of", "dragged", "joined", "links_of", "route_to_point"]

_MANY = 6
"""So many tiles in the way are not worth counting further."""
_TRIES = 6
_ROW_TRIES = 3
_DETOUR_SHIFTS = (0, 1, -1, 2, 3, 4, 5)
_DETOUR = 22.0
_SPACING = 14.0
_OUTER_TURN = 0.6
_REACH: dict[Side, float] = {"left": 22.0, "right": 22.0, "top": 30.0, "bottom": 30.0}
"""How far from a side's middle an arrow may be docked; tops and bottoms also carry marks."""


def box_of(node: Node) -> Box:
    """The rectangle of the node's tile."""
    return Box(node.x, node.y, TILE_WIDTH, TILE_HEIGHT)


def links_of(design: Design, node_ids: Collection[str]) -> set[str]:
    """The ids of all connections that start or end at these nodes."""
    if 2 * len(node_ids) < len(design.nodes):
        return {link.id for node_id in node_ids for link in design.touching(node_id)}
    links = design.connections.values()
    return {link.id for link in links if link.source in node_ids or link.target in node_ids}


class Router:
    """The routes of a design's arrows, kept in ``routes`` by connection id.

    After nodes or connections came, went or moved, `touch` names them; `settle` then works out the routes that may
    differ now, all or as many as there is time for. The others stand as they were.
    """

    def __init__(self, design: Design) -> None:
        self.routes: dict[str, Route] = {}
        self._design = design
        self._ground = Ground()
        self._lanes = Lanes()
        self._plans: dict[str, Plan] = {}
        self._docks: dict[str, dict[tuple[str, bool], Dock]] = {}
        self._touched: set[str] = set(design.nodes)
        self._changed: set[str] = set()
        self._unplanned: set[str] = set()
        self._unrouted: set[str] = set()

    def all(self) -> dict[str, Route]:
        """The route of every connection, by its id."""
        self.settle()
        return dict(self.routes)

    def update(self, node_ids: Iterable[str]) -> dict[str, Route]:
        """The routes of all connections of these nodes and of their neighbours."""
        self.touch(node_ids)
        return self.settle()

    def touch(self, node_ids: Iterable[str], link_ids: Iterable[str] = ()) -> None:
        """These have changed. Both ends of a changed connection, before and after, are to be named too."""
        self._touched.update(node_ids)
        self._changed.update(link_ids)

    @property
    def is_settled(self) -> bool:
        """Whether all routes stand."""
        return not (self._touched or self._changed or self._unplanned or self._unrouted)

    def settle(self, wanted: Collection[str] | None = None, *, limit_s: float = inf) -> dict[str, Route]:
        """Work out what `touch` left open, all or that of the ``wanted`` connections; returns the new routes.

        Stops when the time is over and goes on from there when called again.
        """
        end = perf_counter() + limit_s
        self._catch_up()
        wanted = self._design.connections if wanted is None else wanted
        found: dict[str, Route] = {}
        for link_id in sorted(self._unplanned.intersection(wanted)):
            self._plan(self._design.connections[link_id])
            if perf_counter() > end:
                return found
        # In the order of ids: where two would lie on each other, the later one gives way.
        for link_id in sorted(self._unrouted.intersection(wanted)):
            self._unrouted.remove(link_id)
            found[link_id] = self.routes[link_id] = self._route(self._design.connections[link_id])
            if perf_counter() > end:
                break
        return found

    def blocked(self, box: Box) -> bool:
        """Whether a tile is in that place: labels keep off it."""
        return bool(self._ground.meeting(box))

    def _catch_up(self) -> None:
        """Know the ground as it is now, and what is to be worked out again."""
        if not (self._touched or self._changed):
            return
        nodes, links = self._design.nodes, self._design.connections
        touched, self._touched = self._touched, set()
        for node_id in touched:
            if node_id in nodes:
                self._ground.place(node_id, box_of(nodes[node_id]))
            else:
                self._ground.lift(node_id)
        changed, self._changed = self._changed | links_of(self._design, touched), set()
        for link_id in changed - links.keys():
            self._forget(link_id)
        changed &= links.keys()
        self._unplanned |= changed
        ends = {end for key in changed for end in (links[key].source, links[key].target)}
        near = touched | ends
        for node_id in near:
            self._docks.pop(node_id, None)
        for link_id in links_of(self._design, near) - self._unrouted:
            self._lanes.release(link_id)
            self._unrouted.add(link_id)

    def _forget(self, link_id: str) -> None:
        for kept in (self._unplanned, self._unrouted):
            kept.discard(link_id)
        self._plans.pop(link_id, None)
        self.routes.pop(link_id, None)
        self._lanes.release(link_id)

    def _plan(self, link: Connection) -> Plan:
        self._unplanned.discard(link.id)
        plan = self._plans[link.id] = self._best_plan(link)
        return plan

    def _best_plan(self, link: Connection) -> Plan:
        """The first way that no tile stands in, else the one with the fewest."""
        if link.source == link.target:
            return Plan("right", "top", "loop")
        source, target = self._ground.boxes[link.source], self._ground.boxes[link.target]
        best, fewest = Plan("right", "left", "direct"), _MANY
        for plan in candidates(source, target):
            ends = (dock(source, plan.out, 0), dock(target, plan.into, 0))
            points = (
                curved(*ends).points if plan.way == "direct" else self._corners(plan, source, target, ends)
            )
            hits = self._ground.hits(points, {link.source, link.target}, fewest)
            if not hits:
                return plan
            if hits < fewest:
                best, fewest = plan, hits
        return best

    def _route(self, link: Connection) -> Route:
        boxes = self._ground.boxes
        plan = self._plan_of(link)
        ends = (self._docks_at(link.source)[link.id, True], self._docks_at(link.target)[link.id, False])
        if plan.way == "direct":
            return curved(*ends)
        return line(self._corners(plan, boxes[link.source], boxes[link.target], ends, key=link.id), *ends)

    def _plan_of(self, link: Connection) -> Plan:
        return self._plan(link) if link.id in self._unplanned else self._plans[link.id]

    def _docks_at(self, node_id: str) -> dict[tuple[str, bool], Dock]:
        if node_id not in self._docks:
            self._docks[node_id] = self._placed(node_id)
        return self._docks[node_id]

    def _placed(self, node_id: str) -> dict[tuple[str, bool], Dock]:
        """Where each arrow of a node is docked, by (connection id, whether it starts here)."""
        boxes = self._ground.boxes
        by_side: dict[Side, list[tuple[tuple[float, ...], str, bool, bool]]] = {}
        for link in self._design.touching(node_id):
            plan = self._plan_of(link)
            for is_start, side in _ends_at(node_id, link, plan):
                other = boxes[link.target if is_start else link.source]
                order, is_straight = _rank(boxes[node_id], other, side, plan.way, is_start=is_start)
                by_side.setdefault(side, []).append((order, link.id, is_start, is_straight))
        docks: dict[tuple[str, bool], Dock] = {}
        for side, ends in by_side.items():
            ends.sort()
            offsets = _offsets([is_straight for *_, is_straight in ends], _REACH[side])
            for (_, link_id, is_start, _), offset in zip(ends, offsets, strict=True):
                docks[link_id, is_start] = dock(boxes[node_id], side, offset)
        return docks

    def _corners(
        self, plan: Plan, source: Box, target: Box, ends: tuple[Dock, Dock], *, key: str = ""
    ) -> list[Point]:
        """The corners of a plan's line. With a ``key`` its lane is taken, apart from those of other keys."""
        if plan.way == "loop":
            return looped(*ends)
        if plan.way in {"early", "late"}:
            lane = self._turn(plan, source, target, ends, is_final=bool(key))
        elif plan.way in {"leaving", "arriving"}:
            lane = self._row(plan, source, target, ends, is_final=bool(key))
        else:
            lane = self._detour(plan.out, source, target, ends, is_final=bool(key))
        if key:
            self._lanes.take(key, lane)
        if plan.way in {"leaving", "arriving"}:
            turns = (TURN + _outer(source, ends[0]), TURN + _outer(target, ends[1]))
            return between_rows(lane, *ends, turns)
        return through(lane, *ends)

    def _turn(self, plan: Plan, source: Box, target: Box, ends: tuple[Dock, Dock], *, is_final: bool) -> Lane:
        """The lane of a turn; others in use push it further from the tile."""
        box, end = (source, ends[0]) if plan.way == "early" else (target, ends[1])
        nearest = _outer(box, end)
        lanes = [turn_lane(plan, *ends, nearest + step * LANE_GAP) for step in range(_TRIES)]
        return self._free(lanes) if is_final else lanes[0]

    def _row(self, plan: Plan, source: Box, target: Box, ends: tuple[Dock, Dock], *, is_final: bool) -> Lane:
        lanes = [row_lane(plan, source, target, ends, step * LANE_GAP) for step in range(_ROW_TRIES)]
        return self._free(lanes) if is_final else lanes[0]

    def _free(self, lanes: list[Lane]) -> Lane:
        """The first that is free, else the first."""
        return next((lane for lane in lanes if self._lanes.is_free(lane)), lanes[0])

    def _detour(
        self, side: Side, source: Box, target: Box, ends: tuple[Dock, Dock], *, is_final: bool
    ) -> Lane:
        """The lane past that side of both tiles; tiles and lanes in use push it further out."""
        start, end = ends
        first, last = sorted((start.x, end.x) if side in {"top", "bottom"} else (start.y, end.y))
        reach = max(_edge(source, side), _edge(target, side)) + _DETOUR
        for _ in range(_TRIES):
            standing = self._ground.meeting(_strip(_lane_past(side, reach, first, last)))
            if not standing:
                break
            reach = max(_edge(box, side) for box in standing) + _DETOUR
        if not is_final:
            return _lane_past(side, reach, first, last)
        lanes = [_lane_past(side, reach + shift * LANE_GAP, first, last) for shift in _DETOUR_SHIFTS]
        return self._free([lanes[0], *(lane for lane in lanes if not self._ground.meeting(_strip(lane)))])


def _lane_past(side: Side, reach: float, first: float, last: float) -> Lane:
    dx, dy = OUTWARDS[side]
    return Lane(bool(dy), reach * (dx + dy), first, last)


def _outer(box: Box, end: Dock) -> float:
    """How much nearer than one in the middle an arrow turns that is docked off it: so none crosses another."""
    middle = dock(box, end.side, 0)
    return -_OUTER_TURN * (abs(end.x - middle.x) + abs(end.y - middle.y))


def _edge(box: Box, side: Side) -> float:
    """How far out the box reaches on that side: the larger, the further."""
    return {"left": -box.x, "right": box.right, "top": -box.y, "bottom": box.bottom}[side]


def _strip(lane: Lane) -> Box:
    """The ground under a lane."""
    at, long = lane.at - CLEARANCE, lane.last - lane.first
    if lane.is_level:
        return Box(lane.first, at, long, 2 * CLEARANCE)
    return Box(at, lane.first, 2 * CLEARANCE, long)


def _ends_at(node_id: str, link: Connection, plan: Plan) -> Iterator[tuple[bool, Side]]:
    if link.source == node_id:
        yield True, plan.out
    if link.target == node_id:
        yield False, plan.into


def _rank(box: Box, other: Box, side: Side, way: Way, *, is_start: bool) -> tuple[tuple[float, ...], bool]:
    """The place of an arrow among those of its side, and whether it leads straight ahead.

    One that turns at this tile lies outside those that turn at the other; arcs lie outside of both, the
    longer round the shorter. Of those that turn at the other, the longer runs nearer the middle: none is crossed
    by the turn of a shorter one.
    """
    dx, dy = other.centre[0] - box.centre[0], other.centre[1] - box.centre[1]
    along = dy if side in {"left", "right"} else dx
    match way:
        case "loop":
            return (-9.0 if side == "right" else 9.0, 0.0), False
        case "direct":
            return (0.0, along), abs(along) < _SPACING
        case "leaving" | "arriving":
            return (1.0 if along > 0 else -1.0, along), False
        case "early" | "late":
            turns_here = (way == "early") == is_start
            across = abs(dx if side in {"left", "right"} else dy)
            nearness = (1.0 if along > 0 else -1.0) / max(across, 1.0)
            return ((1.0 if along > 0 else -1.0, along) if turns_here else (0.0, nearness)), False
        case _:
            return (-2.0 if along < 0 else 2.0, -along), False


def _offsets(straight: list[bool], reach: float) -> list[float]:
    """Places along a side, around the arrows that lead straight ahead, else around the middle."""
    ahead = [at for at, is_straight in enumerate(straight) if is_straight]
    middle = (ahead[0] + ahead[-1]) / 2 if ahead else (len(straight) - 1) / 2
    furthest = max(middle, len(straight) - 1 - middle)
    spacing = min(_SPACING, reach / furthest) if furthest else 0.0
    return [(at - middle) * spacing for at in range(len(straight))]
