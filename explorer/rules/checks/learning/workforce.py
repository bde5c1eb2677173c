"""W6006: labelling without anyone who labels."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule

_PEOPLE = frozenset({
    *("human-labelers", "mechanical-turk", "ground-truth-provided-workforce", "cognito", "aws-marketplace"),
})  # fmt: skip


@rule(
    id="W6006",
    title="A labelling job has no workforce",
    why="A labelling job needs a work team when it is made: without people it does not start.",
    source="Amazon SageMaker AI Developer Guide: Workforces "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management.html",
    fails="""
        g: sagemaker-ground-truth
    """,
    passes="""
        g: sagemaker-ground-truth workforce=private
    """,
)
def workforce(view: View) -> Iterator[Finding]:
    """Every labelling service for which no workforce is drawn or stated, or only the one that has closed."""
    for node in view.nodes("sagemaker-ground-truth", "augmented-ai"):
        near = {link.target.service for link in view.leaving(node.id)}
        near |= {link.source.service for link in view.entering(node.id)}
        stated = node.settings.get("workforce")
        if stated == "mechanical-turk" and _has_ended(view, "mechanical-turk"):
            message = f"{view.label(node)} relies on Mechanical Turk, which has ended; use your own team or a vendor."
            yield Finding(message, (node.id,))
        elif not near & _PEOPLE and stated is None:
            message = f"Nobody labels for {view.label(node)}: no workforce is drawn or stated."
            yield Finding(message, (node.id,))


def _has_ended(view: View, service_id: str) -> bool:
    service = view.catalog.service(service_id)
    return service is not None and service.lifecycle.status == "ended"
