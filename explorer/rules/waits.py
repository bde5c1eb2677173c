"""Functions that wait for the answer of a model."""

from collections.abc import Iterator

from explorer.rules.model import Link, View

_MODELS = ("sagemaker-endpoint", "sagemaker-serverless-endpoint")


def waits(view: View) -> Iterator[tuple[Link, float]]:
    """Each call of a model by a function, and the milliseconds that the model takes."""
    for model in _MODELS:
        for link in view.links("lambda", model, "sdk-call"):
            model_ms = view.number(link.target, "model_ms")
            if model_ms is not None:
                yield link, model_ms
