"""E2140: a buffer that is too small for what Firehose is to do with it."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed, number

_LEAST_MB = 64.0
"""The least buffer with which a stream that converts or partitions can be made."""
_NEEDS = {"format_conversion": "convert the format", "dynamic_partitioning": "partition by content"}


@rule(
    id="E2140",
    title="A Firehose buffer is too small to convert or partition",
    why="The stream cannot be created: both need a buffer of 64 MB or more.",
    source="Amazon Data Firehose Developer Guide: Convert input data format "
    "https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html",
    pillars=("reliability",),
    fails="""
        f: firehose format_conversion=true buffer_mb=5
    """,
    passes="""
        f: firehose format_conversion=true buffer_mb=128
    """,
)
def firehose_buffer(view: View) -> Iterator[Finding]:
    """Every delivery stream that converts or partitions with a small buffer; one not stated is large enough."""
    for node in view.nodes("firehose"):
        buffer_mb = view.number(node, "buffer_mb") if "buffer_mb" in node.settings else None
        asked = [words for setting_id, words in _NEEDS.items() if view.setting(node, setting_id) is True]
        if asked and buffer_mb is not None and buffer_mb < _LEAST_MB:
            message = (
                f"{view.label(node)} is to {listed(asked)} with a buffer of {number(buffer_mb)} MB; that takes "
                f"{number(_LEAST_MB)} MB."
            )
            fix = set_to(view, node, "buffer_mb", round(_LEAST_MB))
            yield Finding(message, (node.id,), fix=fix)
