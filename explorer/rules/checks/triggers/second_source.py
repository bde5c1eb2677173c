"""E3019: a delivery stream that reads a stream, and is written to as well."""

from collections.abc import Iterator
from functools import partial

from explorer.design import edits
from explorer.rules.fixes import best_mechanism
from explorer.rules.model import Finding, Fix, Link, View, rule

_BESIDE_DATA = frozenset({"authorize", "encrypt", "secret", "network", "metadata", "deploy", "host"})


@rule(
    id="E3019",
    title="A Firehose stream has a second source",
    why="A Firehose stream that reads a stream or topic has no other source: direct puts to it are refused.",
    source="Amazon Data Firehose Developer Guide: Send data from Kinesis Data Streams "
    "https://docs.aws.amazon.com/firehose/latest/dev/writing-with-kinesis-streams.html",
    pillars=("reliability",),
    fails="""
        k: kinesis-data-streams
        fn: lambda
        f: firehose
        k -> f stream-source
        fn -> f sdk-call
    """,
    passes="""
        k: kinesis-data-streams
        fn: lambda
        f: firehose
        k -> f stream-source
        fn -> k sdk-call
    """,
)
def second_source(view: View) -> Iterator[Finding]:
    """Every other source of a Firehose stream that reads a stream already."""
    for node in view.nodes("firehose"):
        fills = [link for link in view.entering(node.id) if _brings_data(link)]
        streams = [link for link in fills if link.connection.mechanism == "stream-source"]
        transforms = {link.target.id for link in view.leaving(node.id)}
        for link in fills if streams else ():
            if link is not streams[0] and link.source.id not in transforms:
                message = (
                    f"{view.label(node)} reads {view.label(streams[0].source)}; {view.label(link.source)} cannot "
                    f"send to it as well."
                )
                places = (node.id, link.source.id)
                yield Finding(message, places, (link.connection.id,), _fix(view, link, streams[0]))


def _brings_data(link: Link) -> bool:
    return link.connection.mechanism not in _BESIDE_DATA and link.source.service != "firehose-data-transform"


def _fix(view: View, link: Link, stream: Link) -> Fix | None:
    """The sender led to the stream that is read, where it can write to that."""
    entries = view.catalog.by_pair.get((link.source.service, stream.source.service), ())
    ways = tuple(
        entry for entry in entries if entry.direction == "data" and entry.mechanism not in _BESIDE_DATA
    )
    if not ways or link.source.id == stream.source.id:
        return None
    change = partial(
        edits.reconnect,
        view.design,
        link.connection.id,
        source=link.source.id,
        target=stream.source.id,
        mechanism=best_mechanism(ways),
    )
    return Fix(f"Send to {view.label(stream.source)} instead", change)
