"""YAML from anyone, read safely: libyaml's events pass a gate before any value is built.

`yaml.safe_load` can be made to run for minutes or to crash the interpreter by a file of a kilobyte, takes the
last of two equal keys without a word, and reads ``no`` as false and ``22:22`` as a number. This reader
builds plain dicts, lists, strings, numbers, booleans and None straight from the event stream, within budgets.
"""

import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # not in the stubs

from explorer.errors import InputError

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
MAX_EVENTS = 1_000_000
MAX_SCALAR = 1024 * 1024
MAX_INTEGER_DIGITS = 18

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}

Path_ = tuple[str | int, ...]


def read_yaml(text: str | bytes, *, file: Path | str) -> Any:  # noqa: ANN401 - YAML is any plain value
    """The value of the only document in ``text``; an empty text is None.

    Raises InputError with the line: broken YAML, a repeated key, an alias, a tag, or a budget passed.
    """
    return _Builder(text, file).build()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file within the size budget; InputError says in one sentence what is wrong else."""
    if path.is_dir():
        raise InputError("is a folder, not a file", file=path, remedy="name a file inside it")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("is larger than 32 MiB", file=path, remedy="split it")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("does not exist", file=path, remedy="check the name") from error
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", file=path, remedy="check its rights"
        ) from error


def read_text(path: Path) -> str:
    """The text of a UTF-8 file within the size budget. Raises InputError."""
    content = read_bytes(path)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8 text", file=path, line=line, remedy="save it as UTF-8") from error


def line_of(text: str | bytes, path: Path_, *, file: Path | str = "") -> int | None:
    """The line (from 1) of the key or item at ``path``, or of the nearest part of it that exists.

    It parses a second time: lines are wanted only for the few values that turn out wrong.
    """
    builder = _Builder(text, file, lines={})
    builder.build()
    lines = builder.lines or {}
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def lines_below(text: str | bytes, path: Path_, *, file: Path | str = "") -> dict[str, int]:
    """The line of each key right below ``path``: where a finding about a node or connection points."""
    builder = _Builder(text, file, lines={})
    builder.build()
    depth = len(path)
    return {
        str(place[depth]): line
        for place, line in (builder.lines or {}).items()
        if len(place) == depth + 1 and place[:depth] == path
    }


def plain_scalar(text: str) -> Any:  # noqa: ANN401 - a number, boolean, None or the text itself
    """What an unquoted scalar means here: YAML 1.2's core without octal, hexadecimal and dates."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text.lstrip("+-")) <= MAX_INTEGER_DIGITS else text
    if _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def _line(event: Any) -> int:  # noqa: ANN401 - yaml's events share no typed base
    line: int = event.start_mark.line + 1
    return line


class _Builder:
    """Builds one document from libyaml's events, remembering lines only when asked to."""

    def __init__(self, text: str | bytes, file: Path | str, lines: dict[Path_, int] | None = None) -> None:
        self._file = file
        self._events = 0
        self.lines = lines
        if len(text) > MAX_BYTES:
            raise InputError("is larger than 32 MiB", file=file, remedy="split it")
        if isinstance(text, str) and not text.isascii():
            text = text.encode("utf-8", "replace")  # libyaml takes a bad surrogate as an internal error
        parser = CParser(text)
        self._next: Callable[[], Any] = parser.get_event

    def build(self) -> Any:  # noqa: ANN401
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = None if mark is None else mark.line + 1
            problem = f"is not valid YAML ({error.problem or error.context or 'unreadable'})"
            raise InputError(problem, file=self._file, line=line, remedy="mend that line") from error
        except yaml.YAMLError as error:
            detail = getattr(error, "reason", None) or "unreadable"
            raise InputError(f"is not valid YAML ({detail})", file=self._file, remedy="mend it") from error

    def _document(self) -> Any:  # noqa: ANN401
        self._event()  # stream start
        event = self._event()
        if isinstance(event, yaml.events.StreamEndEvent):
            return None
        value = self._value(self._event(), (), 0)
        self._event()  # document end
        event = self._event()
        if not isinstance(event, yaml.events.StreamEndEvent):
            raise self._error("holds more than one YAML document", event, "keep the first only")
        return value

    def _event(self) -> Any:  # noqa: ANN401 - yaml's events share no typed base
        self._events += 1
        if self._events > MAX_EVENTS:
            problem = f"has more than {MAX_EVENTS:,} YAML elements"
            raise InputError(problem, file=self._file, remedy="split it")
        return self._next()

    def _value(self, event: Any, path: Path_, depth: int) -> Any:  # noqa: ANN401
        if self.lines is not None:
            self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.events.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.events.AliasEvent):
            raise self._error(f"uses the YAML alias *{event.anchor}", event, "write the value out")
        if getattr(event, "anchor", None):
            raise self._error(f"uses the YAML anchor &{event.anchor}", event, "write the value out")
        if event.tag is not None:
            raise self._error(f"uses the YAML tag {event.tag}", event, "remove the tag")
        if depth >= MAX_DEPTH:
            raise self._error(f"is nested deeper than {MAX_DEPTH} levels", event, "flatten it")
        if isinstance(event, yaml.events.MappingStartEvent):
            return self._mapping(path, depth)
        return list(self._items(path, depth))

    def _mapping(self, path: Path_, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := self._event(), yaml.events.MappingEndEvent):
            if not isinstance(event, yaml.events.ScalarEvent):
                raise self._error("has a key that is not a plain word", event, "use a text as key")
            key: str = event.value
            if event.anchor:
                raise self._error(f"uses the YAML anchor &{event.anchor}", event, "write the value out")
            if key == "<<":
                raise self._error("uses a YAML merge key", event, "write the values out")
            place = (*path, key)
            if key in result:
                raise self._error(f"says '{key}' twice in one block", event, "keep one of the two")
            if self.lines is not None:
                self.lines[place] = _line(event)
            result[key] = self._value(self._event(), place, depth + 1)
        return result

    def _items(self, path: Path_, depth: int) -> Iterator[Any]:
        index = 0
        while not isinstance(event := self._event(), yaml.events.SequenceEndEvent):
            yield self._value(event, (*path, index), depth + 1)
            index += 1

    def _scalar(self, event: Any) -> Any:  # noqa: ANN401
        if event.anchor:
            raise self._error(f"uses the YAML anchor &{event.anchor}", event, "write the value out")
        if event.tag is not None:
            raise self._error(f"uses the YAML tag {event.tag}", event, "remove the tag")
        if len(event.value) > MAX_SCALAR:
            raise self._error("has a text longer than 1 MiB", event, "shorten it")
        return event.value if event.style else plain_scalar(event.value)

    def _error(self, problem: str, event: Any, remedy: str) -> InputError:  # noqa: ANN401
        return InputError(problem, file=self._file, line=_line(event), remedy=remedy)
