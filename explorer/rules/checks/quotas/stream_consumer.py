"""W2134: a function that is slower than the stream it reads."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.words import number, span

_BATCH = 100.0
"""Records that a mapping of a stream hands over at once unless told otherwise."""


@rule(
    id="W2134",
    title="A function reads a stream more slowly than it fills",
    why="Each shard hands over one batch at a time; what waits grows older, and is lost when the stream forgets it.",
    source="AWS Lambda Developer Guide: Using Lambda to process records from Amazon Kinesis Data Streams "
    "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
    pillars=("reliability", "performance"),
    fails="""
        s: kinesis-data-streams shards=2
        fn: lambda batch_size=10 duration_ms=500
        s << records items_per_s=200 item_kb=1
        s -> fn event-source-mapping
    """,
    passes="""
        s: kinesis-data-streams shards=2
        fn: lambda batch_size=100 duration_ms=500
        s << records items_per_s=200 item_kb=1
        s -> fn event-source-mapping
    """,
)
def stream_consumer(view: View) -> Iterator[Finding]:
    """Every function that needs more batches at once, at the peak, than the provisioned shards hand over."""
    for link in view.links("kinesis-data-streams", "lambda", "event-source-mapping"):
        needed, at_once = _needed(view, link), _at_once(view, link)
        if needed is None or at_once is None or needed <= at_once:
            continue
        kept_h = view.number(link.source, "retention_hours") or 0.0
        message = (
            f"At the peak of {view.label(link.source)} {view.label(link.target)} would have to handle "
            f"{number(needed)} batches at once, and gets {number(at_once)}. Records older than {span(kept_h * 3600)} "
            f"are lost."
        )
        places = (link.target.id, link.source.id)
        yield Finding(message, places, (link.connection.id,), _fix(view, link, needed, at_once))


def _needed(view: View, link: Link) -> float | None:
    """Batches that are in work at once when none has to wait."""
    peak, runs_ms = view.peak_per_s(link), view.number(link.target, "duration_ms")
    return None if peak is None or runs_ms is None else peak / _batch(view, link.target) * runs_ms / 1000


def _batch(view: View, node: Node) -> float:
    """Records of a batch, as they are stated or as the mapping has them by itself."""
    stated = view.number(node, "batch_size") if "batch_size" in node.settings else None
    return stated or _BATCH


def _at_once(view: View, link: Link) -> float | None:
    """Batches that the shards hand over at once; None where the stream scales by itself."""
    shards, each = view.number(link.source, "shards"), view.number(link.target, "parallelization")
    is_fixed = view.setting(link.source, "capacity_mode") == "provisioned"
    return shards * each if is_fixed and shards is not None and each is not None else None


def _fix(view: View, link: Link, needed: float, at_once: float) -> Fix | None:
    """More batches of a shard at once; larger ones where nobody has said how large, or where more do not do."""
    shards = view.number(link.source, "shards") or 1.0
    batches = ceil(needed / shards)
    if "batch_size" in link.target.settings and batches <= _most(view, link.target, "parallelization"):
        return set_to(view, link.target, "parallelization", batches)
    records = ceil(_batch(view, link.target) * needed / at_once)
    if records > _most(view, link.target, "batch_size"):
        return None
    return set_to(view, link.target, "batch_size", records)


def _most(view: View, node: Node, setting_id: str) -> float:
    """The largest value that the setting takes."""
    service = view.service(node)
    setting = service.setting(setting_id) if service else None
    return setting.max if setting is not None and setting.max is not None else 0.0
