"""Gestures as small state machines without Qt: fed with scene points, they change the session.

One gesture is one undo step, and ``cancel`` puts everything back. What is to be shown meanwhile (a rubber band,
guides, an arrow under way) are attributes that the view paints.
"""

from collections.abc import Iterable, Mapping
from math import dist
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from explorer.app import Session
from explorer.app.connecting import Offer, offer, offer_services
from explorer.design import Change, edits
from explorer.design.change import replaced
from explorer.design.records import Connection, Node, Record, key_of
from explorer.drawing.geometry import Box, Point, around
from explorer.ui.canvas.boxes import box_of, innermost_group, movable_boxes
from explorer.ui.canvas.camera import box_between, encloses
from explorer.ui.canvas.snapping import Guide, Lines


class Keys(NamedTuple):
    """The modifier keys held."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


NO_KEYS = Keys()


class Tool(Protocol):
    """A gesture between press and release."""

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """The pointer is here now."""

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """The gesture ends here."""

    def cancel(self) -> None:
        """As if it had not begun."""


class BandTool:
    """Select what a rectangle touches (frames only when wholly inside). Shift adds, Ctrl toggles."""

    def __init__(self, session: Session, at: Point, keys: Keys = NO_KEYS) -> None:
        self._session = session
        self._from = at
        self._before = session.selection.keys
        self._keys = keys
        self._boxes = movable_boxes(session.design)
        self.box = Box(*at, 0, 0)

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Select what is touched now."""
        del keys
        self.box = box_between(self._from, at)
        self._session.selection.set(self._with_before(self._touched()))

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Keep the selection. A press without a drag selects nothing."""
        self.move(at, keys)

    def cancel(self) -> None:
        """The selection as it was."""
        self._session.selection.set(self._before)

    def _touched(self) -> frozenset[str]:
        band = self.box
        return frozenset(
            key
            for key, box in self._boxes.items()
            if (encloses(band, box) if key.startswith("groups/") else band.meets(box))
        )

    def _with_before(self, touched: frozenset[str]) -> frozenset[str]:
        if self._keys.ctrl:
            return self._before ^ touched
        return self._before | touched if self._keys.shift else touched


class MoveTool:
    """Drag the selection, or copies of it. Shift keeps to one axis, Ctrl suspends snapping.

    A node let go inside a frame becomes its member, and outside of its frame no longer is one.
    """

    def __init__(self, session: Session, at: Point, *, reach: float = 6.0, copies: bool = False) -> None:
        self._session = session
        self._from = at
        self._reach = reach
        self._mark = session.history.mark()
        self._before = session.selection.keys
        self._snaps_despite_ctrl = copies
        self._label = "Duplicate" if copies else "Move"
        if copies:
            self._copy()
        self._keys = [key for key in session.selection.keys if not key.startswith("connections/")]
        boxes = movable_boxes(session.design)
        self._box = _around(boxes, self._keys)
        moving = set(self._keys) | {key_of(node) for node in self._riding()}
        still = [box for key, box in boxes.items() if key not in moving]
        self._lines = Lines(sorted(still, key=lambda box: dist(box.centre, at)))
        self._done: Point = (0.0, 0.0)
        self.guides: tuple[Guide, ...] = ()

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Bring the selection to where the pointer has gone. Always reckoned from the start: no drift."""
        dx, dy = at[0] - self._from[0], at[1] - self._from[1]
        if keys.shift:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        free = keys.ctrl and not self._snaps_despite_ctrl
        if free or self._box is None:
            self.guides = ()
            wanted: Point = (round(dx), round(dy))
        else:
            snap = self._lines.snap(self._box, dx, dy, self._reach)
            self.guides = snap.guides
            wanted = (
                0.0 if keys.shift and dx == 0 else snap.dx,
                0.0 if keys.shift and dy == 0 else snap.dy,
            )
        self._go_to(wanted)

    def _go_to(self, wanted: Point) -> None:
        step = (wanted[0] - self._done[0], wanted[1] - self._done[1])
        if step != (0, 0):
            change = edits.move(self._session.design, self._keys, dx=step[0], dy=step[1])
            self._session.do(self._label, change)
            self._session.history.squash_to(self._mark, self._label_for(len(self._keys)))
            self._done = wanted

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Leave the selection here, in the frame it lies in."""
        self.move(at, keys)
        self.guides = ()
        if self._done != (0, 0):
            self._session.do("Move", _into_groups(self._session, self._keys))
            self._session.history.squash_to(self._mark, self._label_for(len(self._keys)))

    def cancel(self) -> None:
        """Everything back to where it was."""
        self.guides = ()
        self._session.history.rewind_to(self._mark)
        self._session.selection.set(self._before)

    def _copy(self) -> None:
        change = edits.paste(self._session.design, self._session.selected_records())
        self._session.do(self._label, change)
        self._session.selection.set(
            key for key in change.after if key.partition("/")[0] in {"nodes", "groups", "notes"}
        )

    def _riding(self) -> Iterable[Node]:
        """Members of dragged frames, which come along."""
        groups = {key.removeprefix("groups/") for key in self._keys if key.startswith("groups/")}
        return [node for node in self._session.design.nodes.values() if node.group in groups]

    def _label_for(self, count: int) -> str:
        return self._label if count == 1 else f"{self._label} {count} items"


class ResizeTool:
    """Drag the lower right corner of a frame or a note."""

    def __init__(self, session: Session, key: str, at: Point) -> None:
        self._session = session
        self._key = key
        self._from = at
        self._mark = session.history.mark()
        record = session.design.record(key)
        box = box_of(record)
        self._size = (box.width, box.height) if box else (0.0, 0.0)

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Another size, on the grid unless Ctrl is held, never less than a tile's half."""
        step = 1 if keys.ctrl else 8
        width = max(64, round((self._size[0] + at[0] - self._from[0]) / step) * step)
        height = max(40, round((self._size[1] + at[1] - self._from[1]) / step) * step)
        record = self._session.design.record(self._key)
        if record is not None:
            self._session.do("Resize", edits.set_fields(record, width=float(width), height=float(height)))
            self._session.history.squash_to(self._mark, "Resize")

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """Keep the size."""
        self.move(at, keys)

    def cancel(self) -> None:
        """The size it had."""
        self._session.history.rewind_to(self._mark)


