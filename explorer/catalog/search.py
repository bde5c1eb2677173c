"""Finding entries by what people type: names, aliases, initials, with typing errors."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from explorer.catalog.catalog import Catalog
from explorer.catalog.model import Service

MIN_SCORE = 40.0
FEW = 5
"""With fewer hits than these, near misses are looked for as well."""


class Hit(Struct, frozen=True):
    """An entry that fits, how well (0 to 100), and the words of it that did."""

    id: str
    name: str
    score: float
    matched: str


def search(catalog: Catalog, text: str, *, draggable_only: bool = False, limit: int = 50) -> list[Hit]:
    """Entries that fit the text, best first. An empty text finds nothing."""
    wanted = folded(text)
    if not wanted:
        return []
    entries = [one for one in catalog.services.values() if one.draggable or not draggable_only]
    found = [hit for one in entries if (hit := _best(one, wanted, score_of)) is not None]
    if len(found) < FEW:  # perhaps it was mistyped
        exact = {hit.id for hit in found}
        others = (one for one in entries if one.id not in exact)
        found += [hit for one in others if (hit := _best(one, wanted, near_score_of)) is not None]
    found.sort(key=lambda hit: (-hit.score, len(hit.name), hit.name))
    return found[:limit]


def _best(service: Service, wanted: str, score: Callable[[str, str], float]) -> Hit | None:
    best, words = max(((score(wanted, name), name) for name in _names(service)), default=(0.0, ""))
    if best < MIN_SCORE:
        return None
    best += 1.0 if service.draggable else 0.0  # of equals, what can be placed comes first
    best -= 2.0 if service.lifecycle.status in {"ended", "closed-to-new"} else 0.0
    return Hit(service.id, service.name, round(best, 1), words)


def _names(service: Service) -> Iterator[str]:
    yield service.name
    yield service.id
    yield from service.aliases


def score_of(wanted: str, name: str) -> float:
    """How well a folded text fits a name, 0 to 100: whole, start, word starts, initials or part."""
    whole_name = folded(name)
    bare = _bare(whole_name)
    if wanted in {whole_name, bare}:
        return 100.0
    if bare.startswith(wanted) or whole_name.startswith(wanted):
        return 92.0 - min(len(bare) - len(wanted), 30) / 5
    words = whole_name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 84.0 - min(len(words), 10)
    if len(wanted) > 1 and wanted == "".join(word[0] for word in bare.split()):
        return 80.0
    return 70.0 if wanted in whole_name else 0.0


def near_score_of(wanted: str, name: str) -> float:
    """The same for a mistyped text: each of its words close to one of the name, or the whole to the whole."""
    whole_name = folded(name)
    whole = _closeness(wanted.replace(" ", ""), _bare(whole_name).replace(" ", ""))
    words = whole_name.split()
    each = min(max((_closeness(part, word) for word in words), default=0.0) for part in wanted.split())
    best = max(whole, each)
    return 66.0 * best if best >= 0.7 else 0.0


def _closeness(typed: str, word: str) -> float:
    """1 for equal words, less for each letter missing, added, wrong or swapped."""
    if len(typed) < 3 or abs(len(typed) - len(word)) > 2:
        return 0.0
    return 1.0 - _distance(typed, word) / max(len(typed), len(word))


@lru_cache(maxsize=20_000)
def _distance(a: str, b: str) -> int:
    """Edits from one word to another, a swap of neighbours counting once (optimal string alignment)."""
    rows = [list(range(len(b) + 1))]
    for i, char in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Lower case, with anything that is no letter or digit as one space."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _bare(folded: str) -> str:
    """Without the maker's name, which nobody types."""
    for prefix in ("amazon ", "aws "):
        if folded.startswith(prefix):
            return folded[len(prefix) :]
    return folded
