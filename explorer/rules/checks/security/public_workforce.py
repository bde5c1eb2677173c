"""W5011: strangers who are shown personal data."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import personal_nodes

_TASKS = ("sagemaker-ground-truth", "augmented-ai", "human-review-workflow")


@rule(
    id="W5011",
    title="Personal data is shown to a public workforce",
    why="Anyone may work on Mechanical Turk; faces, voices and health records must not be shown there.",
    source="Amazon SageMaker AI Developer Guide: Amazon Mechanical Turk workforce "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management-public.html",
    pillars=("security",),
    wide=True,
    fails="""
        faces: s3
        eyes: rekognition detect_faces=true
        review: augmented-ai workforce=mechanical-turk
        faces -> eyes job-input
        eyes -> review human-task
    """,
    passes="""
        faces: s3
        eyes: rekognition detect_faces=true
        review: augmented-ai workforce=private
        faces -> eyes job-input
        eyes -> review human-task
    """,
)
def public_workforce(view: View) -> Iterator[Finding]:
    """Every labelling or review that personal data reaches and that strangers do, by its setting or by an arrow."""
    for node in view.nodes(*_TASKS):
        if view.setting(node, "workforce") == "mechanical-turk" and node.id in view.once(personal_nodes):
            message = (
                f"Workers of Mechanical Turk would see the personal data that reaches {view.label(node)}."
            )
            fix = set_to(view, node, "workforce", "private", words="Let a workforce of your own do it")
            yield Finding(message, (node.id,), fix=fix)
    for node in view.nodes("mechanical-turk"):
        if node.id in view.once(personal_nodes):
            message = f"Personal data reaches {view.label(node)}, where anyone may take the work."
            yield Finding(message, (node.id,))
