"""The records of a design. All are frozen: to edit one is to put another in its place, through a Change.

A record's key in the design is its collection and id, ``nodes/recordings``. ``extra`` keeps keys of a file
that this version does not know, so that they survive being opened and saved.
"""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

MOST = 1e15
"""The largest number that a design holds: products of a few such are still numbers."""
FARTHEST = 1e7
"""Points from the origin in which everything lies."""

_Place = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
_Length = Annotated[float, Meta(ge=0, le=FARTHEST)]
_Int = Annotated[int, Meta(ge=-int(MOST), le=int(MOST))]
_Float = Annotated[float, Meta(ge=-MOST, le=MOST)]
SettingValue = bool | _Int | _Float | str | None
Range = float | tuple[float, float, float]
"""A number, or (low, expected, high); from 0 to `MOST`, which the reader sees to."""

GROUP_KINDS = ("account", "region", "vpc", "subnet", "frame")


class Header(Struct, frozen=True, kw_only=True):
    """What the design says of itself."""

    collection: ClassVar[str] = "header"
    id: str = "design"
    title: str = ""
    story: str = ""
    region: str = "us-east-1"
    extra: dict[str, Any] = {}


class Node(Struct, frozen=True, kw_only=True):
    """One use of a service. ``x``, ``y`` is the top left corner of its tile, in points.

    ``settings`` holds only what the user set; the rest is the catalog's default.
    """

    collection: ClassVar[str] = "nodes"
    id: str
    service: str
    label: str = ""
    x: _Place = 0.0
    y: _Place = 0.0
    group: str = ""
    type: str = ""
    """The provider's resource type where the design came from a template."""
    settings: dict[str, SettingValue] = {}
    extra: dict[str, Any] = {}


class Connection(Struct, frozen=True, kw_only=True):
    """An arrow that the user drew, by one of the catalog's mechanisms.

    ``share`` is the part of the source's load that goes along (0.2: one item in five; 3: three calls each).
    ``carries`` and ``item_kb`` say what passes, and how large an item is, where the user knows better than flow.
    ``fails`` is the part of the attempts that fail at the target; ``attempts`` are made in all, the first included,
    where the user knows better than the catalog's rule for the mechanism. ``outcome`` says which items of the
    source's work it takes, where the catalog's entry for it is not meant: those that failed, or those that did not.
    """

    collection: ClassVar[str] = "connections"
    id: str
    source: str
    target: str
    mechanism: str
    label: str = ""
    share: Range = 1.0
    carries: str = ""
    item_kb: Range | None = None
    fails: Range = 0.0
    attempts: Range | None = None
    outcome: Literal["", "failure", "success"] = ""
    extra: dict[str, Any] = {}


class Group(Struct, frozen=True, kw_only=True):
    """A frame around nodes: account, region, VPC, subnet or a free one. Membership is the node's ``group``."""

    collection: ClassVar[str] = "groups"
    id: str
    kind: Literal["account", "region", "vpc", "subnet", "frame"] = "frame"
    label: str = ""
    x: _Place = 0.0
    y: _Place = 0.0
    width: _Length = 240.0
    height: _Length = 160.0
    parent: str = ""
    extra: dict[str, Any] = {}


class Note(Struct, frozen=True, kw_only=True):
    """Free text on the canvas."""

    collection: ClassVar[str] = "notes"
    id: str
    text: str = ""
    x: _Place = 0.0
    y: _Place = 0.0
    width: _Length = 200.0
    height: _Length = 80.0
    extra: dict[str, Any] = {}


class Workload(Struct, frozen=True, kw_only=True):
    """What enters the picture at a node; the record's id is the node's.

    Say either ``items_per_month`` or ``items_per_s``; the size and content are per item. ``peak_ratio`` is the
    busiest hour's rate over the mean. What is left out is unknown.

    When in a week items come is said by ``shape``, one of the catalog's, or by weights of its own: ``hours`` of a day
    and ``days`` of a week, Monday first, each in the place of the shape's. The busiest hour then follows, unless a
    ``peak_ratio`` other than 1 is stated, which is stronger.
    """

    collection: ClassVar[str] = "workloads"
    id: str
    kind: str = "records"
    items_per_month: Range | None = None
    items_per_s: Range | None = None
    item_kb: Range | None = None
    seconds: Range | None = None
    """Seconds of audio or video in an item."""
    characters: Range | None = None
    pages: Range | None = None
    peak_ratio: Range = 1.0
    shape: str = ""
    hours: tuple[float, ...] | None = None
    days: tuple[float, ...] | None = None
    extra: dict[str, Any] = {}


class Suppression(Struct, frozen=True, kw_only=True):
    """A finding that the user answers for: the rule, where (a node or connection id; empty: all), and why."""

    collection: ClassVar[str] = "suppressions"
    id: str
    rule: str
    at: str = ""
    reason: str = ""
    source: str = ""
    extra: dict[str, Any] = {}


Record = Header | Node | Connection | Group | Note | Workload | Suppression

COLLECTIONS: dict[str, type[Any]] = {
    kind.collection: kind for kind in (Node, Connection, Group, Note, Workload, Suppression)
}


def key_of(record: Record) -> str:
    """The record's key in its design, such as ``nodes/recordings``."""
    return f"{record.collection}/{record.id}"
