"""W5006: a notebook from which personal data could be copied anywhere."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import personal_nodes


@rule(
    id="W5006",
    title="A notebook with personal data has its own way to the internet",
    why="Whatever runs in it, a library included, can send the data out past your VPC and its logs.",
    source="Amazon SageMaker AI Developer Guide: Connect a notebook instance in a VPC to external resources "
    "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
    pillars=("security",),
    wide=True,
    fails="""
        calls: s3
        ears: transcribe
        texts: s3
        book: sagemaker-notebook
        calls -> ears job-input
        ears -> texts job-output
        texts -> book job-input
    """,
    passes="""
        calls: s3
        ears: transcribe
        texts: s3
        book: sagemaker-notebook direct_internet_access=false
        calls -> ears job-input
        ears -> texts job-output
        texts -> book job-input
    """,
)
def notebook_internet(view: View) -> Iterator[Finding]:
    """Every notebook instance that personal data reaches and that has internet access of its own."""
    for node in view.nodes("sagemaker-notebook"):
        is_open = view.setting(node, "direct_internet_access") is True
        if is_open and node.id in view.once(personal_nodes):
            message = (
                f"Personal data reaches {view.label(node)}, which has internet access of its own. Put it into a VPC "
                f"and let only endpoints lead out."
            )
            words = "Turn its own internet access off"
            fix = set_to(view, node, "direct_internet_access", False, words=words)
            yield Finding(message, (node.id,), fix=fix)