class ConnectTool:
    """Draw an arrow from a node, or lead one end of an existing connection elsewhere.

    ``offer`` is the verdict on the target under the pointer; ``fitting`` are the nodes it may lead to. After
    release, `outcome` tells the shell what to ask: nothing, a mechanism, or how to deal with a refusal.
    """

    def __init__(
        self,
        session: Session,
        node_id: str,
        at: Point,
        *,
        forward: bool = True,
        link: Connection | None = None,
    ) -> None:
        self._session = session
        self.node_id = node_id
        self.forward = forward
        self.link = link
        self.end = at
        self.target = ""
        self.offer: Offer | None = None
        self.fitting = self._fitting()

    def hover(self, node_id: str) -> None:
        """The node under the pointer; empty for none."""
        if node_id != self.target:
            self.target = node_id
            self.offer = self.offer_to(node_id) if node_id else None

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """The loose end is here."""
        del keys
        self.end = at

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """The loose end stays here; the shell reads `outcome`."""
        self.move(at, keys)

    def cancel(self) -> None:
        """Nothing was changed before the release."""

    @property
    def outcome(self) -> str:
        """``empty``, ``refused``, ``choose`` (several mechanisms) or ``made`` (one)."""
        if not self.target or self.offer is None:
            return "empty"
        if self.offer.verdict == "not-possible":
            return "refused"
        keeps = self.link is not None and self.link.mechanism in self.offer.mechanisms
        several = len(self.offer.mechanisms) > 1 or self.offer.verdict == "not-known"
        return "choose" if several and not keeps else "made"

    def ends(self, other: str) -> tuple[str, str]:
        """(source, target) with ``other`` at the loose end."""
        return (self.node_id, other) if self.forward else (other, self.node_id)

    def offer_to(self, other: str) -> Offer:
        """The verdict on an arrow between the fixed end and that node."""
        return offer(self._session.design, self._session.catalog, *self.ends(other))

    def make(self, mechanism: str = "") -> None:
        """Draw the arrow, or lead the old one there, by the mechanism (by default the kept or the best one)."""
        if self.offer is None:
            return
        design = self._session.design
        source, target = self.ends(self.target)
        if self.link is None:
            change = edits.connect(design, source, target, mechanism or self.offer.mechanisms[0])
            self._session.do("Connect", change)
            self._session.selection.set(change.after)
            return
        kept = self.link.mechanism
        chosen = mechanism or (kept if kept in self.offer.mechanisms else self.offer.mechanisms[0])
        change = edits.reconnect(design, self.link.id, source=source, target=target, mechanism=chosen)
        self._session.do("Reconnect", change)

    def _fitting(self) -> frozenset[str]:
        design, catalog = self._session.design, self._session.catalog
        own = design.nodes[self.node_id].service
        verdicts: dict[str, bool] = {}
        for service in {node.service for node in design.nodes.values()}:
            pair = (own, service) if self.forward else (service, own)
            verdicts[service] = offer_services(catalog, *pair).verdict == "possible"
        return frozenset(
            node.id for node in design.nodes.values() if verdicts[node.service] and node.id != self.node_id
        )


class PanTool:
    """Drag the picture. Fed with pixels, not scene points; the way since the last step is in ``step``."""

    def __init__(self, at: Point) -> None:
        self._last = at
        self.step: Point = (0.0, 0.0)

    def move(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """How far since the last step."""
        del keys
        self.step = (at[0] - self._last[0], at[1] - self._last[1])
        self._last = at

    def release(self, at: Point, keys: Keys = NO_KEYS) -> None:
        """The last step."""
        self.move(at, keys)

    def cancel(self) -> None:
        """Looking elsewhere changes nothing, so there is nothing to put back."""


def _around(boxes: Mapping[str, Box], keys: Iterable[str]) -> Box | None:
    chosen = [boxes[key] for key in keys if key in boxes]
    return around(chosen) if chosen else None


def _into_groups(session: Session, keys: Iterable[str]) -> Change:
    """The moved nodes as members of the frames they lie in now; members of a moved frame keep theirs."""
    design = session.design
    pairs: list[tuple[Record, Record]] = []
    for key in keys:
        record = design.record(key)
        if isinstance(record, Node):
            group = innermost_group(design, record)
            if group != record.group and f"groups/{record.group}" not in set(keys):
                pairs.append((record, replace(record, group=group)))
    return replaced(pairs)
