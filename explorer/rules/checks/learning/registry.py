"""I6002: a model that goes from training to users without a record."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.endpoints import SERVING
from explorer.rules.fixes import add_after
from explorer.rules.model import Finding, View, rule

_TRAINING = "sagemaker-training"
_RECORDS = frozenset({"sagemaker-model-registry", "mlflow"})


@rule(
    id="I6002",
    title="A model is deployed without a registry",
    why="Which model answers, what it was trained on and who approved it cannot be told, and there is no way back.",
    source="Amazon SageMaker AI Developer Guide: Model Registry "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry.html",
    pillars=("operational excellence",),
    fails="""
        t: sagemaker-training
        b: s3
        m: sagemaker-endpoint
        t -> b job-output
        b -> m deploy
    """,
    passes="""
        t: sagemaker-training
        b: s3
        r: sagemaker-model-registry
        m: sagemaker-endpoint
        t -> b job-output
        b -> m deploy
        t -> r metadata
    """,
)
def registry(view: View) -> Iterator[Finding]:
    """Every endpoint whose model comes from a training, directly or by a bucket, with no registry on the way."""
    for node in view.nodes(*SERVING):
        if any(link.source.service in _RECORDS for link in view.entering(node.id)):
            continue
        for trained, way in _trainings(view, node).items():
            training = view.design.nodes[trained]
            if not _is_recorded(view, training):
                message = (
                    f"{view.label(node)} serves what {view.label(training)} made, with no registry between."
                )
                fix = add_after(view, training, "sagemaker-model-registry", "metadata")
                yield Finding(message, (node.id, trained, *way), fix=fix)


def _trainings(view: View, node: Node) -> dict[str, tuple[str, ...]]:
    """Trainings whose model is deployed here, with the store in between, if any."""
    found: dict[str, tuple[str, ...]] = {}
    for link in view.entering(node.id):
        if link.connection.mechanism != "deploy":
            continue
        if link.source.service == _TRAINING:
            found.setdefault(link.source.id, ())
        for before in view.entering(link.source.id):
            if before.source.service == _TRAINING:
                found.setdefault(before.source.id, (link.source.id,))
    return found


def _is_recorded(view: View, training: Node) -> bool:
    return any(link.target.service in _RECORDS for link in view.leaving(training.id))
