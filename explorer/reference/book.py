"""What all pages share: where each entry is told of, and the relations seen from their other end."""

from collections.abc import Mapping
from functools import cached_property

from explorer.catalog import Catalog
from explorer.catalog.model import Kind, Mechanism, Receipt, Refusal, RelationType, Service
from explorer.catalog.vocabulary import CONFIDENCES, MECHANISMS
from explorer.reference.markdown import Sources, escaped, link, slug
from explorer.reference.words import KINDS

TERMS_TITLE = "Terms"
CONTENTS = "By kind"


class Book:
    """The catalog as pages: links and indexes, made when first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def link(self, entry_id: str, folder: str = "") -> str:
        """The entry's name, as a link from a page in that folder; only its id where the catalog has no entry."""
        service = self.catalog.service(entry_id)
        if service is None:
            return escaped(entry_id)
        name = f"services/{entry_id}.md" if service.draggable else f"terms.md#{self._anchors[entry_id]}"
        return link(service.name, _relative(name, folder))

    @cached_property
    def terms(self) -> Mapping[Kind, list[Service]]:
        """Entries that do not stand on a canvas, by kind, each kind in the order of names."""
        found: dict[Kind, list[Service]] = {kind: [] for kind in KINDS}
        others = (service for service in self.catalog.services.values() if not service.draggable)
        for service in sorted(others, key=lambda one: (one.name.lower(), one.id)):
            found[service.kind].append(service)
        return {kind: listed for kind, listed in found.items() if listed}

    @cached_property
    def _anchors(self) -> Mapping[str, str]:
        """The anchor of each term on the page of terms; equal headings are counted, as GitHub does."""
        seen = {slug(TERMS_TITLE): 1, slug(CONTENTS): 1}
        anchors: dict[str, str] = {}
        for kind, listed in self.terms.items():
            _counted(slug(KINDS[kind]), seen)
            for service in listed:
                anchors[service.id] = _counted(slug(service.name), seen)
        return anchors

    @cached_property
    def refusals(self) -> Mapping[str, list[Refusal]]:
        """Impossible connections by the id of either end: those from it, then those to it, by the other's name."""
        entries = [one for service in self.catalog.services.values() for one in service.not_possible]
        from_it = sorted(entries, key=lambda one: self.catalog.name(one.target_id).lower())
        to_it = sorted(entries, key=lambda one: self.catalog.name(one.source_id).lower())
        found: dict[str, list[Refusal]] = {}
        for one in from_it:
            found.setdefault(one.source_id, []).append(one)
        for one in to_it:
            for target in one.target_ids:
                if one.source_id != target:
                    found.setdefault(target, []).append(one)
        return found

    @cached_property
    def related(self) -> Mapping[str, list[tuple[RelationType, str]]]:
        """Relations that lead to an entry, by its id: their type and where they come from."""
        found: dict[str, list[tuple[RelationType, str]]] = {}
        for service in sorted(self.catalog.services.values(), key=lambda one: one.name.lower()):
            for relation in service.relations:
                found.setdefault(relation.to, []).append((relation.type, service.id))
        return found


def _relative(name: str, folder: str) -> str:
    if not folder:
        return name
    return name.removeprefix(f"{folder}/") if name.startswith(f"{folder}/") else f"../{name}"


def _counted(name: str, seen: dict[str, int]) -> str:
    number = seen.get(name, 0)
    seen[name] = number + 1
    return f"{name}-{number}" if number else name


def mechanism(name: Mechanism, sources: Sources) -> str:
    """The mechanism's title, as a link from a service's page to what it means."""
    title = MECHANISMS[name].title
    return sources.named(title, f"../mechanisms.md#{slug(title)}")


def receipt(sources: Sources, one: Receipt) -> str:
    """Where a statement is from, how sure it is, and when it was last looked at."""
    return standing(sources, one.source, one.confidence, one.as_of)


def standing(sources: Sources, source: str, confidence: str, as_of: str) -> str:
    """The parts of a receipt that there are; the page's usual date is not repeated."""
    date = "" if as_of == sources.usual_date else as_of
    parts = (sources.cite(source), CONFIDENCES.get(confidence, confidence), date)
    return ", ".join(part for part in parts if part)
