"""I6002: a model that goes from training to users without a record."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.model import Finding, View, rule

_SERVED_BY = ("sagemaker-endpoint", "sagemaker-serverless-endpoint", "sagemaker-async-endpoint")
_RECORDS = frozenset({"sagemaker-model-registry", "mlflow"})


@rule(
    id="I6002",
    title="A model is deployed without a registry",
    why="Which model answers, what it was trained on and who approved it cannot be told, and there is no way back.",
    source="Amazon SageMaker AI Developer Guide: Model Registry "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry.html",
    pillars=("operational excellence",),
)
def registry(view: View) -> Iterator[Finding]:
    """Every endpoint whose model comes from a training, directly or by a bucket, with no registry on the way."""
    for node in view.nodes(*_SERVED_BY):
        trained = next(
            (training for training in _trainings(view, node) if not _is_recorded(view, training)), None
        )
        if trained is not None and not any(
            link.source.service in _RECORDS for link in view.entering(node.id)
        ):
            message = (
                f"{view.label(node)} serves what {view.label(trained)} made, with no registry between them."
            )
            yield Finding(message, (node.id, trained.id))


def _trainings(view: View, node: Node) -> Iterator[Node]:
    for link in view.entering(node.id):
        if link.connection.mechanism != "deploy":
            continue
        if link.source.service == "sagemaker-training":
            yield link.source
        for before in view.entering(link.source.id):
            if before.source.service == "sagemaker-training":
                yield before.source


def _is_recorded(view: View, training: Node) -> bool:
    return any(link.target.service in _RECORDS for link in view.leaving(training.id))
