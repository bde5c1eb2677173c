"""E3023: a bucket that is to be copied on, without versions."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Node, edits
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import listed


@rule(
    id="E3023",
    title="Replication between buckets without versioning",
    why="S3 refuses the replication rule until both buckets keep versions.",
    source="Amazon S3 User Guide: Requirements and considerations for replication "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html",
    pillars=("reliability",),
    fails="""
        a: s3
        b: s3 versioning=true
        a -> b replication
    """,
    passes="""
        a: s3 versioning=true
        b: s3 versioning=true
        a -> b replication
    """,
)
def unversioned_copy(view: View) -> Iterator[Finding]:
    """Every replication with a bucket that keeps no versions."""
    for link in view.links("s3", "s3", "replication"):
        bare = [node for node in (link.source, link.target) if view.setting(node, "versioning") is not True]
        if bare:
            names = listed(view.label(node) for node in bare)
            message = f"Replication needs versioning at both ends, and {names} {_has(bare)} none."
            others = [node for node in (link.source, link.target) if node not in bare]
            places = tuple(node.id for node in (*bare, *others))
            fix = Fix("Turn versioning on", partial(_versioned, bare))
            yield Finding(message, places, (link.connection.id,), fix)


def _has(nodes: list[Node]) -> str:
    return "have" if len(nodes) > 1 else "has"


def _versioned(nodes: list[Node]) -> Change:
    change = Change()
    for node in nodes:
        change = change.then(edits.set_setting(node, "versioning", True))
    return change
