"""Changes that mend findings: a setting, a mechanism, a service put in between."""

from collections.abc import Mapping
from functools import lru_cache, partial

from msgspec.structs import replace

from explorer.catalog import Catalog
from explorer.catalog.model import Integration
from explorer.catalog.vocabulary import FAMILIES, MECHANISMS
from explorer.design import Change, Group, Node, edits
from explorer.design.change import added, replaced
from explorer.design.records import SettingValue
from explorer.rules.mechanisms import mechanism_words
from explorer.rules.model import Fix, Link, View
from explorer.rules.places import around
from explorer.rules.units import is_measure

GRID = 8
STEP = 240.0
"""Points from one node to the next."""
NEAR = (192.0, 88.0)
"""Two tiles closer than this, in points across and down, would overlap."""

MARGIN = 16.0
"""Points from a group's edge to what is in it."""

_SET_UP: Mapping[str, Mapping[str, SettingValue]] = {"sqs": {"dead_letter": True}}
"""What a node put in between has from the beginning, so that the next finding is not about that."""

_FAMILY_ORDER = {family: place for place, family in enumerate(FAMILIES)}


def set_to(view: View, node: Node, setting_id: str, value: SettingValue, *, words: str = "") -> Fix:
    """A setting given this value; ``words`` say it for people."""
    service = view.service(node)
    setting = service.setting(setting_id) if service else None
    title = setting.title if setting else setting_id
    unit = f" {setting.unit}" if setting and is_measure(setting.unit) else ""
    return Fix(
        words or f"Set {title} to {_shown(value)}{unit}", lambda: edits.set_setting(node, setting_id, value)
    )


def _shown(value: SettingValue) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:,}" if isinstance(value, int) else str(value)


def set_all(node: Node, values: Mapping[str, SettingValue], words: str) -> Fix:
    """Several settings given these values in one change."""
    return Fix(words, lambda: edits.set_fields(node, settings={**node.settings, **values}))


def use_mechanism(link: Link, mechanism: str) -> Fix:
    """The connection drawn by another mechanism."""
    return Fix(
        f"Draw it as {mechanism_words(mechanism)}",
        lambda: edits.set_fields(link.connection, mechanism=mechanism),
    )


def insert_best(
    view: View, link: Link, via: tuple[str, ...], *, settings: Mapping[str, SettingValue] | None = None
) -> Fix | None:
    """The first of these services that is still offered and connects both ends, put into the connection."""
    best = _best_between(view.catalog, link.source.service, link.target.service, via)
    if best is None:
        return None
    service_id, ways = best
    title = f"Put {view.catalog.name(service_id)} in between"
    return Fix(title, partial(_inserted, view, link, service_id, ways, settings or {}))


@lru_cache(maxsize=4096)
def _best_between(
    catalog: Catalog, source: str, target: str, via: tuple[str, ...]
) -> tuple[str, tuple[str, str]] | None:
    """The first of the services that is still offered and connects both, with its two mechanisms."""
    for service_id in via:
        ways = _through(catalog, source, service_id, target)
        if ways is not None and _is_offered(catalog, service_id):
            return service_id, ways
    return None


def _inserted(
    view: View, link: Link, service_id: str, ways: tuple[str, str], settings: Mapping[str, SettingValue]
) -> Change:
    x, y = between(view, link.source, link.target)
    node = Node(id=edits.fresh_id(service_id, view.design.nodes), service=service_id, x=x, y=y)
    node = replace(node, settings={**_SET_UP.get(service_id, {}), **settings})
    return edits.insert_node(view.design, link.connection.id, node, ways)


def place_beside(view: View, service_id: str, x: float, y: float, *, group: str = "") -> tuple[Node, Change]:
    """A new node near a place, in the group, and the change that makes it; the group grows with it."""
    node = Node(id=edits.fresh_id(service_id, view.design.nodes), service=service_id, group=group)
    x, y = free_place(view, x, y, group)
    node = replace(node, x=x, y=y)
    return node, added([node]).then(replaced(_grown(view, node)))


