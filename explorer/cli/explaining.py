"""An explanation as text for a terminal: paragraphs under short heads, wrapped to a readable width."""

import textwrap
from collections.abc import Iterable

from explorer.cli.output import plain
from explorer.rules.explain import Explanation

WIDTH = 96
_INDENT = "  "


def explanation_text(explanation: Explanation, *, where: str, severity: str) -> str:
    """What, why, what happens, the source with its date, the fix, and how to suppress it."""
    at = f" at {where}" if where else ""
    head = f"{explanation.rule} {severity}{at}: {explanation.title}"
    return "".join([_wrapped(head, ""), _wrapped(explanation.what), *_parts(explanation)])


def _parts(explanation: Explanation) -> Iterable[str]:
    yield _part("Why", [explanation.why])
    yield _part("What happens", explanation.numbers)
    source = explanation.source
    dated = [f"As of {source.as_of}."] if source.as_of else []
    yield _part("Source", [source.title, source.url, *dated, *([source.doubt] if source.doubt else [])])
    if explanation.fix:
        yield _part("Fix", [explanation.fix, *(f"- {line}" for line in explanation.changes)])
    yield _part("Suppress", [f'{explanation.command} --reason "…" --in-place'])
    yield _part("Page", [explanation.page])


def _part(head: str, lines: Iterable[str]) -> str:
    told = [line for line in lines if line]
    return "".join([f"{_INDENT}{head}:\n", *(_wrapped(line, _INDENT * 2) for line in told)]) if told else ""


def _wrapped(text: str, indent: str = _INDENT) -> str:
    lines = textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{line}\n" for line in lines)
