"""I7027: an asynchronous endpoint that waits with its instances on."""

from collections.abc import Iterator

from explorer.flow.model import HOURS_PER_MONTH
from explorer.rules.endpoints import IDLE
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import number, percent


@rule(
    id="I7027",
    title="An asynchronous endpoint keeps instances on for almost no work",
    why="It can scale to nothing while its queue is empty; the first request then waits for an instance to start.",
    source="Amazon SageMaker AI Developer Guide: Asynchronous inference "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html",
    pillars=("cost optimization", "sustainability"),
    fails="""
        fn: lambda
        m: sagemaker-async-endpoint min_instances=1 processing_s=60
        fn << records items_per_month=500 item_kb=100
        fn -> m sdk-call
    """,
    passes="""
        fn: lambda
        m: sagemaker-async-endpoint processing_s=60
        fn << records items_per_month=500 item_kb=100
        fn -> m sdk-call
    """,
)
def standing_async(view: View) -> Iterator[Finding]:
    """Every asynchronous endpoint whose least instances work for less than 5 % of the month."""
    for node in view.nodes("sagemaker-async-endpoint"):
        least, busy = view.number(node, "min_instances"), view.quantity(node, "busy_hours")
        if not least or busy is None or busy >= IDLE * least * HOURS_PER_MONTH:
            continue
        message = (
            f"{view.label(node)} keeps {number(least)} on all month, and works {number(busy)} hours: "
            f"{percent(busy / (least * HOURS_PER_MONTH))} of the time."
        )
        fix = set_to(view, node, "min_instances", 0, words="Let it scale to nothing")
        yield Finding(message, (node.id,), fix=fix)
