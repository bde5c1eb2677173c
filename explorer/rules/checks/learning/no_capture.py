"""W6017: captured data that is not captured."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Link, View, rule

_READERS = frozenset({"sagemaker-model-monitor", "sagemaker-clarify"})


@rule(
    id="W6017",
    title="Data capture is off where its data is awaited",
    why="Without capture no request and no answer is kept: the monitor compares nothing and reports nothing.",
    source="Amazon SageMaker AI Developer Guide: Data capture "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html",
    pillars=("operational excellence",),
    fails="""
        m: sagemaker-endpoint capture_share=0
        w: sagemaker-model-monitor
        m -> w job-input
    """,
    passes="""
        m: sagemaker-endpoint capture_share=0.1
        w: sagemaker-model-monitor
        m -> w job-input
    """,
)
def no_capture(view: View) -> Iterator[Finding]:
    """Every endpoint without capture from which a bucket or a monitor is to get what was captured."""
    for node in view.nodes("sagemaker-endpoint"):
        awaiting = [link for link in view.leaving(node.id) if _awaits(link)]
        if awaiting and view.number(node, "capture_share") == 0:
            link = awaiting[0]
            message = (
                f"{view.label(link.target)} awaits captured data of {view.label(node)}, which captures none."
            )
            fix = set_to(view, node, "capture_share", 1, words="Capture all requests")
            yield Finding(message, (node.id, link.target.id), (link.connection.id,), fix)


def _awaits(link: Link) -> bool:
    if link.target.service == "s3":
        return link.connection.mechanism == "delivery-destination"
    return link.connection.mechanism == "job-input" and link.target.service in _READERS
