"""I7022: a notebook that nobody closes."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.flow.model import HOURS_PER_MONTH
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import number

_HOURS = {"sagemaker-notebook": "hours_per_month", "sagemaker-studio": "hours_per_user_month"}
"""Notebooks, and the setting that says how long each runs."""
_ALWAYS = 0.9
"""From this part of a month on nobody stops it at night."""


@rule(
    id="I7022",
    title="A notebook runs day and night",
    why="Its instance is paid by the hour until someone stops it; idle notebooks can be stopped by themselves.",
    source="Amazon SageMaker AI Developer Guide: Idle shutdown "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-idle-shutdown.html",
    pillars=("cost optimization", "sustainability"),
    fails="""
        n: sagemaker-notebook hours_per_month=730
    """,
    passes="""
        n: sagemaker-notebook hours_per_month=160
    """,
)
def always_on_notebook(view: View) -> Iterator[Finding]:
    """Every notebook that runs for nearly all hours of a month."""
    for service_id, setting_id in _HOURS.items():
        for node in view.nodes(service_id):
            hours = view.number(node, setting_id)
            if hours is None or hours < _ALWAYS * HOURS_PER_MONTH:
                continue
            message = f"{view.label(node)} runs {number(hours)} hours a month: at night and at weekends too."
            yield Finding(message, (node.id,), fix=_fix(view, node, setting_id))


def _fix(view: View, node: Node, setting_id: str) -> Fix | None:
    """The hours of someone who works with it, as the catalog has them."""
    service = view.service(node)
    setting = service.setting(setting_id) if service else None
    hours = setting.default if setting else None
    words = f"Run it {number(hours)} hours a month" if isinstance(hours, int | float) else ""
    return set_to(view, node, setting_id, hours, words=words) if words else None