def add_after(view: View, node: Node, service_id: str, mechanism: str) -> Fix | None:
    """A new node to which the node is connected; None where the service is not offered any more."""
    if not is_open(view, service_id):
        return None
    return Fix(f"Add {view.catalog.name(service_id)}", partial(_after, view, node, service_id, mechanism))


def _after(view: View, node: Node, service_id: str, mechanism: str) -> Change:
    new, placed = place_beside(view, service_id, node.x + STEP, node.y)
    return placed.then(edits.connect(view.design, node.id, new.id, mechanism))


def moved_into(view: View, node: Node, group: str, x: float, y: float) -> Change:
    """The node near a place, as a member of the group, which grows with it."""
    x, y = free_place(view, x, y, group)
    moved = replace(node, group=group, x=x, y=y)
    return replaced([(node, moved), *_grown(view, moved)])


def between(view: View, source: Node, target: Node) -> tuple[float, float]:
    """A free place halfway."""
    return free_place(view, (source.x + target.x) / 2, (source.y + target.y) / 2)


def best_mechanism(entries: tuple[Integration, ...]) -> str:
    """Of several integrations the one that a designer mostly means: what the source sends first, support last."""
    return min(entries, key=_rank).mechanism


def is_open(view: View, service_id: str) -> bool:
    """Whether new customers can still use the service."""
    return _is_offered(view.catalog, service_id)


def _is_offered(catalog: Catalog, service_id: str) -> bool:
    service = catalog.service(service_id)
    return service is not None and service.lifecycle.status not in {"ended", "closed-to-new", "end-announced"}


def _rank(entry: Integration) -> tuple[bool, bool, int]:
    family = MECHANISMS[entry.mechanism].family
    return family == "support", entry.direction != "data", _FAMILY_ORDER[family]


def _through(catalog: Catalog, source: str, via: str, target: str) -> tuple[str, str] | None:
    first, second = (catalog.by_pair.get(pair) for pair in ((source, via), (via, target)))
    return (best_mechanism(first), best_mechanism(second)) if first and second else None


def _grown(view: View, node: Node) -> list[tuple[Group, Group]]:
    """The groups around the node that are too small for it, and how they are then."""
    found = []
    left, top = node.x - MARGIN, node.y - MARGIN
    right, bottom = node.x + NEAR[0] + MARGIN, node.y + NEAR[1] + MARGIN
    for group in around(view, node.group):
        x, y = min(group.x, left), min(group.y, top)
        width = max(group.x + group.width, right) - x
        height = max(group.y + group.height, bottom) - y
        grown = replace(group, x=x, y=y, width=width, height=height)
        left, top, right, bottom = x - MARGIN, y - MARGIN, x + width + MARGIN, y + height + MARGIN
        found += [(group, grown)] if grown != group else []
    return found


def free_place(view: View, x: float, y: float, group: str = "") -> tuple[float, float]:
    """The place on the grid, or the next one below that is free of tiles, and of frames not around the group."""
    x, y = round(x / GRID) * GRID, round(y / GRID) * GRID
    own = {frame.id for frame in around(view, group)}
    frames = [frame for frame in view.design.groups.values() if frame.id not in own and _is_over(frame, x)]
    taken = [(node.y - NEAR[1], node.y + NEAR[1]) for node in view.design.nodes.values() if _is_near(node, x)]
    taken += [(frame.y - NEAR[1], frame.y + frame.height + MARGIN) for frame in frames]
    while any(top < y < bottom for top, bottom in taken):
        y += GRID
    return x, y


def _is_near(node: Node, x: float) -> bool:
    return abs(node.x - x) < NEAR[0]


def _is_over(frame: Group, x: float) -> bool:
    return frame.x - NEAR[0] < x < frame.x + frame.width + MARGIN
