"""W7010: a custom model that is switched on, and hardly asked."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.endpoints import IDLE
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import dollars, usd_of
from explorer.rules.words import number, percent

_SECONDS_PER_HOUR = 3600.0


@rule(
    id="W7010",
    title="A custom model is switched on and hardly used",
    why="Its inference units are paid by the hour for as long as the model runs, asked or not.",
    source="Amazon Rekognition Custom Labels Guide: Running a trained model "
    "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/running-model.html",
    pillars=("cost optimization",),
    fails="""
        fn: lambda
        m: rekognition-custom-labels
        fn << image items_per_month=20000 item_kb=200
        fn -> m sdk-call
    """,
    passes="""
        fn: lambda
        m: rekognition-custom-labels model_hours_per_month=10
        fn << image items_per_month=20000 item_kb=200
        fn -> m sdk-call
    """,
)
def idle_model(view: View) -> Iterator[Finding]:
    """Every custom model and custom text endpoint that works for less than 5 % of the time it is paid for."""
    for node in view.nodes("rekognition-custom-labels"):
        rate = view.number(node, "images_per_s_and_unit")
        hours = view.quantity(node, "inference_unit_hours")
        usd = None if hours is None else usd_of(view, node, "inference_unit_hours", hours)
        yield from _told(view, node, (hours, rate, view.quantity(node, "images")), usd)
    limit = view.limit("comprehend", "endpoint-throughput-per-inference-unit")
    for node in view.nodes("comprehend") if limit else ():
        seconds = view.quantity(node, "endpoint_unit_seconds")
        usd = None if seconds is None else usd_of(view, node, "endpoint_unit_seconds", seconds)
        hours = None if seconds is None else seconds / _SECONDS_PER_HOUR
        yield from _told(
            view, node, (hours, limit.value if limit else None, view.quantity(node, "characters")), usd
        )


def _told(
    view: View, node: Node, used: tuple[float | None, float | None, float | None], usd: float | None
) -> Iterator[Finding]:
    """``used``: hours of one unit, what a unit does in a second, and what it is asked, if that is drawn."""
    hours, per_s, work = used
    if not hours or not per_s or not work:
        return
    share = work / (hours * _SECONDS_PER_HOUR * per_s)
    if share < IDLE:
        cost = f", about {dollars(usd)} USD a month" if usd else ""
        message = (
            f"{view.label(node)} is paid for {number(hours)} unit hours a month{cost}, and works in "
            f"{percent(share)} of them. Start it for the work and stop it after."
        )
        yield Finding(message, (node.id,))
