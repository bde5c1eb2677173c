"""Look-ups in the catalog: entries, integrations between two services, verdicts, prices, instances."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from explorer.catalog.model import (
    Availability,
    Instance,
    Integration,
    PriceDimension,
    PriceSheet,
    Refusal,
    Retry,
    Service,
    Shape,
)
from explorer.catalog.verdict import Verdict, verdict

if TYPE_CHECKING:
    import networkx as nx


class Catalog:
    """All that is known, by id. Cheap to make; indexes and graphs are built when first asked for."""

    def __init__(
        self,
        services: Iterable[Service],
        sheets: Iterable[PriceSheet],
        instances: Iterable[Instance],
        shapes: Iterable[Shape] = (),
        retries: Iterable[Retry] = (),
        availability: Iterable[Availability] = (),
    ) -> None:
        self.services: Mapping[str, Service] = {service.id: service for service in services}
        self.sheets: Mapping[str, PriceSheet] = {sheet.service: sheet for sheet in sheets}
        self.instances: Mapping[str, Instance] = {instance.id: instance for instance in instances}
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self._defaults: dict[tuple[str, str], float | str | bool | None] = {}
        self.shapes: Mapping[str, Shape] = {shape.id: shape for shape in shapes}
        self.retries: tuple[Retry, ...] = tuple(retries)
        self.availability: Mapping[str, tuple[Availability, ...]] = _grouped(
            (one.service, one) for one in availability
        )

    def service(self, service_id: str) -> Service | None:
        """The entry of that id, or None."""
        return self.services.get(service_id)

    def default_of(self, service_id: str, setting_id: str) -> float | str | bool | None:
        """What a setting of a service is while nobody has set it; None for nothing, or where there is no such one."""
        place = (service_id, setting_id)
        if place not in self._defaults:
            service = self.services.get(service_id)
            known = service.setting(setting_id) if service else None
            self._defaults[place] = known.default if known else None
        return self._defaults[place]

    def name(self, service_id: str) -> str:
        """Its name for people; the id itself where the catalog does not know it."""
        service = self.services.get(service_id)
        return service.name if service else service_id

    @cached_property
    def draggable(self) -> tuple[Service, ...]:
        """What can stand on a canvas, in the order of names."""
        found = (service for service in self.services.values() if service.draggable)
        return tuple(sorted(found, key=lambda service: service.name.lower()))

    @cached_property
    def integrations(self) -> tuple[Integration, ...]:
        """Every possible direct connection."""
        return tuple(entry for service in self.services.values() for entry in service.integrations)

    @cached_property
    def by_pair(self) -> Mapping[tuple[str, str], tuple[Integration, ...]]:
        """Integrations by (source, target)."""
        return _grouped((entry.source_id, entry.target_id, entry) for entry in self.integrations)

    @cached_property
    def refusals(self) -> Mapping[tuple[str, str], Refusal]:
        """Known impossible pairs."""
        entries = (entry for service in self.services.values() for entry in service.not_possible)
        return {(entry.source_id, target): entry for entry in entries for target in entry.target_ids}

    def leaving(self, service_id: str) -> tuple[Integration, ...]:
        """Integrations whose source is the service."""
        return self._leaving.get(service_id, ())

    def entering(self, service_id: str) -> tuple[Integration, ...]:
        """Integrations whose target is the service."""
        return self._entering.get(service_id, ())

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Integration, ...]]:
        return _grouped((entry.source_id, entry) for entry in self.integrations)

    @cached_property
    def _entering(self) -> Mapping[str, tuple[Integration, ...]]:
        return _grouped((entry.target_id, entry) for entry in self.integrations)

    def verdict(self, source: str, target: str) -> Verdict:
        """Whether ``source`` can be connected to ``target``, how, and by way of what where not directly."""
        pair = (source, target)
        if pair not in self._verdicts:
            self._verdicts[pair] = verdict(self, source, target)
        return self._verdicts[pair]

    def sheet(self, service_id: str) -> PriceSheet | None:
        """What the service charges for; None where the catalog has nothing to say about its price."""
        return self.sheets.get(service_id)

    def dimensions(self, service_id: str) -> tuple[PriceDimension, ...]:
        """The price dimensions of a service."""
        sheet = self.sheets.get(service_id)
        return sheet.dimensions if sheet else ()

    @cached_property
    def graph(self) -> "nx.MultiDiGraph":
        """Entries as nodes, integrations (key: mechanism) and relations (key: type) as edges."""
        from explorer.catalog.graph import build_graph  # noqa: PLC0415 - networkx takes 0.3 s to import

        return build_graph(self)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, tuple[Any, ...]]:
    """Rows (key parts …, value) as lists by key, in their order."""
    found: dict[Any, list[Any]] = {}
    for row in rows:
        key = row[0] if len(row) == 2 else row[:-1]
        found.setdefault(key, []).append(row[-1])
    return {key: tuple(values) for key, values in found.items()}
