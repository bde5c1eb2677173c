"""How much of a month a path is available: the product of what its services promise."""

from collections.abc import Iterable, Mapping
from math import prod
from typing import Any

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Availability
from explorer.design import Design, Node
from explorer.flow.latency import Latencies
from explorer.flow.model import HOURS_PER_MONTH
from explorer.flow.plan import plan_of

MINUTES_PER_MONTH = HOURS_PER_MONTH * 60


class PathAvailability(Struct, frozen=True):
    """What a path's services promise together.

    ``promises`` are by node; a service that occurs twice is counted once, with the lower of its promises, since it
    fails at both places together. ``unknown`` are the nodes of which no promise is known: all is then `at most`.
    """

    nodes: tuple[str, ...]
    promises: Mapping[str, Availability]
    unknown: tuple[str, ...]

    @property
    def percent(self) -> float | None:
        """Percent of a month, at most that where something is not known; None where nothing is."""
        by_service: dict[str, float] = {}
        for one in self.promises.values():
            by_service[one.service] = min(one.percent, by_service.get(one.service, one.percent))
        return 100 * prod(percent / 100 for percent in by_service.values()) if by_service else None

    @property
    def minutes_per_month(self) -> float | None:
        """Minutes of a month in which the path may be down, at least that where something is not known."""
        return None if self.percent is None else (1 - self.percent / 100) * MINUTES_PER_MONTH


def promise_of(node: Node, catalog: Catalog) -> Availability | None:
    """The promise that holds for a node as it is set; None where none is known."""
    found = catalog.availability.get(node.service, ())
    settings = _settings(node, catalog) if found else {}
    return next((one for one in found if _holds(one, settings)), None)


def path_availability(nodes: Iterable[str], design: Design, catalog: Catalog) -> PathAvailability:
    """What the services along these nodes promise together."""
    way = tuple(nodes)
    found = {key: promise_of(design.nodes[key], catalog) for key in way}
    return PathAvailability(
        nodes=way,
        promises={key: one for key, one in found.items() if one is not None},
        unknown=tuple(key for key, one in found.items() if one is None),
    )


def availability_of(design: Design, catalog: Catalog, latencies: Latencies) -> tuple[PathAvailability, ...]:
    """What the services along each listed path promise, the lowest first; paths without a promise last."""
    found = [path_availability(path.nodes, design, catalog) for path in latencies.paths]
    return tuple(sorted(found, key=lambda one: 101.0 if one.percent is None else one.percent))


def _settings(node: Node, catalog: Catalog) -> dict[str, Any]:
    service = catalog.service(node.service)
    defaults = plan_of(service).defaults[1] if service else {}
    return defaults | {name: value for name, value in node.settings.items() if value is not None}


def _holds(one: Availability, settings: Mapping[str, Any]) -> bool:
    fits = all(
        settings.get(name) in (wanted if isinstance(wanted, tuple) else (wanted,))
        for name, wanted in one.when.items()
    )
    return fits and all(
        isinstance(settings.get(name), int | float) and settings[name] >= least
        for name, least in one.at_least.items()
    )
