"""May this arrow be drawn, by which mechanism, and if not, what works instead?"""

from msgspec import Struct

from explorer.catalog import Catalog
from explorer.catalog.model import Integration
from explorer.catalog.verdict import VerdictValue
from explorer.catalog.vocabulary import FAMILIES, MECHANISMS
from explorer.design import Design

UNKNOWN_MECHANISM = "sdk-call"
"""What an arrow is drawn as where the catalog does not know the pair and the user does not say."""


class Offer(Struct, frozen=True):
    """What can be said before an arrow is drawn. ``mechanisms`` and ``via`` are best first."""

    verdict: VerdictValue
    mechanisms: tuple[str, ...]
    sentence: str
    via: tuple[str, ...]


def offer(design: Design, catalog: Catalog, source: str, target: str) -> Offer:
    """The verdict on an arrow between two nodes of the design, in a sentence for people."""
    if source == target:
        return Offer("not-possible", (), "A node cannot be connected to itself.", ())
    return offer_services(catalog, design.nodes[source].service, design.nodes[target].service)


def offer_services(catalog: Catalog, source: str, target: str) -> Offer:
    """The verdict on an arrow from one service to another."""
    verdict = catalog.verdict(source, target)
    names = catalog.name(source), catalog.name(target)
    if verdict.verdict == "possible":
        ordered = tuple(dict.fromkeys(entry.mechanism for entry in sorted(verdict.integrations, key=_rank)))
        titles = ", ".join(MECHANISMS[mechanism].title.lower() for mechanism in ordered)
        return Offer("possible", ordered, f"{names[0]} to {names[1]}: {titles}.", ())
    ways = " or ".join(catalog.name(service) for service in verdict.via[:3])
    if verdict.refusal is not None:
        reason = verdict.refusal.reason.rstrip(".")
        sentence = f"{names[0]} cannot be connected to {names[1]}: {reason[:1].lower()}{reason[1:]}."
        return Offer("not-possible", (), sentence + (f" Go by way of {ways}." if ways else ""), verdict.via)
    sentence = f"It is not known whether {names[0]} connects to {names[1]} directly."
    sentence += f" {ways} would work in between." if ways else ""
    return Offer("not-known", (UNKNOWN_MECHANISM,), sentence, verdict.via)


def mechanisms_through(catalog: Catalog, source: str, via: str, target: str) -> tuple[str, str] | None:
    """The best mechanisms from source to via and from via to target; None where one is not possible."""
    first, second = offer_services(catalog, source, via), offer_services(catalog, via, target)
    if first.verdict == second.verdict == "possible":
        return first.mechanisms[0], second.mechanisms[0]
    return None


def _rank(entry: Integration) -> tuple[bool, bool, int]:
    """What a designer most likely means comes first: payload before support, pushed before pulled, then by family."""
    family = MECHANISMS[entry.mechanism].family
    return family == "support", entry.direction == "read", list(FAMILIES).index(family)
