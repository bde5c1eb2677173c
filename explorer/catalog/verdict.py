"""Can A be connected to B? Three answers, and for the second the way that works."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from explorer.catalog.model import Integration, Refusal

if TYPE_CHECKING:
    from explorer.catalog.catalog import Catalog

VerdictValue = Literal["possible", "not-possible", "not-known"]


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether A can be connected to B. ``via`` are services that connect the two, best first."""

    verdict: VerdictValue
    source: str
    target: str
    integrations: tuple[Integration, ...] = ()
    refusal: Refusal | None = None
    via: tuple[str, ...] = ()


MAX_VIA = 5

_PREFERRED_VIA = (
    *("eventbridge", "lambda", "step-functions", "s3", "firehose", "sqs", "sns", "eventbridge-pipes"),
    *("kinesis-data-streams", "glue-job", "api-gateway"),
)
"""The usual glue, best first: ties between ways round are decided in this order."""

_CARRIERS = frozenset({"log-metric", "audit", "encrypt", "secret", "authorize", "network", "host", "deploy"})
"""Mechanisms that bring no payload on to a next service: no way round leads through them."""


def verdict(catalog: "Catalog", source: str, target: str) -> Verdict:
    """Possible where the catalog lists an integration, not possible where it lists a refusal, else not known."""
    integrations = catalog.by_pair.get((source, target), ())
    if integrations:
        return Verdict(verdict="possible", source=source, target=target, integrations=integrations)
    refusal = catalog.refusals.get((source, target))
    via = _via(catalog, source, target, refusal.via if refusal else ())
    value = "not-possible" if refusal else "not-known"
    return Verdict(verdict=value, source=source, target=target, refusal=refusal, via=via)  # type: ignore[arg-type]


def _via(catalog: "Catalog", source: str, target: str, named: Iterable[str]) -> tuple[str, ...]:
    """Ways from source to target, best first.

    Services that connect both in one step each come first, those that a refusal names before the usual ones; then
    those it names that take a further step. Nobody goes by way of a client.
    """
    named = tuple(named)
    onward = {entry.target_id for entry in catalog.leaving(source) if _carries_on(entry)}
    back = {entry.source_id for entry in catalog.entering(target) if _carries_on(entry)}
    between = {one for one in onward & back if _is_glue(catalog, one)} - {source, target}
    direct = [service for service in named if service in between]
    usual = [service for service in _PREFERRED_VIA if service in between]
    rest = [] if direct or usual else sorted(between)
    return tuple(dict.fromkeys([*direct, *usual[:2], *named, *usual[2:], *rest]))[:MAX_VIA]


def _is_glue(catalog: "Catalog", service_id: str) -> bool:
    service = catalog.service(service_id)
    return service is not None and service.category != "external"


def _carries_on(entry: Integration) -> bool:
    return entry.mechanism not in _CARRIERS
