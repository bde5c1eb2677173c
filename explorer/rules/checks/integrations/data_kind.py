"""E1004: what comes is nothing that the target can read."""

from collections.abc import Iterable, Iterator

from explorer.catalog.model import DATA_KINDS, Emit, Service
from explorer.rules.mechanisms import CODE
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed

_ALIKE = (
    *(frozenset({kind}) for kind in DATA_KINDS),
    frozenset({"records", "text", "tabular", "labels", "events", "metrics", "document"}),
    frozenset({"document", "image"}),
)
"""Kinds that one file can be at the same time: a table of records is text, a scanned document is an image."""

_NO_CONTENT = frozenset({"events", "metrics", "calls"})
_MESSENGERS = frozenset({"sns", "sqs", "eventbridge", "eventbridge-pipes"})
"""What they pass on may only name what lies elsewhere, as the event of a new object does."""
_PASSED = frozenset({
    *("job-input", "query", "connector", "import-export", "event-source-mapping", "stream-source"),
    *("service-integration", "replication", "protocol-ingest", "job-output"),
})  # fmt: skip
"""Mechanisms by which the payload arrives as it is."""


@rule(
    id="E1004",
    title="The target cannot read this kind of data",
    why="The call or the job is refused, or its result is empty: the service works on other kinds of data.",
    source="AWS documentation of the target service; the catalog's list of what it accepts "
    "https://docs.aws.amazon.com/",
    fails="""
        in: s3
        nlp: comprehend
        in -> nlp job-input carries=video
    """,
    passes="""
        in: s3
        nlp: comprehend
        in -> nlp job-input
    """,
)
def kind_fits(view: View) -> Iterator[Finding]:
    """Every connection along which nothing comes that the target accepts."""
    for link in view.all_links:
        if link.source.service in CODE | _MESSENGERS or link.connection.mechanism not in _PASSED:
            continue
        if any(entry.direction == "control" for entry in view.integrations(link)):
            continue
        sent, taken = _sent(view, link), _taken(view, link)
        if sent and taken and not any(_fits(kind, taken) for kind in sent):
            yield _finding(view, link, sent, taken)


def _finding(view: View, link: Link, sent: set[str], taken: set[str]) -> Finding:
    message = (
        f"{view.label(link.target)} gets {listed(sorted(sent))} from {view.label(link.source)}, "
        f"but it takes {listed(sorted(taken - _NO_CONTENT or taken), last='or')}."
    )
    entries = view.integrations(link)
    basis = entries[0] if entries else None
    return Finding(message, (link.target.id, link.source.id), (link.connection.id,), rests_on=basis)


def _taken(view: View, link: Link) -> set[str]:
    """What the target accepts of what the integration can carry; empty where that is not known."""
    target = view.service(link.target)
    accepted: set[str] = set(target.accepts) if target else set()
    carried: set[str] = {kind for entry in view.integrations(link) for kind in entry.carries}
    return {kind for kind in carried if _fits(kind, accepted)} or accepted if carried else set()


def _sent(view: View, link: Link) -> set[str]:
    """Content that the source is known to send; empty where that is not known, as after code that may change it."""
    if link.connection.carries:
        return {link.connection.carries} - _NO_CONTENT
    service = view.service(link.source)
    emits = _emits(service, link.connection.mechanism) if service else []
    inputs: set[str] = set()
    if all(before.source.service not in CODE - {"client"} for before in view.entering(link.source.id)):
        inputs = set(view.flow.nodes[link.source.id].inputs)
    sent: set[str] = set()
    for emit in emits:
        sent |= inputs if emit.kind == "any" else {emit.kind}
    return sent - _NO_CONTENT


def _emits(service: Service, mechanism: str) -> list[Emit]:
    return [emit for emit in service.flow.emits if not emit.by or mechanism in emit.by]


def _fits(kind: str, taken: Iterable[str]) -> bool:
    """Whether one of the kinds taken is, or may be, the kind that comes."""
    return kind == "objects" or any(
        other == "objects" or any({kind, other} <= alike for alike in _ALIKE) for other in taken
    )
