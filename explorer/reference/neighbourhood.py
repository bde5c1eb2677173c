"""A service among its most important neighbours, as a picture: what feeds it at the left, what it feeds at the right.

Of many neighbours those are shown that carry data, are still offered and are themselves much used, from several
categories; how many more there are is said below them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Integration, Service
from explorer.catalog.vocabulary import CATEGORIES, FAMILIES, MECHANISMS, Family
from explorer.drawing.arrows import arrow_shapes, legend_sample
from explorer.drawing.icons import icon
from explorer.drawing.shapes import (
    Glyph,
    Part,
    Path,
    Picture,
    Rect,
    Shape,
    Text,
    mixed,
)
from explorer.drawing.text import width, wrapped
from explorer.drawing.theme import Theme, theme
from explorer.drawing.tile import LIFECYCLE_WORDS, short_name
from explorer.drawing.ways import Dock, curved
from explorer.reference.words import count

MOST_PER_SIDE = 6

_MARGIN = 24.0
_TILE_WIDTH = 184.0
_TILE_HEIGHT = 44.0
_TILE_GAP = 8.0
_CAPTION_HEIGHT = 22.0
_HEAD_HEIGHT = 34.0
_MORE_HEIGHT = 24.0
_GAP = 128.0
_HERO_WIDTH = 168.0
_HERO_LEAST = 132.0
_HERO_LEFT = _MARGIN + _TILE_WIDTH + _GAP
_RIGHT = _HERO_LEFT + _HERO_WIDTH + _GAP
_WIDTH = _RIGHT + _TILE_WIDTH + _MARGIN
_LEGEND_HEIGHT = 44.0
_DOCK_GAP = 15.0
_NEARLY_STRAIGHT = 4.0

_FAMILY_WORTH: Mapping[Family, float] = {
    "event": 0.8,
    "stream": 0.8,
    "batch": 0.3,
    "query": 0.0,
    "request": -1.2,
    "control": -2.5,
    "support": -6.0,
}
_MUCH_USED_WORTH = 0.7
"""For each doubling of a service's connections."""
_LEAVING_WORTH = -5.0
_UNSURE_WORTH = -1.0
_SAME_CATEGORY_WORTH = -0.5
_SAME_FAMILY_WORTH = -0.3


class Neighbour(Struct, frozen=True):
    """A service next to the one in the middle, the family of the best connection between them, and its worth."""

    service: Service
    family: Family
    worth: float


class Side(Struct, frozen=True):
    """The neighbours shown on one side, by category, and how many there are altogether."""

    shown: tuple[Neighbour, ...]
    total: int


def neighbours(service: Service, catalog: Catalog) -> tuple[Side, Side]:
    """What feeds the service, and what it feeds."""
    entering = ((one.source_id, one) for one in catalog.entering(service.id))
    leaving = ((one.target_id, one) for one in catalog.leaving(service.id))
    return _side(service, entering, catalog), _side(service, leaving, catalog)


def _side(service: Service, ends: Iterable[tuple[str, Integration]], catalog: Catalog) -> Side:
    by_service: dict[str, list[Integration]] = {}
    for other, one in ends:
        if other != service.id and catalog.service(other) is not None:
            by_service.setdefault(other, []).append(one)
    found = [_neighbour(catalog.services[other], listed, catalog) for other, listed in by_service.items()]
    found.sort(key=lambda one: (-one.worth, one.service.name))
    order = list(CATEGORIES)
    chosen = sorted(_varied(found), key=lambda one: order.index(one.service.category))
    return Side(tuple(chosen), len(found))


def _neighbour(service: Service, listed: list[Integration], catalog: Catalog) -> Neighbour:
    best = max(listed, key=_integration_worth)
    much_used = log2(1 + len(catalog.leaving(service.id)) + len(catalog.entering(service.id)))
    worth = _integration_worth(best) + _MUCH_USED_WORTH * much_used
    worth += _LEAVING_WORTH if service.lifecycle.status in LIFECYCLE_WORDS else 0.0
    return Neighbour(service, MECHANISMS[best.mechanism].family, worth)


def _integration_worth(one: Integration) -> float:
    unsure = _UNSURE_WORTH if one.confidence != "read" else 0.0
    return _FAMILY_WORTH[MECHANISMS[one.mechanism].family] + unsure


def _varied(found: list[Neighbour]) -> list[Neighbour]:
    """The worthiest, each worth a little less for every one of its category or family that is there already."""
    left = list(found)
    chosen: list[Neighbour] = []

    def worth(one: Neighbour) -> float:
        same_category = sum(other.service.category == one.service.category for other in chosen)
        same_family = sum(other.family == one.family for other in chosen)
        return one.worth + _SAME_CATEGORY_WORTH * same_category + _SAME_FAMILY_WORTH * same_family

    while left and len(chosen) < MOST_PER_SIDE:
        chosen.append(max(left, key=worth))
        left.remove(chosen[-1])
    return chosen


