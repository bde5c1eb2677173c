"""E2145: together more than the limit that an account shares, which stays as it is."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import shared_uses, told


@rule(
    id="E2145",
    title="Over a limit that an account shares and AWS does not raise",
    why="All of a service in an account, or in a Region of it, draw on one limit: what is above it is refused or "
    "waits, today and after any request.",
    source="AWS documentation of the service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    wide=True,
    fails="""
        in: s3
        faces: rekognition
        scenes: rekognition
        in << video items_per_month=9000000 item_kb=90000 seconds=600
        in -> faces job-input
        in -> scenes job-input
    """,
    passes="""
        in: s3
        faces: rekognition
        in << video items_per_month=900 item_kb=90000 seconds=600
        in -> faces job-input
    """,
)
def shared_fixed(view: View) -> Iterator[Finding]:
    """Nodes that are together over a shared limit that is fixed."""
    for use in view.once(shared_uses):
        if use.is_over and not use.limit.adjustable:
            yield told(view, use, "Spread the load over time, or over several accounts.")
