"""What the settings of a design would have to be for its load: shards, workers, instances, and quotas to ask for.

How much one unit of a setting gives is the catalog's to say (`Sizing`); here it is worked out how many are needed.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor, isfinite, log10
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from explorer.catalog import Catalog
from explorer.catalog.model import Cover, Limit, Quantity, Service, Setting, Sizing
from explorer.design import Change, Design, Node, edits
from explorer.design.change import replaced
from explorer.flow import FlowResult, flow_of
from explorer.formula import formula
from explorer.rules.capacity import grown
from explorer.rules.model import View
from explorer.rules.quotas import Use, measured, shown
from explorer.rules.units import converted
from explorer.rules.words import measure, percent

TOO_MUCH = 2.0
"""A setting with this many times what the load needs is worth making smaller; below, it is room."""
QUOTA_SHARE = 0.8
"""A quota of which more than this is used should be raised: that takes days, and is then needed at once."""
FIGURES = 2
"""Figures to which a quota asked for is rounded up."""
_EXPECTED, _HIGH = 1, 2
_EPSILON = 1e-9
"""What a float may be over a whole number and still be that number."""


class Proposal(Struct, frozen=True, kw_only=True):
    """A setting that the load needs otherwise, or a quota that it needs raised.

    ``needed`` is what the load asks for, ``proposed`` that much as can be had; they differ where a bound or a quota
    is in the way. ``quota`` is then the limit to have raised by request, if it can be. Without ``setting`` it is only
    about the quota, ``now`` and ``proposed`` in the quota's unit. ``needed_if_high`` is for the high numbers.
    """

    node: str
    title: str
    unit: str
    setting: str = ""
    now: float | None
    proposed: float
    needed: float
    needed_if_high: float | None = None
    why: str
    source: str
    as_of: str
    quota: Limit | None = None
    change: Change | None = None

    @property
    def is_more(self) -> bool:
        """Whether more is needed than there is."""
        return self.now is None or self.needed > self.now

    @property
    def is_enough(self) -> bool:
        """Whether what is proposed will do."""
        return self.proposed >= self.needed


def proposals(design: Design, catalog: Catalog, flow: FlowResult, *, growth: float = 1.0) -> list[Proposal]:
    """What to set otherwise for the load, or for ``growth`` times the load, in the order of the nodes.

    ``flow`` is that of the design as it stands. What is not known asks for nothing.
    """
    view = View(design, catalog, flow)
    if growth != 1.0:
        more = grown(design, growth)
        view = View(more, catalog, flow_of(more, catalog))
    sized = {node.id: list(_sizes(view, node)) for node in design.nodes.values()}
    told = {(one.node, one.quota.id) for found in sized.values() for one in found if one.quota}
    for use in measured(view):
        if (use.node.id, use.limit.id) not in told and _is_short(view, use):
            sized[use.node.id].append(_request(use))
    return [one for found in sized.values() for one in found]


def all_at_once(design: Design, chosen: Iterable[Proposal]) -> Change:
    """The proposed settings as one change; false where none of them changes a setting."""
    settings: dict[str, dict[str, float]] = {}
    for one in chosen:
        if one.change and one.node in design.nodes:
            settings.setdefault(one.node, {})[one.setting] = one.proposed
    nodes = ((design.nodes[key], new) for key, new in settings.items())
    return replaced((node, replace(node, settings={**node.settings, **new})) for node, new in nodes)


class _Need(NamedTuple):
    """A quantity that has to be covered, what one unit of the setting gives of it, and how many that makes."""

    quantity: Quantity
    value: float
    each: float
    units: float


def _sizes(view: View, node: Node) -> Iterator[Proposal]:
    service = view.service(node)
    for sizing in service.sizing if service else ():
        setting = service.setting(sizing.setting) if service else None
        if service and setting and _applies(view, node, sizing):
            yield from _proposed(view, node, service, setting, sizing)


def _applies(view: View, node: Node, sizing: Sizing) -> bool:
    if sizing.optional and not view.number(node, sizing.setting):
        return False
    return all(view.setting(node, one.setting) in one.values for one in sizing.when)


def _proposed(
    view: View, node: Node, service: Service, setting: Setting, sizing: Sizing
) -> Iterator[Proposal]:
    expected = _needs(view, node, service, sizing, _EXPECTED)
    worst = max((need for need in expected if need), key=lambda need: need.units, default=None)
    if worst is None or worst.value <= 0:
        return
    needed = _rounded(worst.units, setting, sizing)
    high = [
        _rounded(need.units, setting, sizing) for need in _needs(view, node, service, sizing, _HIGH) if need
    ]
    now = _whole(view.number(node, setting.id), setting)
    wanted = needed
    if now is not None and now > needed:
        wanted = max(needed, sizing.keep, *high)
        if sizing.only_more or None in expected or now < TOO_MUCH * wanted:
            return
    if now == needed:
        return
    proposed, quota = _as_far_as_allowed(wanted, service, setting)
    change = edits.set_setting(view.design.nodes[node.id], setting.id, proposed)
    yield Proposal(
        node=node.id,
        title=setting.title,
        unit=setting.unit,
        setting=setting.id,
        now=now,
        proposed=proposed,
        needed=wanted,
        needed_if_high=max(high, default=None),
        why=_why(worst, sizing),
        source=sizing.source,
        as_of=sizing.as_of or service.as_of,
        quota=quota,
        change=change if proposed != now else None,
    )


def _whole(value: float | None, setting: Setting) -> float | None:
    return int(value) if value is not None and setting.type == "integer" else value


def _needs(view: View, node: Node, service: Service, sizing: Sizing, scenario: int) -> list[_Need | None]:
    return [_need(view, node, service, cover, sizing.target, scenario) for cover in sizing.covers]


def _need(
    view: View, node: Node, service: Service, cover: Cover, target: float, scenario: int
) -> _Need | None:
    """None where the load or what a unit gives is not known."""
    flow = view.flow.nodes[node.id]
    quantity = flow.definitions.get(cover.quantity)
    value = flow.quantities[cover.quantity][scenario] if quantity else None
    each = _each(cover, service, quantity, flow.runs[scenario]) if quantity else None
    if quantity is None or value is None or each is None or not isfinite(each) or each <= 0:
        return None
    return _Need(quantity, value, each, value / (each * target))


def _each(cover: Cover, service: Service, quantity: Quantity, values: Mapping[str, Any]) -> float | None:
    """How much of the quantity one unit of the setting gives, in the quantity's unit."""
    if cover.each:
        try:
            return formula(cover.each)(values)
        except (KeyError, ZeroDivisionError):
            return None
    limit = next((one for one in service.limits if one.id == cover.limit), None)
    if limit is None or limit.value is None:
        return None
    return converted(limit.value, limit.unit, quantity.unit)