def neighbourhood(service: Service, catalog: Catalog) -> Picture:
    """The picture; a side with nothing on it says so."""
    return _Drawing(service, *neighbours(service, catalog)).picture()


class _Drawing:
    def __init__(self, service: Service, fed_by: Side, feeds: Side) -> None:
        self._theme = theme("light")
        self._service = service
        self._sides = (fed_by, feeds)
        self._body = max(_column_height(fed_by), _column_height(feeds), self._hero_height())

    def picture(self) -> Picture:
        """Columns, arrows and the service itself on a card of their own, whatever the page's colour."""
        families = [one.family for side in self._sides for one in side.shown]
        high = _MARGIN + _HEAD_HEIGHT + self._body + 14 + _LEGEND_HEIGHT
        shapes = (
            self._card(high),
            *self._heads(),
            *self._column(self._sides[0], is_left=True),
            *self._column(self._sides[1], is_left=False),
            self._hero(),
            *_legend(families, self._theme, high - _LEGEND_HEIGHT),
        )
        name = self._service.name
        return Picture(
            width=_WIDTH, height=high, background="none", shapes=shapes, title=f"{name} and its neighbours"
        )

    def _card(self, high: float) -> Rect:
        colors = self._theme.colors
        return Rect(
            x=0.5,
            y=0.5,
            width=_WIDTH - 1,
            height=high - 1,
            radius=12,
            fill=colors["canvas"],
            stroke=colors["border"],
        )

    def _heads(self) -> Iterator[Text]:
        for side, x, words in zip(self._sides, (_MARGIN, _RIGHT), ("Receives from", "Sends to"), strict=True):
            text = f"{words} {count(side.total, 'service')}" if side.total else words
            yield Text(x=x, y=_MARGIN + 11, text=text, size=13, weight=600, color=self._theme.colors["text"])

    def _column(self, side: Side, *, is_left: bool) -> Iterator[Shape]:
        x = _MARGIN if is_left else _RIGHT
        top = _MARGIN + _HEAD_HEIGHT
        if not side.total:
            yield self._nothing(x)
            return
        y = top + (self._body - _column_height(side)) / 2
        category, places = "", []  # type: str, list[float]
        tiles: list[Shape] = []
        for one in side.shown:
            if one.service.category != category:
                category = one.service.category
                y += _CAPTION_HEIGHT
                tiles.append(self._caption(category, x, y))
            tiles.append(_tile(one.service, x, y, self._theme))
            places.append(y + _TILE_HEIGHT / 2)
            y += _TILE_HEIGHT + _TILE_GAP
        yield from self._arrows(side, places, is_left=is_left)
        yield from tiles
        if side.total > len(side.shown):
            text = f"and {side.total - len(side.shown)} more in the table"
            yield Text(x=x + 2, y=y + 12, text=text, size=11, color=self._theme.colors["muted"])

    def _caption(self, category: str, x: float, y: float) -> Text:
        color = self._theme.categories[category]
        return Text(x=x + 2, y=y - 7, text=CATEGORIES[category], size=10.5, weight=600, color=color)

    def _nothing(self, x: float) -> Text:
        color = self._theme.colors["muted"]
        return Text(x=x, y=self._middle + 4, text="nothing directly", size=12, color=color)

    @property
    def _middle(self) -> float:
        return _MARGIN + _HEAD_HEIGHT + self._body / 2

    def _arrows(self, side: Side, places: Sequence[float], *, is_left: bool) -> Iterator[Shape]:
        first = self._middle - _DOCK_GAP * (len(places) - 1) / 2
        for at, (one, y) in enumerate(zip(side.shown, places, strict=True)):
            dock_y = first + at * _DOCK_GAP
            dock_y = y if abs(dock_y - y) < _NEARLY_STRAIGHT else dock_y
            if is_left:
                route = curved(Dock(_MARGIN + _TILE_WIDTH, y, "right"), Dock(_HERO_LEFT, dock_y, "left"))
            else:
                route = curved(Dock(_HERO_LEFT + _HERO_WIDTH, dock_y, "right"), Dock(_RIGHT, y, "left"))
            yield from arrow_shapes(route, self._theme.arrows[one.family], self._theme)

    def _hero(self) -> Part:
        """The service itself, larger than the others, so that every arrow has its place along the sides."""
        high = self._hero_height()
        colors, color = self._theme.colors, self._theme.categories[self._service.category]
        lines = self._hero_lines()
        middle = _HERO_WIDTH / 2
        y = (high - 56 - 12 - 18 * len(lines) - 16) / 2
        shapes: list[Shape] = [
            _box(_HERO_WIDTH, high, 14, y=1.5, fill=colors["shadow"], opacity=0.1),
            _box(_HERO_WIDTH, high, 14, fill=colors["surface"], stroke=color, line_width=1.6),
            Rect(
                x=middle - 28,
                y=y,
                width=56,
                height=56,
                radius=12,
                fill=mixed(color, colors["surface"], 0.86),
            ),
            Glyph(
                x=middle - 18,
                y=y + 10,
                size=36,
                icon=icon(self._service.id, self._service.category),
                color=color,
            ),
        ]
        y += 56 + 12 + 11
        for line in lines:
            shapes.append(
                Text(x=middle, y=y, text=line, size=15, weight=600, anchor="middle", color=colors["text"])
            )
            y += 18
        status = LIFECYCLE_WORDS.get(self._service.lifecycle.status)
        below = status or CATEGORIES[self._service.category]
        tone = colors["warning"] if status else colors["muted"]
        shapes.append(Text(x=middle, y=y + 1, text=below, size=11, anchor="middle", color=tone))
        top = self._middle - high / 2
        return Part(shapes=tuple(shapes), x=_HERO_LEFT, y=top)

    def _hero_lines(self) -> tuple[str, ...]:
        return wrapped(short_name(self._service.name), _HERO_WIDTH - 24, 15, 600, 3)

    def _hero_height(self) -> float:
        return max(_HERO_LEAST, 56 + 12 + 18 * len(self._hero_lines()) + 16 + 36)


