"""A design in a few lines of text, as the examples of the rules are written.

region eu-west-1
clips: s3 public_access=true                     a node: its service, then settings
clips << audio items_per_month=1000 seconds=60   a workload
clips -> speech job-input carries=audio          a connection by its mechanism
group network kind=vpc                           a group; a node is in it by group=network
suppress W5001 clips                             an answer to a finding
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from explorer.design.design import Design
from explorer.design.records import Connection, Group, Header, Node, Record, Suppression, Workload
from explorer.yaml_reader import plain_scalar

_APART = 240.0
"""Points from one node to the next."""


def sketched(text: str) -> Design:
    """The design that the lines describe. Raises ValueError naming the line that says nothing."""
    header = Header()
    records: list[Record] = []
    for number, line in enumerate(text.strip().splitlines()):
        words = line.split()
        if words[:1] == ["region"]:
            header = replace(header, region=words[1])
        elif words:
            try:
                records.append(_record(number, words))
            except (IndexError, TypeError, ValueError) as error:
                raise ValueError(f"line {number + 1} of the sketch: {line.strip()!r}: {error}") from error
    return Design([header, *_named_apart(records)])


def _record(number: int, words: list[str]) -> Record:
    first, second, *more = words
    values: dict[str, Any] = {key: _value(value) for key, _, value in (word.partition("=") for word in more)}
    match (first, second):
        case ("suppress", rule):
            return Suppression(id=f"s{number}", rule=rule, at=more[0] if more else "")
        case ("group", name):
            return Group(id=name, **values)
        case (name, "<<"):
            return Workload(id=name, kind=more[0].replace("_", " "), **_without(values, more[0]))
        case (name, "->"):
            target, mechanism = more[:2]
            rest = _without(values, target, mechanism)
            return Connection(
                id=f"{name}-{target}-{mechanism}", source=name, target=target, mechanism=mechanism, **rest
            )
    node_id = first.removesuffix(":")
    group, label = values.pop("group", ""), values.pop("label", "")
    return Node(id=node_id, service=second, group=group, label=label, settings=values, x=_APART * number)


def _named_apart(records: list[Record]) -> Iterator[Record]:
    """The records with ids of their own, where one connection is drawn twice."""
    taken: set[tuple[str, str]] = set()
    for number, record in enumerate(records):
        if isinstance(record, Connection) and (record.collection, record.id) in taken:
            record = replace(record, id=f"{record.id}-{number}")  # noqa: PLW2901 - the same record, named apart
        taken.add((record.collection, record.id))
        yield record


def _without(values: dict[str, Any], *words: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in words}


def _value(text: str) -> Any:  # noqa: ANN401 - what a setting may be, or a range
    return tuple(float(part) for part in text.split("..")) if ".." in text else plain_scalar(text)
