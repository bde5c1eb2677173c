"""I6028: a model that goes to users without having been measured on data it has not seen."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.endpoints import SERVING
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule

_TRAINING = "sagemaker-training"
_FEEDS = frozenset({"job-input", "read", "query"})
_MEASURES = frozenset({
    *("sagemaker-processing", "sagemaker-clarify", "sagemaker-experiments", "sagemaker-batch-transform"),
    *("sagemaker-automatic-model-tuning", "mlflow", "human-labelers", "augmented-ai"),
})  # fmt: skip
"""Services that score a model, or keep its scores."""


@rule(
    id="I6028",
    title="A model goes live and nothing measures it on data it has not seen",
    why="A model can know its training data by heart and be wrong on everything else; only other data shows it.",
    source="Amazon Machine Learning Developer Guide: Evaluating ML models "
    "https://docs.aws.amazon.com/machine-learning/latest/dg/evaluating_models.html",
    pillars=("reliability", "operational excellence"),
    wide=True,
    fails="""
        b: s3
        t: sagemaker-training
        m: s3
        e: sagemaker-endpoint
        b -> t job-input
        t -> m job-output
        m -> e deploy
    """,
    passes="""
        b: s3
        t: sagemaker-training validation=true
        m: s3
        e: sagemaker-endpoint
        b -> t job-input
        t -> m job-output
        m -> e deploy
    """,
)
def no_validation(view: View) -> Iterator[Finding]:
    """Every training with one source of data whose model is served, with no step that scores it."""
    for node_id in view.while_wired(_unmeasured):
        node = view.design.nodes[node_id]
        if view.setting(node, "validation") is not True:
            message = (
                f"What {view.label(node)} learns goes live, and neither a second source of data nor a step behind "
                f"it measures it on data it has not seen."
            )
            fix = set_to(view, node, "validation", True, words="Say that it validates on data of its own")
            yield Finding(message, (node.id,), fix=fix)


def _unmeasured(view: View) -> list[str]:
    return [node.id for node in view.nodes(_TRAINING) if _is_blind(view, node) and _is_served(view, node)]


def _is_blind(view: View, node: Node) -> bool:
    """Whether one arrow alone brings data, and nothing that measures is beside or behind it."""
    fed = [link for link in view.entering(node.id) if link.connection.mechanism in _FEEDS]
    near = [*view.entering(node.id), *view.leaving(node.id)]
    behind = [after for link in view.leaving(node.id) for after in view.leaving(link.target.id)]
    services = {end.service for link in (*near, *behind) for end in (link.source, link.target)}
    return len(fed) == 1 and not services & _MEASURES


def _is_served(view: View, node: Node) -> bool:
    """Whether its model is deployed, directly or by way of a store or registry."""
    edge, seen = [node.id], {node.id}
    for key in edge:
        for link in view.leaving(key):
            if link.target.service in SERVING and link.connection.mechanism == "deploy":
                return True
            if link.target.service in {"s3", "sagemaker-model-registry"} and link.target.id not in seen:
                seen.add(link.target.id)
                edge.append(link.target.id)
    return False
