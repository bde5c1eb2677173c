"""E4005: a connection that AWS makes only within one region, drawn between two."""

from collections.abc import Iterator

from explorer.rules.mechanisms import CODE
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.regions import region_of

_WITHIN = frozenset(
    {"event-notification", "event-source-mapping", "job-input", "job-output", "stream-source"}
)
_FILES = frozenset({"job-input", "job-output"})
_HELD = frozenset({"sagemaker-training", "sagemaker-processing"})
"""Their code is given its files by SageMaker, which takes them from its own region."""


@rule(
    id="E4005",
    title="This connection does not cross regions",
    why="Notifications, pollers and jobs find only what is in their own region; the setting is refused.",
    source="Amazon S3 User Guide: Enabling and configuring event notifications "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-enable-disable-notification-intro.html",
    fails="""
        group here kind=region label=eu-west-1
        group there kind=region label=us-east-1
        b: s3 group=here
        fn: lambda group=there
        b -> fn event-notification
    """,
    passes="""
        group here kind=region label=eu-west-1
        group there kind=region label=us-east-1
        b: s3 group=here
        fn: lambda group=here
        b -> fn event-notification
    """,
)
def crosses_regions(view: View) -> Iterator[Finding]:
    """Every such connection between nodes of two regions."""
    if not any(group.kind == "region" for group in view.design.groups.values()):
        return
    for link in view.all_links:
        if link.connection.mechanism not in _WITHIN or _goes_by_code(link):
            continue
        here, there = region_of(view, link.source), region_of(view, link.target)
        if here and there and here != there and not _is_global(view, link):
            message = (
                f"{view.label(link.source)} is in {here} and {view.label(link.target)} in {there}; this kind of "
                f"connection stays within one region. Copy the data over first, or use an EventBridge bus."
            )
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,))


def _goes_by_code(link: Link) -> bool:
    """Whether the designer's own code reads or writes, which finds a bucket in any region."""
    ends = {link.source.service, link.target.service}
    return link.connection.mechanism in _FILES and bool(ends & (CODE - _HELD))


def _is_global(view: View, link: Link) -> bool:
    ends = (view.service(link.source), view.service(link.target))
    return any(end is not None and "global" in end.regions for end in ends)
