"""GitHub's Markdown, written so that no text of the catalog can be taken for markup."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from explorer.catalog.model import split_source
from explorer.drawing.text import showable

GENERATED = "<!-- Made from the catalog by `archex reference`; edit the catalog instead. -->"
"""The first line of every page."""

_URL = re.compile(r"(https?://[^\s<>\"|\\]+[^\s<>\"|\\.,;:)])")
_MARKS = re.compile(r"([\\`*_\[\]<>|~$])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?:([#+=-])|(\d+)([.)]))")
_UNFIT_FOR_SLUG = re.compile(r"[^\w\- ]")
_SAFE_IN_URL = "/:?#@!$&'*+,;=%~-._"


def escaped(text: str) -> str:
    """The text as it stands, on one line; only web addresses become links."""
    pieces = _URL.split(showable(text))
    return "".join(
        f"<{_address(p)}>" if at % 2 else _plain(p, is_first=not at) for at, p in enumerate(pieces)
    )


def _plain(text: str, *, is_first: bool) -> str:
    text = _ENTITY.sub("&amp;", _literal(text))
    return _BLOCK_START.sub(r"\2\\\1\3", text) if is_first else text


def code(text: str) -> str:
    """Text in a fixed width font; not for text with back quotes or bars, which fall back to plain."""
    clean = showable(text)
    return escaped(clean) if not clean or set(clean) & set("`|") else f"`{clean}`"


def link(text: str, target: str) -> str:
    """A link. The text is escaped here."""
    return f"[{_literal(showable(text))}]({_address(target)})"


def _literal(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def image(words: str, target: str) -> str:
    """A picture, with words for those who do not see it."""
    return f"!{link(words, target)}"


def _address(url: str) -> str:
    return quote(showable(url), safe=_SAFE_IN_URL)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table of cells that are Markdown already; none where there is no row."""
    listed = [_line(row) for row in rows]
    return [_line(header), _line(["---"] * len(header)), *listed] if listed else []


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |"


def slug(heading: str) -> str:
    """The name that GitHub gives a heading in links to it."""
    return _UNFIT_FOR_SLUG.sub("", showable(heading).lower()).replace(" ", "-")


class Sources:
    """The sources of a page, numbered as they are first cited, and links that are said by their text alone."""

    def __init__(self, usual_date: str = "") -> None:
        self.usual_date = usual_date
        """What the page says once; only other dates stand beside a source."""
        self._numbers: dict[str, int] = {}
        self._named: dict[str, str] = {}

    def named(self, title: str, target: str) -> str:
        """A link that is written out once on the page; each title has one target."""
        text = _literal(showable(title))
        self._named[text] = target
        return f"[{text}]"

    def cite(self, source: str) -> str:
        """The source's number as a link to it; empty where no source is given."""
        if not source:
            return ""
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        return f"[{number}]" if split_source(source)[1] else f"[{number}](#sources)"

    def blocks(self) -> list[list[str]]:
        """The end of the page: the list of all sources, and the addresses that the links lead to."""
        parts = [(number, *split_source(source)) for source, number in self._numbers.items()]
        listed = [
            f"{number}. [{_literal(showable(title or url))}][{number}]"
            if url
            else f"{number}. {escaped(title)}"
            for number, title, url in parts
        ]
        named = [f"[{text}]: <{_address(target)}>" for text, target in sorted(self._named.items())]
        cited = [f"[{number}]: <{_address(url)}>" for number, _, url in parts if url]
        return [["## Sources"], listed, named + cited] if listed else [named]


def paragraphs(*blocks: Sequence[str]) -> str:
    """Blocks of lines with an empty line between them; blocks without lines are left out."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
