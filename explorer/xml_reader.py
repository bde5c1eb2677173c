"""XML from anyone, read safely: no document type, no entities, within budgets.

A document type is refused before anything it declares can be used: entities that grow without end and files
fetched from elsewhere both need one.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from explorer.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000


def read_xml(content: bytes, *, file: Path | str) -> "Element":
    """The root element. Raises InputError with the line: not well formed, a document type, or a budget passed."""
    if len(content) > MAX_BYTES:
        raise InputError("is larger than 32 MiB", file=file, remedy="split it")
    return _Reader(content, file).root()


class _Reader:
    def __init__(self, content: bytes, file: Path | str) -> None:
        # Imported here: most runs of the program read no XML.
        from xml.etree.ElementTree import TreeBuilder  # noqa: PLC0415

        self._content = content
        self._file = file
        self._builder = TreeBuilder()
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._depth = 0
        self._count = 0

    def root(self) -> "Element":
        try:
            self._parser.Parse(self._content, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise InputError(
                f"is not well-formed XML ({said})", file=self._file, line=error.lineno
            ) from error
        except (ValueError, LookupError) as error:
            remedy = "save it as UTF-8"
            raise InputError(
                "is in an encoding that cannot be read", file=self._file, remedy=remedy
            ) from error
        return self._builder.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise self._error("nests too deep or has too many elements", "split it")
        self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def _refuse(self, *_: object) -> None:
        raise self._error("declares a document type or entities", "remove the DOCTYPE")

    def _error(self, problem: str, remedy: str) -> InputError:
        return InputError(problem, file=self._file, line=self._parser.CurrentLineNumber, remedy=remedy)
