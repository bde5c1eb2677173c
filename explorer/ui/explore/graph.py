"""The catalog's graph as arrays: what the picture is drawn from. Nothing here knows Qt."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.catalog.vocabulary import CATEGORIES, FAMILIES, MECHANISMS
from explorer.drawing.tile import short_name

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

CATEGORY_IDS = tuple(CATEGORIES)
FAMILY_IDS: tuple[str, ...] = (*FAMILIES, "relation")
"""Families of mechanisms in the order of the legend, then the ties that are no arrows of a pipeline."""

OPEN, CLOSING, ENDED = 0, 1, 2
"""Whether new designs may still use it: yes; not for long, or only for those who do already; no."""

SERVICE_KINDS = frozenset({"service", "sub-service", "data-store", "container-registry", "device", "tool"})

RELATION_WORDS = {
    "part-of": "part of",
    "runs-on": "runs on",
    "supports": "supports",
    "implements": "implements",
    "option-of": "option of",
    "succeeded-by": "succeeded by",
    "measured-on": "measured on",
}

_STANDING = {
    "maintenance": CLOSING,
    "closed-to-new": CLOSING,
    "end-announced": CLOSING,
    "superseded": CLOSING,
    "ended": ENDED,
}

_CONCEPT_GROUPS = {
    "feature": "Features",
    "algorithm": "Algorithms",
    "framework": "Frameworks and tools",
    "library": "Frameworks and tools",
    "engine": "Frameworks and tools",
    "tool": "Frameworks and tools",
    "format": "Frameworks and tools",
    "image": "Frameworks and tools",
    "container-registry": "Frameworks and tools",
    "instance-type": "Instances and hardware",
    "instance-family": "Instances and hardware",
    "hardware": "Instances and hardware",
    "device": "Instances and hardware",
}
"""What is not of a service's own kind stands in groups of its kind rather than in one heap."""


class Cluster(NamedTuple):
    """Nodes that stand together: a category, or a part of the concepts."""

    title: str
    category: str


class Graph(NamedTuple):
    """Nodes and edges by number. An edge has its family and its words as numbers into the lists beside."""

    ids: Sequence[str]
    names: Sequence[str]
    clusters: Sequence[Cluster]
    cluster: Ints
    category: Ints
    standing: Ints
    is_service: Mask
    weight: Floats
    """How many others a node has to do with: the measure of its importance."""
    ends: Ints
    """Source and target of each edge, array (m, 2)."""
    family: Ints
    words: Sequence[str]
    word: Ints

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.ids)


def graph_of(catalog: Catalog) -> Graph:
    """Every entry as a node; every integration and relation between two entries as an edge."""
    services = list(catalog.services.values())
    number = {service.id: at for at, service in enumerate(services)}
    rows = _edges(catalog, number)
    pairs = {(min(a, b), max(a, b)) for a, b, _, _ in rows}
    degree = Counter(end for pair in pairs for end in pair)
    clusters = _clusters(services)
    place = {cluster: at for at, cluster in enumerate(clusters)}
    words = sorted({row[3] for row in rows})
    word_number = {word: at for at, word in enumerate(words)}
    return Graph(
        ids=[service.id for service in services],
        names=[short_name(service.name) for service in services],
        clusters=clusters,
        cluster=np.array([place[_cluster(service)] for service in services], dtype=np.int64),
        category=np.array([CATEGORY_IDS.index(service.category) for service in services], dtype=np.int64),
        standing=np.array([_STANDING.get(s.lifecycle.status, OPEN) for s in services], dtype=np.int64),
        is_service=np.array([is_service(service) for service in services], dtype=np.bool_),
        weight=np.array([degree[at] for at in range(len(services))], dtype=np.float64),
        ends=np.array([row[:2] for row in rows], dtype=np.int64).reshape(-1, 2),
        family=np.array([FAMILY_IDS.index(row[2]) for row in rows], dtype=np.int64),
        words=words,
        word=np.array([word_number[row[3]] for row in rows], dtype=np.int64),
    )


def is_service(service: Service) -> bool:
    """Whether it is something to build with, rather than a feature, an algorithm or a term."""
    return service.draggable or (service.kind in SERVICE_KINDS and service.category != "concept")


def lowered(title: str) -> str:
    """A title as it stands within a sentence; abbreviations stay as they are."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


Row = tuple[int, int, str, str]


def _edges(catalog: Catalog, number: dict[str, int]) -> list[Row]:
    """(source, target, family, words) of every edge whose ends are known and differ."""
    found: list[Row] = []
    for entry in catalog.integrations:
        ends = number.get(entry.source_id), number.get(entry.target_id)
        words = MECHANISMS[entry.mechanism]
        _add(found, ends, words.family, lowered(words.title))
    for service in catalog.services.values():
        for relation in service.relations:
            ends = number.get(service.id), number.get(relation.to)
            _add(found, ends, "relation", RELATION_WORDS[relation.type])
    return found


def _add(found: list[Row], ends: tuple[int | None, int | None], family: str, words: str) -> None:
    source, target = ends
    if source is not None and target is not None and source != target:
        found.append((source, target, family, words))


def _cluster(service: Service) -> Cluster:
    if service.category == "concept":
        return Cluster(_CONCEPT_GROUPS.get(service.kind, "Concepts"), "concept")
    return Cluster(CATEGORIES[service.category], service.category)


def _clusters(services: Sequence[Service]) -> list[Cluster]:
    found = {_cluster(service) for service in services}
    return sorted(found, key=lambda cluster: (CATEGORY_IDS.index(cluster.category), cluster.title))
