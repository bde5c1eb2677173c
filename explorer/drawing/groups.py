"""How groups look: a frame with a title tab at its top left, in a colour that tells its kind."""

from explorer.design import Design, Group
from explorer.drawing.geometry import Box
from explorer.drawing.shapes import Path, Rect, Segment, Shape, Text, mixed
from explorer.drawing.text import elided, showable, width
from explorer.drawing.theme import Theme
from explorer.drawing.tile import State

GROUP_RADIUS = 12.0
TAB_HEIGHT = 24.0

_TAB_PAD = 10.0
_TAB_SIZE = 11.0
_DIMMED = 0.68

KIND_WORDS = {"account": "Account", "region": "Region", "vpc": "VPC", "subnet": "Subnet", "frame": ""}

_CATEGORY = {"account": "external", "region": "database", "vpc": "networking", "subnet": "storage"}
_DASHES: dict[str, tuple[float, ...]] = {"region": (6, 4), "subnet": (3, 3)}


def group_box(group: Group) -> Box:
    """The group's frame."""
    return Box(group.x, group.y, group.width, group.height)


def group_title(group: Group) -> str:
    """The group in words: its kind and its label."""
    kind, label = KIND_WORDS[group.kind], showable(group.label)
    return " · ".join(word for word in (kind, label) if word) or "Group"


def groups_from_back(design: Design) -> list[Group]:
    """The groups, each after the one that holds it."""
    return sorted(design.groups.values(), key=lambda group: (depth_of(group, design), group.id))


def depth_of(group: Group, design: Design) -> int:
    """How many groups hold this one; a circle of parents is left at its start."""
    seen = {group.id}
    while group.parent in design.groups and group.parent not in seen:
        group = design.groups[group.parent]
        seen.add(group.id)
    return len(seen) - 1


def group_shapes(group: Group, design: Design, theme: Theme, *, state: State = "plain") -> tuple[Shape, ...]:
    """The group's frame and tab, relative to its top left corner."""
    colors = theme.colors
    color = _color(group, theme)
    ink = mixed(color, colors["text"], 0.25)
    if state == "dimmed":
        color, ink = (mixed(shade, colors["canvas"], _DIMMED) for shade in (color, ink))
    stroke = {"selected": colors["accent"], "hover": color}.get(state, mixed(color, colors["canvas"], 0.35))
    ground = colors["group"] if depth_of(group, design) % 2 == 0 else colors["canvas"]
    frame = Rect(
        x=0,
        y=0,
        width=group.width,
        height=group.height,
        radius=min(GROUP_RADIUS, group.width / 2, group.height / 2),
        fill=ground,
        stroke=stroke,
        line_width=2.0 if state == "selected" else 1.2,
        dash=() if state == "selected" else _DASHES.get(group.kind, ()),
    )
    return (frame, *_tab(group, color, ground, ink))


def _tab(group: Group, color: str, ground: str, ink: str) -> list[Shape]:
    text = elided(group_title(group), group.width - 2 * _TAB_PAD - GROUP_RADIUS, _TAB_SIZE, 600)
    if not text or group.height < TAB_HEIGHT:
        return []
    long = width(text, _TAB_SIZE, 600) + 2 * _TAB_PAD
    y = TAB_HEIGHT / 2 + _TAB_SIZE * 0.365
    tab = Path(segments=_tab_outline(long), fill=mixed(color, ground, 0.86))
    return [tab, Text(x=_TAB_PAD, y=y, text=text, size=_TAB_SIZE, weight=600, color=ink)]


def _tab_outline(long: float) -> tuple[Segment, ...]:
    """In the frame's corner: round at the top left like the frame, and at the bottom right."""
    r, k, high = GROUP_RADIUS, GROUP_RADIUS * 0.45, TAB_HEIGHT
    s, m = 8.0, 8.0 * 0.45
    return (
        ("M", 0, r),
        ("C", 0, k, k, 0, r, 0),
        ("L", long, 0),
        ("L", long, high - s),
        ("C", long, high - m, long - m, high, long - s, high),
        ("L", 0, high),
        ("Z",),
    )


def _color(group: Group, theme: Theme) -> str:
    category = _CATEGORY.get(group.kind)
    return theme.categories[category] if category else theme.colors["muted"]
