"""I6012: instances that stand there for the peak alone."""

from collections.abc import Iterator
from math import ceil

from explorer.design import Node
from explorer.flow.model import HOURS_PER_MONTH
from explorer.rules.endpoints import IDLE, mean_busy, used_share
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import number

_TIMES = 3.0
"""The peak keeps as many times the instances of the mean busy: below it a fixed number is near enough."""
_FEW = 3
"""Two stand in two zones anyway."""
_ROOM = 2.0
"""More than this many times the peak is too many at any time."""
_WORTH = 1.5
"""What is paid is this often what would be needed: below it nobody need be told."""
_USED = 0.7
"""The part of its time that an instance is let to work before another is started."""


@rule(
    id="I6012",
    title="An endpoint keeps instances all month for its peak alone",
    why="Automatic scaling starts instances for the peak and stops them after it; a fixed number is always paid.",
    source="Amazon SageMaker AI Developer Guide: Automatic scaling of models "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html",
    pillars=("cost optimization", "sustainability"),
    fails="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=10
        api << records items_per_s=3 item_kb=1 peak_ratio=6
        api -> m service-integration
    """,
    passes="""
        api: api-gateway
        m: sagemaker-endpoint model_ms=500 requests_at_once=1 instance_count=10
        api << records items_per_s=15 item_kb=1
        api -> m service-integration
    """,
)
def fixed_fleet(view: View) -> Iterator[Finding]:
    """Every endpoint with several times the instances, all month, that work on average; idle ones are W7001's."""
    for node in view.nodes("sagemaker-endpoint"):
        count, busy = view.number(node, "instance_count"), mean_busy(view, node)
        share, peak = used_share(view, node), view.quantity(node, "busy_instances")
        if count is None or busy is None or share is None or peak is None:
            continue
        saves = _wanted_h(count, busy) < (view.number(node, "hours_per_month") or 0.0) / _WORTH
        if share >= IDLE and saves and _is_for_peak(count, busy, peak):
            message = (
                f"{number(count)} instances of {view.label(node)} stand all month; at its peak {number(peak)} work "
                f"and on average {number(busy)}."
            )
            yield Finding(message, (node.id,), fix=_fix(view, node, count, busy))


def _is_for_peak(count: float, busy: float, peak: float) -> bool:
    """Whether the peak needs so many, and the mean far fewer."""
    return count >= _FEW and peak >= count / _ROOM and peak >= _TIMES * busy


def _wanted_h(count: float, busy: float) -> float:
    """Hours a month that each instance runs on average, when the number follows the load and one always stands."""
    return HOURS_PER_MONTH * max(1.0, busy / _USED) / count


def _fix(view: View, node: Node, count: float, busy: float) -> Fix:
    hours = ceil(_wanted_h(count, busy))
    words = f"Scale it: {hours:,} hours an instance on average"
    return set_to(view, node, "hours_per_month", hours, words=words)
