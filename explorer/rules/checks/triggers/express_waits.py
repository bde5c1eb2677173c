"""W3018: a workflow that cannot wait, and a job that takes its time."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import some
from explorer.rules.workflows import is_awaited


@rule(
    id="W3018",
    title="An Express workflow cannot wait for a job or for people",
    why="It starts the job and goes on at once; what needs the result runs before there is one.",
    source="AWS Step Functions Developer Guide: Choosing workflow type in Step Functions "
    "https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html",
    pillars=("reliability",),
    fails="""
        flow: step-functions workflow_type=express
        job: glue-job
        flow -> job service-integration
    """,
    passes="""
        flow: step-functions workflow_type=standard
        job: glue-job
        flow -> job service-integration
    """,
)
def express_waits(view: View) -> Iterator[Finding]:
    """Every Express workflow with a step that the catalog lists as one to wait for."""
    for node in view.nodes("step-functions"):
        if view.setting(node, "workflow_type") == "express":
            waits = [link for link in view.leaving(node.id) if is_awaited(view, link)]
            if waits:
                names = some([view.label(link.target) for link in waits])
                message = (
                    f"{view.label(node)} is an Express workflow: it cannot wait for {names}, and ends after "
                    f"five minutes."
                )
                places = (node.id, *(link.target.id for link in waits))
                fix = set_to(view, node, "workflow_type", "standard", words="Make it a Standard workflow")
                yield Finding(message, places, tuple(link.connection.id for link in waits), fix)
