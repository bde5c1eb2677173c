"""I6005: a real-time endpoint for work that nobody waits for."""

from collections.abc import Iterator

from explorer.rules.endpoints import is_fed_in_batches, used_share
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, percent

_BUSY = 0.5
"""An endpoint that computes for half of the time is worth standing there."""


@rule(
    id="I6005",
    title="A real-time endpoint does batch work",
    why="Its instances are billed all the time; a batch transform starts them for the job and stops them after it.",
    source="Amazon SageMaker AI Developer Guide: Batch transform "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
    pillars=("cost optimization",),
    wide=True,
    fails="""
        b: s3
        fn: lambda
        m: sagemaker-endpoint
        b << records items_per_month=30000 item_kb=1
        b -> fn event-notification
        fn -> m sdk-call
    """,
    passes="""
        c: client
        api: api-gateway
        fn: lambda
        m: sagemaker-endpoint
        c << records items_per_month=30000 item_kb=1
        c -> api protocol-ingest
        api -> fn sync-invoke
        fn -> m sdk-call
    """,
)
def batch_on_endpoint(view: View) -> Iterator[Finding]:
    """Every endpoint that only stores, schedules and jobs feed, and that is idle most of the time."""
    for node in view.nodes("sagemaker-endpoint"):
        share, requests = used_share(view, node), view.quantity(node, "requests")
        if share is None or requests is None or share >= _BUSY or not is_fed_in_batches(view, node):
            continue
        message = (
            f"{view.label(node)} gets {number(requests)} requests a month from stores and jobs alone and computes "
            f"{percent(share)} of the time. A batch transform would do."
        )
        yield Finding(message, (node.id,))
