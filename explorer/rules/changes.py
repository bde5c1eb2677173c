"""A change of a design in words, one line for each thing that it does: what a fix would do, before it is done."""

from collections.abc import Iterator

from msgspec.structs import fields

from explorer.catalog import Catalog
from explorer.design import Change, Connection, Design, Node
from explorer.design.records import Group, Record, SettingValue, Suppression, Workload
from explorer.rules.mechanisms import mechanism_words
from explorer.rules.units import is_measure
from explorer.rules.words import number

_PLACE = {"x", "y", "width", "height"}
_ARROW = "\N{RIGHTWARDS ARROW}"


def change_words(change: Change, design: Design, catalog: Catalog) -> list[str]:
    """The lines: what comes, what goes, and ``Visibility timeout of jobs: 30 s → 360 s`` for what is set.

    ``design`` is the design before the change.
    """
    by_key = changes_by_key(change, design, catalog)
    return [line for lines in by_key.values() for line in lines]


def changes_by_key(
    change: Change, design: Design, catalog: Catalog, *, named: bool = True
) -> dict[str, list[str]]:
    """The same lines by the key of the record that they are about; unless ``named`` they do not say what that is."""
    words = _Words(change, design, catalog, named=named)
    return {key: list(words.lines(key)) for key in change.after}


class _Words:
    def __init__(self, change: Change, design: Design, catalog: Catalog, *, named: bool) -> None:
        self._change = change
        self._design = design
        self._catalog = catalog
        self._named = named

    def lines(self, key: str) -> Iterator[str]:
        old, new = self._change.before.get(key), self._change.after[key]
        if old is None and new is not None:
            yield f"Adds {self._what(new)}"
        elif new is None and old is not None:
            yield f"Removes {self._what(old)}"
        elif old is not None and new is not None:
            yield from self._differences(old, new)

    def _what(self, record: Record) -> str:
        match record:
            case Node():
                name = self._catalog.name(record.service)
                return f"{record.label} ({name})" if record.label and record.label != name else name
            case Connection():
                ends = f"{self._name(record.source)} {_ARROW} {self._name(record.target)}"
                return f"the arrow {ends} ({mechanism_words(record.mechanism)})"
            case Suppression():
                return f"the answer to {record.rule}" + (f" at {self._name(record.at)}" if record.at else "")
            case Workload():
                return f"the workload of {self._name(record.id)}"
            case Group():
                return f"the frame {record.label or record.id}"
            case _:
                return "a note"

    def _name(self, record_id: str) -> str:
        """A node or connection by its id, as people call it, be it there already or only after the change."""
        record = self._change.after.get(f"nodes/{record_id}") or self._design.nodes.get(record_id)
        if isinstance(record, Node):
            return record.label or self._catalog.name(record.service)
        link = self._design.connections.get(record_id)
        return f"{self._name(link.source)} {_ARROW} {self._name(link.target)}" if link else record_id

    def _differences(self, old: Record, new: Record) -> Iterator[str]:
        if isinstance(old, Node) and isinstance(new, Node):
            yield from self._settings(old, new)
        here = self._what(old) if isinstance(old, Connection) else self._name(old.id)
        for field in fields(type(old)):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if before != after and field.name not in {"settings", "extra", *_PLACE}:
                yield self._difference(
                    here if old.id != "design" else "the design", field.name, before, after
                )
        if any(getattr(old, name, None) != getattr(new, name, None) for name in _PLACE):
            yield f"Moves {here}"

    def _difference(self, here: str, field: str, before: object, after: object) -> str:
        if field in {"source", "target"}:
            way = "from" if field == "source" else "to"
            return f"Leads {here} {way} {self._name(str(after))} instead"
        values = f"{self._value(field, before)} {_ARROW} {self._value(field, after)}"
        return f"{self._titled(field.replace('_', ' ').capitalize(), here)}: {values}"

    def _titled(self, title: str, here: str) -> str:
        return f"{title} of {here}" if self._named else title

    def _value(self, field: str, value: object) -> str:
        if field == "service":
            return self._catalog.name(str(value))
        if field == "mechanism":
            return mechanism_words(str(value))
        return "none" if value in ("", None) else str(value)

    def _settings(self, old: Node, new: Node) -> Iterator[str]:
        for setting_id in dict.fromkeys((*old.settings, *new.settings)):
            if old.settings.get(setting_id) != new.settings.get(setting_id):
                title, unit, default = self._setting(old, setting_id)
                before, after = (
                    _shown(node.settings[setting_id], unit)
                    if setting_id in node.settings
                    else f"{_shown(default, unit)} (default)"
                    for node in (old, new)
                )
                yield f"{self._titled(title, self._name(old.id))}: {before} {_ARROW} {after}"

    def _setting(self, node: Node, setting_id: str) -> tuple[str, str, SettingValue]:
        service = self._catalog.service(node.service)
        known = service.setting(setting_id) if service else None
        return (known.title, known.unit, known.default) if known else (setting_id, "", None)


def _shown(value: SettingValue, unit: str) -> str:
    """A setting's value with its unit, where that is a measure."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return f"{number(value)} {unit}" if is_measure(unit) else number(value)
    return "not set" if value is None else value
