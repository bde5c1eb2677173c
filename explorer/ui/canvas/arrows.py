"""The arrows on the canvas: plain lines at first where their tiles have moved, led well when there is time.

Whoever holds `Arrows` says what has changed, calls `settle` as often as there is time, and paints what lies in view.
"""

from collections.abc import Collection, Iterable
from itertools import count
from math import inf
from operator import attrgetter

from PySide6.QtGui import QPainter

from explorer.design import Connection, Design
from explorer.drawing.arrows import Label, arrow_shapes, label_place
from explorer.drawing.geometry import Box, Point, distance_to
from explorer.drawing.routes import Route, Router, box_of, dragged, joined, links_of
from explorer.drawing.shapes import Path
from explorer.drawing.theme import Theme
from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH, State
from explorer.ui.canvas.paint import Prepared, Stroke

Ends = tuple[float, float, float, float]
"""Where the tiles at both ends of an arrow stand: x and y of its source, x and y of its target."""

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom of where something may be painted."""

_NOWHERE: Bounds = (inf, inf, -inf, -inf)

_BULGE = 100.0
"""How far a plain line leads outside of the rectangle around its tiles."""
_HEAD = 12.0
_LABEL = 90.0
"""How far a head and a label reach from the line."""
_MOST_GONE = 4000
"""So many removed arrows are remembered, for the undo that brings them back."""


class Line:
    """A way that an arrow takes between tiles that stand at ``ends``, with its label."""

    __slots__ = ("_looks", "ends", "label", "route")

    def __init__(self, route: Route, ends: Ends, label: Label | None) -> None:
        self.route = route
        self.ends = ends
        self.label = label
        self._looks: dict[State, tuple[Stroke, Prepared]] = {}

    def look(self, link: Connection, theme: Theme, state: State) -> tuple[Stroke, Prepared]:
        """The shaft, and the head and label, ready to be painted."""
        if state not in self._looks:
            style = theme.arrow(link.mechanism)
            shaft, *others = arrow_shapes(self.route, style, theme, label=self.label, state=state)
            assert isinstance(shaft, Path)  # noqa: S101 - an arrow begins with its shaft
            self._looks[state] = Stroke(shaft), Prepared(others)
        return self._looks[state]


class ArrowItem:
    """A connection: the route that was last worked out for it, and the line that is painted."""

    __slots__ = ("bounds", "ends", "former", "led", "line", "link", "rank", "route", "state")

    def __init__(self, link: Connection) -> None:
        self.link = link
        self.rank = 0
        """Its place in the order of painting."""
        self.state: State = "plain"
        self.route: Route | None = None
        self.ends: Ends = (0.0, 0.0, 0.0, 0.0)
        """Where the tiles stood for ``route``."""
        self.bounds = _NOWHERE
        """Around ``route``."""
        self.led: Line | None = None
        """The line on ``route``, once it was painted."""
        self.former: Line | None = None
        """The one on the route before: undo leads back to it."""
        self.line: Line | None = None

    def forget(self) -> None:
        """It looks different now, on the same way."""
        self.led = self.former = self.line = None

    def set_state(self, state: State) -> None:
        """Plain, hovered, selected or dimmed."""
        self.state = state

    def lead(self, route: Route, ends: Ends) -> None:
        """Take a new route, between tiles that stand at ``ends``."""
        former, self.former = self.former, self.led or self.former
        # A label's place depends on what stands around it now, so that one is looked for again.
        is_back = former is not None and (former.route, former.ends) == (route, ends) and not self.link.label
        self.route, self.ends, self.led, self.line = route, ends, former if is_back else None, None
        self.bounds = _around(route, has_label=bool(self.link.label))


class Arrows:
    """The arrows of a design, by connection id in ``items``."""

    def __init__(self, design: Design) -> None:
        self.items: dict[str, ArrowItem] = {}
        self._design = design
        self._router = Router(design)
        self._bounds: dict[str, Bounds] = {}
        self._ranks = count()
        self._gone: dict[str, ArrowItem] = {}
        self._moved: set[str] = set(design.nodes)
        """Nodes whose arrows are where they are not yet known to be."""
        self._seen: tuple[Box, list[ArrowItem]] | None = None
        """The last answer of `in_view`, but for the arrows that are elsewhere since."""
        self._elsewhere: set[str] = set()
        for link in design.connections.values():
            self._place(link)

    @property
    def is_settled(self) -> bool:
        """Whether all arrows are led well."""
        return self._router.is_settled

    def forget(self) -> None:
        """All look different now."""
        self._gone.clear()
        for item in self.items.values():
            item.forget()

    def change(self, node_ids: Collection[str], link_ids: Iterable[str]) -> None:
        """These nodes and connections came, went or changed; the ends of the connections are among the nodes."""
        links = self._design.connections
        link_ids = list(link_ids)
        self._elsewhere.update(link_ids)
        for link_id in link_ids:
            if link_id not in links:
                self._remove(link_id)
            elif link_id in self.items:
                self.items[link_id].link = links[link_id]
                self.items[link_id].forget()
            else:
                self._place(links[link_id])
        self._moved.update(node_ids)
        self._router.touch(node_ids, link_ids)

    def settle(self, wanted: Collection[str] | None = None, *, limit_s: float) -> bool:
        """Lead arrows well as long as there is time, all or the wanted ones; whether any runs differently now."""
        is_new = False
        found = self._router.settle(wanted, limit_s=limit_s)
        for link_id, route in found.items():
            item = self.items[link_id]
            ends = self._ends(item.link)
            if (route, ends) != (item.route, item.ends):
                item.lead(route, ends)
                self._bounds[link_id] = item.bounds
                self._elsewhere.add(link_id)
                is_new = True
        return is_new

    def in_view(self, box: Box) -> list[ArrowItem]:
        """The arrows that may be seen there, from back to front."""
        self._catch_up()
        is_known = self._seen is not None and self._seen[0] == box
        if self._seen is None or not is_known or 2 * len(self._elsewhere) > len(self._bounds):
            found = self._among(self._bounds.items(), box)
        elif not self._elsewhere:
            return self._seen[1]
        else:
            found = [item for item in self._seen[1] if item.link.id not in self._elsewhere]
            bounds = self._bounds
            found += self._among([(key, bounds[key]) for key in self._elsewhere if key in bounds], box)
        found.sort(key=attrgetter("rank"))
        self._seen, self._elsewhere = (box, found), set()
        return found

    def _among(self, bounds: Iterable[tuple[str, Bounds]], box: Box) -> list[ArrowItem]:
        left, top, right, bottom = box.x, box.y, box.right, box.bottom
        items = self.items
        return [
            items[key]
            for key, (x, y, x2, y2) in bounds
            if x < right and x2 > left and y < bottom and y2 > top
        ]

    def at(self, at: Point, reach: float) -> str:
        """The id of the arrow nearest to the point, within that reach; on its label counts too."""
        best, closest = "", reach
        self._catch_up()
        for item in self._among(self._bounds.items(), Box(*at, 0.0, 0.0).grown(reach)):
            line, dx, dy = self._line(item)
            x, y = at[0] - dx, at[1] - dy
            is_on_label = line.label is not None and line.label.box.holds(x, y)
            distance = 0.0 if is_on_label else distance_to(line.route.points, x, y)
            if distance <= closest:
                best, closest = item.link.id, distance
        return best

    def route(self, link_id: str) -> Route | None:
        """The way a connection is drawn; None where there is no such connection."""
        item = self.items.get(link_id)
        if item is None:
            return None
        line, dx, dy = self._line(item)
        return dragged(line.route, (dx, dy), (dx, dy)) if dx or dy else line.route

    def paint(self, painter: QPainter, items: Iterable[ArrowItem], zoom: float, theme: Theme) -> None:
        """Paint these. The painter is in scene points."""
        for item in items:
            line, dx, dy = self._line(item)
            shaft, others = line.look(item.link, theme, item.state)
            if dx or dy:
                painter.translate(dx, dy)
            shaft.paint(painter, zoom)
            others.paint(painter)
            if dx or dy:
                painter.translate(-dx, -dy)

    def _line(self, item: ArrowItem) -> tuple[Line, float, float]:
        """What to draw for it now, and how far from where its tiles stood when it was made."""
        ends = self._ends(item.link)
        by = _shift(item.line.ends, ends) if item.line else None
        if item.line is None or by is None:
            item.line = self._line_between(item, ends)
            by = _shift(item.line.ends, ends)
        return item.line, *(by or (0.0, 0.0))

    def _line_between(self, item: ArrowItem, ends: Ends) -> Line:
        link = item.link
        if item.route is not None and _shift(item.ends, ends) is not None:
            if item.led is None:
                label = label_place(link.label, item.route, self._router.blocked)
                item.led = Line(item.route, item.ends, label)
            return item.led
        if item.former is not None and item.former.ends == ends:
            return item.former
        if item.route is not None:
            (ax, ay, bx, by), (ax2, ay2, bx2, by2) = item.ends, ends
            route = dragged(item.route, (ax2 - ax, ay2 - ay), (bx2 - bx, by2 - by))
        else:
            nodes = self._design.nodes
            route = joined(box_of(nodes[link.source]), box_of(nodes[link.target]))
        return Line(route, ends, label_place(link.label, route, _is_free))

    def _remove(self, link_id: str) -> None:
        self._bounds.pop(link_id, None)
        item = self.items.pop(link_id, None)
        if item is not None:
            self._gone[link_id] = item
        if len(self._gone) > _MOST_GONE:
            del self._gone[next(iter(self._gone))]

    def _place(self, link: Connection) -> None:
        """An arrow for the connection: the one it had before it was removed, as by undo, else a new one."""
        item = self._gone.pop(link.id, None)
        if item is None or item.link != link:
            item = ArrowItem(link)
        item.set_state("plain")
        item.rank = next(self._ranks)
        self.items[link.id] = item
        self._bounds[link.id] = _NOWHERE

    def _ends(self, link: Connection) -> Ends:
        source, target = self._design.nodes[link.source], self._design.nodes[link.target]
        return source.x, source.y, target.x, target.y

    def _catch_up(self) -> None:
        if not self._moved:
            return
        link_ids = links_of(self._design, self._moved)
        self._elsewhere |= link_ids
        for link_id in link_ids:
            item = self.items[link_id]
            ends = self._ends(item.link)
            by = _shift(item.ends, ends) if item.route else None
            if by:
                self._bounds[link_id] = _shifted(item.bounds, by)
            elif item.former is not None and item.former.ends == ends:
                self._bounds[link_id] = _around(item.former.route, has_label=item.former.label is not None)
            else:
                self._bounds[link_id] = _around_tiles(ends)
        self._moved.clear()


def _shift(before: Ends, now: Ends) -> Point | None:
    """How far both tiles have moved; None when not alike."""
    dx, dy = now[0] - before[0], now[1] - before[1]
    return (dx, dy) if now[2] - before[2] == dx and now[3] - before[3] == dy else None


def _around_tiles(ends: Ends) -> Bounds:
    ax, ay, bx, by = ends
    return (
        min(ax, bx) - _BULGE,
        min(ay, by) - _BULGE,
        max(ax, bx) + TILE_WIDTH + _BULGE,
        max(ay, by) + TILE_HEIGHT + _BULGE,
    )


def _around(route: Route, *, has_label: bool) -> Bounds:
    by = _LABEL if has_label else _HEAD
    across, down = [x for x, _ in route.points], [y for _, y in route.points]
    return min(across) - by, min(down) - by, max(across) + by, max(down) + by


def _shifted(bounds: Bounds, by: Point) -> Bounds:
    left, top, right, bottom = bounds
    dx, dy = by
    return left + dx, top + dy, right + dx, bottom + dy


def _is_free(_box: Box) -> bool:
    """For a line that is drawn for a moment, any place for its label will do."""
    return False
