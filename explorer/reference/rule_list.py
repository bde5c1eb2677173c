"""The page of rules: what each looks for, why, and where that is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.catalog.model import split_source
from explorer.reference.markdown import GENERATED, escaped, link, paragraphs, slug, table
from explorer.rules import Rule
from explorer.rules.model import SEVERITIES, Severity

_GROUPS: Mapping[Severity, tuple[str, str]] = {
    "error": ("Errors", "What they find fails or loses data."),
    "warning": ("Warnings", "What they find costs or risks something."),
    "advice": ("Advice", "What they find could be better."),
}

_NOTATION = (
    "The examples are sketches: `name: service setting=value` is a node, `name << kind …` what enters there, "
    "and `one -> other mechanism` a connection."
)


def rules_page(rules: Iterable[Rule]) -> str:
    """The page in Markdown. Each rule has a section named by its id."""
    by_severity: dict[Severity, list[Rule]] = {severity: [] for severity in SEVERITIES}
    for one in rules:
        by_severity[one.severity].append(one)
    return paragraphs(
        [GENERATED],
        ["# Rules"],
        ["Every design is checked against these, in the window as one draws and by `archex check`."],
        [_NOTATION],
        _contents(by_severity),
        *(block for severity, listed in by_severity.items() for block in _group(severity, listed)),
    )


def _contents(by_severity: Mapping[Severity, Sequence[Rule]]) -> list[str]:
    rows = [
        (link(one.id, f"#{slug(one.id)}"), severity, escaped(one.title))
        for severity, listed in by_severity.items()
        for one in listed
    ]
    return table(("Rule", "Severity", "What it finds"), rows)


def _group(severity: Severity, listed: Sequence[Rule]) -> Iterator[Sequence[str]]:
    title, meaning = _GROUPS[severity]
    yield [f"## {title}"]
    yield [meaning]
    for one in listed:
        yield from _section(one)


def _section(one: Rule) -> Iterator[Sequence[str]]:
    yield [f"### {escaped(one.id)}"]
    yield [f"**{escaped(one.title)}**"]
    yield [escaped(one.why)]
    name, url = split_source(one.source)
    yield [
        f"- **Severity:** {one.severity}",
        *([f"- **Well-Architected pillars:** {', '.join(map(escaped, one.pillars))}"] if one.pillars else []),
        f"- **Source:** {link(name or url, url) if url else escaped(name)}",
    ]
    for words, example in (("Finds something here:", one.fails), ("Finds nothing here:", one.passes)):
        yield [words]
        yield ["```text", *example.splitlines(), "```"]