def _column_height(side: Side) -> float:
    if not side.shown:
        return 0.0
    groups = len({one.service.category for one in side.shown})
    more = _MORE_HEIGHT if side.total > len(side.shown) else 0.0
    return groups * _CAPTION_HEIGHT + len(side.shown) * (_TILE_HEIGHT + _TILE_GAP) - _TILE_GAP + more


def _tile(service: Service, x: float, y: float, look: Theme) -> Part:
    """A node's tile, lower: with the icon and the name only."""
    colors, color = look.colors, look.categories[service.category]
    is_leaving = service.lifecycle.status in LIFECYCLE_WORDS
    lines = wrapped(short_name(service.name), _TILE_WIDTH - 58, 12.5, 600, 2)
    base = _TILE_HEIGHT / 2 - (len(lines) - 1) * 7.5 + 4.6
    shapes: list[Shape] = [
        _box(_TILE_WIDTH, _TILE_HEIGHT, 9, y=1.5, fill=colors["shadow"], opacity=0.08),
        _box(
            _TILE_WIDTH,
            _TILE_HEIGHT,
            9,
            fill=colors["surface"],
            stroke=colors["border_strong" if is_leaving else "border"],
            dash=(4.0, 4.0) if is_leaving else (),
        ),
        Rect(x=7, y=7, width=30, height=30, radius=7, fill=mixed(color, colors["surface"], 0.86)),
        Glyph(x=12, y=12, size=20, icon=icon(service.id, service.category), color=color),
        *(
            Text(x=46, y=base + 15 * at, text=line, size=12.5, weight=600, color=colors["text"])
            for at, line in enumerate(lines)
        ),
    ]
    return Part(shapes=tuple(shapes), x=x, y=y)


def _box(
    wide: float,
    high: float,
    radius: float,
    *,
    fill: str,
    y: float = 0.0,
    opacity: float = 1.0,
    stroke: str = "",
    line_width: float = 1.0,
    dash: tuple[float, ...] = (),
) -> Rect:
    return Rect(
        x=0,
        y=y,
        width=wide,
        height=high,
        radius=radius,
        fill=fill,
        fill_opacity=opacity,
        stroke=stroke,
        line_width=line_width,
        dash=dash,
    )


def _legend(families: Sequence[Family], look: Theme, top: float) -> list[Shape]:
    """A sample of each family that occurs, centred under the picture."""
    present = [(family, title) for family, title in FAMILIES.items() if family in families]
    sample, gap, size = 30.0, 22.0, 10.5
    longs = [sample + 8 + width(title, size) for _, title in present]
    x = (_WIDTH - sum(longs) - gap * (len(longs) - 1)) / 2
    y = top + _LEGEND_HEIGHT / 2
    line = Path(segments=(("M", _MARGIN, top), ("L", _WIDTH - _MARGIN, top)), stroke=look.colors["border"])
    shapes: list[Shape] = [line]
    for (family, title), long in zip(present, longs, strict=True):
        shapes += legend_sample(look.arrows[family], look, x, y, sample)
        shapes.append(
            Text(x=x + sample + 8, y=y + size * 0.365, text=title, size=size, color=look.colors["muted"])
        )
        x += long + gap
    return shapes
