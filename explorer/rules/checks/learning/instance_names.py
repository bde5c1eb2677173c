"""E6008: an instance type that SageMaker does not know by that name."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule

_PREFIX = "ml."


@rule(
    id="E6008",
    title="A SageMaker instance type lacks its prefix",
    why="SageMaker's instance types begin with 'ml.'; the name of an EC2 type is refused.",
    source="Amazon SageMaker API Reference: ProductionVariant "
    "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html",
    fails="""
        m: sagemaker-endpoint instance_type=m5.large
    """,
    passes="""
        m: sagemaker-endpoint instance_type=ml.m5.large
    """,
)
def instance_names(view: View) -> Iterator[Finding]:
    """Every SageMaker node with an instance type without the prefix."""
    for node in view.nodes():
        name = node.settings.get("instance_type")
        if isinstance(name, str) and name and _is_sagemaker(node) and not name.startswith(_PREFIX):
            message = f"{view.label(node)} asks for {name}; SageMaker's types begin with '{_PREFIX}'."
            right = _PREFIX + name
            fix = set_to(view, node, "instance_type", right) if right in view.catalog.instances else None
            yield Finding(message, (node.id,), fix=fix)


def _is_sagemaker(node: Node) -> bool:
    return node.service.startswith("sagemaker-")
