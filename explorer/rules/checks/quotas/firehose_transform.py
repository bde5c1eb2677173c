"""E2108: a transform that Firehose does not wait for, or cannot hand over."""

from collections.abc import Iterator

from explorer.catalog.model import Limit
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.units import converted
from explorer.rules.words import size, span

_TIME = "lambda-transform-invocation-time"
_PAYLOAD = "lambda-transform-payload"


@rule(
    id="E2108",
    title="A Firehose transform takes too long or too much",
    why="Firehose counts the batch as failed, tries it again, and then puts its records aside as errors.",
    source="Amazon Data Firehose Developer Guide: Transform source data "
    "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html",
    pillars=("reliability",),
    fails="""
        f: firehose
        fn: lambda timeout_s=600 duration_ms=400000
        f -> fn sync-invoke
    """,
    passes="""
        f: firehose
        fn: lambda timeout_s=60
        f -> fn sync-invoke
    """,
)
def firehose_transform(view: View) -> Iterator[Finding]:
    """Every function that transforms for Firehose and runs longer, or is handed more, than the limits."""
    for link in view.links("firehose", "lambda", "sync-invoke"):
        yield from _too_long(view, link, view.limit("firehose", _TIME))
        yield from _too_large(view, link, view.limit("firehose", _PAYLOAD))


def _too_long(view: View, link: Link, limit: Limit | None) -> Iterator[Finding]:
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    runs_s = (view.number(link.target, "duration_ms") or 0) / 1000
    if limit and most_s and runs_s > most_s:
        message = (
            f"{view.label(link.target)} runs {span(runs_s)}, but {view.label(link.source)} waits "
            f"{span(most_s)} for a transform."
        )
        yield Finding(message, (link.target.id, link.source.id), (link.connection.id,), rests_on=limit)


def _too_large(view: View, link: Link, limit: Limit | None) -> Iterator[Finding]:
    most_kb = converted(limit.value, limit.unit, "KB") if limit and limit.value else None
    batch_kb = view.item_kb(link)
    if limit and most_kb and batch_kb is not None and batch_kb > most_kb:
        message = (
            f"{view.label(link.source)} would hand {size(batch_kb)} to {view.label(link.target)}; a transform "
            f"takes {size(most_kb)} each way."
        )
        yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), rests_on=limit)
