"""A change of a design, as a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.design.records import Record, key_of


@dataclass(frozen=True)
class Change:
    """One edit of a design: every record it touched, by key, before and after.

    None before means the edit made the record, None after that it removed it; so undo is data, and no edit
    carries undo code of its own.
    """

    before: Mapping[str, Record | None] = field(default_factory=dict)
    after: Mapping[str, Record | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """A change that touches nothing is false."""
        return bool(self.after)

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(before=self.after, after=self.before)

    def then(self, later: "Change") -> "Change":
        """Both changes as one undo step, as after a drag of forty mouse moves."""
        return Change({**later.before, **self.before}, {**self.after, **later.after}).trimmed()

    def trimmed(self) -> "Change":
        """Without the records that end as they began."""
        keys = [key for key in self.after if self.before.get(key) != self.after[key]]
        if len(keys) == len(self.after):
            return self
        return Change({key: self.before.get(key) for key in keys}, {key: self.after[key] for key in keys})

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the records it touches."""
        return frozenset(self.after)


def added(records: Iterable[Record]) -> Change:
    """The change that makes these records."""
    after: dict[str, Record | None] = {key_of(record): record for record in records}
    return Change(dict.fromkeys(after), after)


def removed(records: Iterable[Record]) -> Change:
    """The change that removes these records."""
    return added(records).inverted()


def replaced(pairs: Iterable[tuple[Record, Record]]) -> Change:
    """The change that puts the second of each pair where the first is. Ids stay."""
    listed = list(pairs)
    before: dict[str, Record | None] = {key_of(old): old for old, _ in listed}
    after: dict[str, Record | None] = {key_of(new): new for _, new in listed}
    return Change(before, after).trimmed()
