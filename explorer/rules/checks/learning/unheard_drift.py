"""W6016: drift that is found, and that nobody hears of."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Node
from explorer.rules.alarms import mailed, watched
from explorer.rules.model import Finding, Fix, View, rule

_ACTS = frozenset({
    *("sns", "eventbridge", "lambda", "step-functions", "sagemaker-pipelines", "chatbot", "email", "sqs"),
    *("systems-manager-incident-manager", "sagemaker-training", "mwaa", "managed-grafana", "quicksight"),
})  # fmt: skip
"""Where someone is told, or something is done."""


@rule(
    id="W6016",
    title="What a model monitor finds reaches nobody",
    why="The monitor writes reports and figures; without an alarm that tells someone the model goes on as it is.",
    source="Amazon SageMaker AI Developer Guide: Data and model quality monitoring with Model Monitor "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html",
    pillars=("operational excellence",),
    wide=True,
    fails="""
        m: sagemaker-endpoint
        w: sagemaker-model-monitor
        b: s3
        m -> w job-input
        w -> b job-output
    """,
    passes="""
        m: sagemaker-endpoint
        w: sagemaker-model-monitor
        c: cloudwatch
        t: sns
        m -> w job-input
        w -> c log-metric
        c -> t event-notification
    """,
)
def unheard_drift(view: View) -> Iterator[Finding]:
    """Every monitor from which no way leads to a message, a function or a workflow."""
    for node in view.nodes("sagemaker-model-monitor"):
        if view.entering(node.id) and not _is_heard(view, node):
            message = (
                f"{view.label(node)} looks for drift, and nothing that it finds starts or tells anything."
            )
            yield Finding(message, (node.id,), fix=_fix(view, node))


def _fix(view: View, node: Node) -> Fix:
    """Alarms by e-mail, on the figures that it writes already or on new ones."""
    figures = [link.target for link in view.leaving(node.id) if link.target.service == "cloudwatch"]
    make = partial(mailed, view, figures[0]) if figures else partial(watched, view, node)
    return Fix("Send alarms by e-mail", make)


def _is_heard(view: View, node: Node) -> bool:
    seen, edge = {node.id}, [node.id]
    for node_id in edge:
        for link in view.leaving(node_id):
            if link.target.service in _ACTS:
                return True
            if link.target.id not in seen:
                seen.add(link.target.id)
                edge.append(link.target.id)
    return False