def _rounded(units: float, setting: Setting, sizing: Sizing) -> float:
    """Up to a whole step, and at least what the setting has to be."""
    steps = ceil(units / sizing.step - _EPSILON) * sizing.step
    least = max(steps, sizing.step, setting.min or 0.0)
    return ceil(least - _EPSILON) if setting.type == "integer" else least


def _as_far_as_allowed(needed: float, service: Service, setting: Setting) -> tuple[float, Limit | None]:
    """(what can be had, the quota to have raised): hard limits and the setting's own bounds stay."""
    most, quota = setting.max, None
    for limit in service.limits:
        allowed = converted(limit.value, limit.unit, setting.unit) if limit.value is not None else None
        if limit.quantity == setting.id and allowed is not None and needed > allowed:
            quota = limit if limit.adjustable else quota
            most = most if limit.adjustable or (most is not None and most < allowed) else allowed
    if most is None or needed <= most:
        return needed, quota
    return int(most) if setting.type == "integer" else most, quota


def _why(need: _Need, sizing: Sizing) -> str:
    title = need.quantity.title[:1].lower() + need.quantity.title[1:]
    unit = need.quantity.unit
    words = f"{title} {measure(need.value, unit)}"
    if need.each != 1.0:
        words += f", {measure(need.each, unit)} each"
    return words if sizing.target == 1.0 else f"{words}, used to {percent(sizing.target)}"


def _is_short(view: View, use: Use) -> bool:
    """Whether an adjustable limit should be raised: a load needs room, a setting only what was set."""
    if not use.limit.adjustable:
        return False
    is_load = use.limit.quantity in view.flow.nodes[use.node.id].quantities
    return use.expected > use.most * (QUOTA_SHARE if is_load else 1.0)


def _request(use: Use) -> Proposal:
    """The quota raised to where the load uses no more of it than is safe, rounded up."""
    wanted = _round_up(use.expected / QUOTA_SHARE)
    limit = use.limit
    title = use.title[:1].lower() + use.title[1:]
    return Proposal(
        node=use.node.id,
        title=limit.name,
        unit=limit.unit,
        now=use.most,
        proposed=wanted,
        needed=wanted,
        needed_if_high=None if use.high is None else _round_up(use.high / QUOTA_SHARE),
        why=f"{title} {shown(use.expected, limit.unit)} of {shown(use.most, limit.unit)}, "
        f"used to {percent(QUOTA_SHARE)}",
        source=limit.source,
        as_of=limit.as_of,
        quota=limit,
    )


def _round_up(value: float) -> float:
    """Up to a number of few figures."""
    step = 10.0 ** max(0, floor(log10(value)) - FIGURES + 1) if value > 0 else 1.0
    return ceil(value / step - _EPSILON) * step
