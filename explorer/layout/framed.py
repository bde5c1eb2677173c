"""Pipelines whose nodes stand in frames: accounts, regions, networks, subnets.

A frame is drawn from the innermost out and is then one box in the drawing around it. So members stay together,
and no frame covers what is not in it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.layout.acyclic import Edge, successors
from explorer.layout.arrays import FloatArray, edge_array, size_array
from explorer.layout.cancel import Cancelled
from explorer.layout.layered import Direction, LayeredLayout, layered
from explorer.layout.packing import grid
from explorer.layout.route import Box, Side, orthogonal

_SIDES: dict[Direction, tuple[Side, Side]] = {
    "right": ("right", "left"),
    "left": ("left", "right"),
    "down": ("bottom", "top"),
    "up": ("top", "bottom"),
}
_NO_FRAME = -1
_EMPTY = (96.0, 48.0)
"""The room inside a frame without members."""
_MOST_IN_A_RANK = 5
_MARGINS = (16.0, 10.0, 22.0, 13.0, 19.0)
"""Routes across frames keep different distances from boxes, by their source, so as not to hide each other."""


@dataclass(frozen=True)
class FramedLayout:
    """Where nodes and frames stand and how edges run."""

    positions: FloatArray
    """Centres of the nodes, array (n, 2)."""
    frames: FloatArray
    """Left, top, right and bottom of each frame, array (g, 4)."""
    routes: list[FloatArray]
    """Per edge an orthogonal polyline (k, 2) from the border of its source to that of its target."""


@dataclass(frozen=True)
class FrameStyle:
    """The room around members and between them, as in ``layered``; the title takes room at the top."""

    direction: Direction = "right"
    rank_gap: float = 96.0
    node_gap: float = 40.0
    padding: float = 24.0
    title_height: float = 28.0

    @property
    def border(self) -> FloatArray:
        """From the corner of a frame to the room inside."""
        return np.array((self.padding, self.padding + self.title_height))

    @property
    def across(self) -> int:
        """The axis across the flow: 0 for x, 1 for y."""
        return 1 if self.direction in ("right", "left") else 0


DEFAULT_STYLE = FrameStyle()


def framed(
    edges: npt.ArrayLike,
    sizes: npt.ArrayLike,
    frame: Sequence[int],
    parent: Sequence[int],
    *,
    style: FrameStyle = DEFAULT_STYLE,
    cancelled: Cancelled | None = None,
) -> FramedLayout:
    """A layered drawing in which each frame holds its members and nothing else.

    ``frame`` names the frame of each node and ``parent`` the frame around each frame, -1 for none;
    ``edges`` (m, 2) and ``sizes`` (n, 2) are as in ``layered``. Frames without members are drawn too.
    The order within a frame heeds ways that lead out of it and back. A frame around itself is a
    ValueError. Raises LayoutCancelled when ``cancelled`` returns true.
    """
    n = len(frame)
    ends = [(s, t) for s, t in edge_array(n, edges).tolist()]
    nest = _Nest(frame, parent)
    drawn = _drawn(nest, ends, size_array(n, sizes), style, cancelled)
    low, origin = _unfolded(nest, drawn, style)
    rectangles = np.hstack([low, low + drawn.sizes])
    boxes = [Box(*rectangle) for rectangle in rectangles[:n].tolist()]
    routes = [
        drawn.routes[k] + origin[nest.around[s]]
        if k in drawn.routes
        else _route(boxes, s, t, style.direction)
        for k, (s, t) in enumerate(ends)
    ]
    return FramedLayout(low[:n] + drawn.sizes[:n] / 2, rectangles[n:], routes)


def _route(boxes: Sequence[Box], s: int, t: int, direction: Direction) -> FloatArray:
    """A route across frames, round the boxes of other nodes."""
    start_side, end_side = _SIDES[direction]
    others = [box for v, box in enumerate(boxes) if v not in (s, t)]
    return np.array(
        orthogonal(
            boxes[s],
            boxes[t],
            start_side=start_side,
            end_side=end_side,
            obstacles=others,
            margin=_MARGINS[s % len(_MARGINS)],
        ),
        dtype=np.float64,
    )


class _Nest:
    """What stands in what. Items are nodes, then frames, in one numbering; the whole is ``_NO_FRAME``."""

    def __init__(self, frame: Sequence[int], parent: Sequence[int]) -> None:
        n = self.nodes = len(frame)
        self.around = [f + n if f >= 0 else _NO_FRAME for f in (*frame, *parent)]
        self.items: dict[int, list[int]] = defaultdict(list)
        for item, f in enumerate(self.around):
            self.items[f].append(item)
        self.inside_out = self._walk()[::-1]

    def _walk(self) -> list[int]:
        """The whole and all frames, each before those in it."""
        walk = [_NO_FRAME]
        for f in walk:
            walk += [item for item in self.items[f] if item >= self.nodes]
        if len(walk) <= len(self.around) - self.nodes:
            raise ValueError("a frame stands within itself")
        return walk

    def path(self, item: int) -> list[int]:
        """An item and the frames around it, from the inside, without the whole."""
        path = []
        while item != _NO_FRAME:
            path.append(item)
            item = self.around[item]
        return path

    def meeting(self, s: int, t: int) -> tuple[int, int]:
        """The items that hold two nodes where their ways outwards meet."""
        source, target = self.path(s), self.path(t)
        while len(source) > 1 and len(target) > 1 and source[-1] == target[-1]:
            source.pop()
            target.pop()
        return source[-1], target[-1]


@dataclass
class _Drawn:
    """All frames drawn, each for itself: sizes and corners of items within their frames."""

    sizes: FloatArray
    corners: FloatArray
    anchors: FloatArray
    """Where edges meet items, from the middle of their sides; for a frame, level with what they lead to."""
    routes: dict[int, FloatArray]
    """Routes, within their frames, of edges whose ends stand in the same frame."""


def _drawn(
    nest: _Nest, ends: Sequence[Edge], boxes: FloatArray, style: FrameStyle, cancelled: Cancelled | None
) -> _Drawn:
    count = len(nest.around)
    sizes = np.vstack([boxes, np.zeros((count - nest.nodes, 2))])
    drawn = _Drawn(sizes, np.zeros((count, 2)), np.zeros(count), {})
    meetings = [nest.meeting(s, t) for s, t in ends]
    by_home: dict[int, list[int]] = defaultdict(list)
    for k, (a, _) in enumerate(meetings):
        by_home[nest.around[a]].append(k)
    for f in nest.inside_out:
        items, own = nest.items[f], by_home[f]
        pairs = [meetings[k] for k in own]
        pairs += _outer_ways(nest, f, ends, set(pairs))
        layout = _inside(items, pairs, drawn, style, cancelled) if pairs else _rank(items, drawn, style)
        drawn.corners[items] = layout.positions - sizes[items] / 2
        drawn.routes |= {k: layout.routes[e] for e, k in enumerate(own) if meetings[k] == ends[k]}
        if f != _NO_FRAME:
            sizes[f] = _extent(layout, sizes[items]) + style.border + style.padding
            drawn.anchors[f] = _anchor(nest, f, ends, drawn, style)
    return drawn


def _anchor(nest: _Nest, f: int, ends: Sequence[Edge], drawn: _Drawn, style: FrameStyle) -> float:
    """How far from the middle of a frame's side the middle one of its outer edges arrives."""
    across = style.across
    paths = [(nest.path(s), nest.path(t)) for s, t in ends]
    inner = [
        path[path.index(f) - 1]
        for pair in paths
        if (f in pair[0]) != (f in pair[1])
        for path in pair
        if f in path
    ]
    at = sorted(
        float(drawn.corners[item, across] + drawn.sizes[item, across] / 2 + drawn.anchors[item])
        for item in inner
    )
    middle = float(drawn.sizes[f, across]) / 2
    return at[len(at) // 2] + float(style.border[across]) - middle if at else 0.0


def _inside(
    items: Sequence[int], pairs: Sequence[Edge], drawn: _Drawn, style: FrameStyle, cancelled: Cancelled | None
) -> LayeredLayout:
    number = {item: k for k, item in enumerate(items)}
    return layered(
        len(items),
        [(number[a], number[b]) for a, b in pairs],
        drawn.sizes[items],
        direction=style.direction,
        rank_gap=style.rank_gap,
        node_gap=style.node_gap,
        anchors=drawn.anchors[items],
        cancelled=cancelled,
    )


def _rank(items: Sequence[int], drawn: _Drawn, style: FrameStyle) -> LayeredLayout:
    """Items that nothing joins: a few stand in one rank, across the flow outside; many fill a grid."""
    boxes = drawn.sizes[items]
    if len(items) > _MOST_IN_A_RANK:
        return LayeredLayout(grid(boxes, style.node_gap), [])
    across = style.across
    positions = np.zeros(boxes.shape)
    positions[:, across] = (
        np.cumsum(boxes[:, across] + style.node_gap) - style.node_gap - boxes[:, across] / 2
    )
    positions[:, 1 - across] = boxes[:, 1 - across].max(initial=0.0) / 2
    return LayeredLayout(positions, [])


def _extent(layout: LayeredLayout, boxes: FloatArray) -> FloatArray:
    if not len(boxes):
        return np.array(_EMPTY)
    extent: FloatArray = np.vstack([layout.positions + boxes / 2, *layout.routes]).max(axis=0)
    return extent


def _outer_ways(nest: _Nest, f: int, ends: Sequence[Edge], known: set[Edge]) -> list[Edge]:
    """Pairs of items of a frame that a way through the outside leads from one to the other."""
    if f == _NO_FRAME:
        return []
    holder = {v: path[path.index(f) - 1] for v in range(nest.nodes) if f in (path := nest.path(v))}
    after = successors(nest.nodes, ends)
    found: dict[Edge, None] = {}
    for item in nest.items[f]:
        waiting = [w for v, held in holder.items() if held == item for w in after[v] if w not in holder]
        seen = set(waiting)
        for v in waiting:
            for w in after[v]:
                if w in holder:
                    found[item, holder[w]] = None
                elif w not in seen:
                    seen.add(w)
                    waiting.append(w)
    return [(a, b) for a, b in found if a != b and not {(a, b), (b, a)} & known and (b, a) not in found]


def _unfolded(nest: _Nest, drawn: _Drawn, style: FrameStyle) -> tuple[FloatArray, dict[int, FloatArray]]:
    """The top left corner of each item in the whole, and where the room inside each frame begins."""
    origin = {_NO_FRAME: np.zeros(2)}
    low = np.zeros_like(drawn.corners)
    for f in reversed(nest.inside_out):
        for item in nest.items[f]:
            low[item] = origin[f] + drawn.corners[item]
            origin[item] = low[item] + style.border
    return low, origin
