"""I5019: personal data for a model that may stand anywhere."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import personal_nodes


@rule(
    id="I5019",
    title="Personal data goes to a model by a global profile",
    why="A global inference profile may send each request to any commercial Region; a regional one keeps it near.",
    source="Amazon Bedrock User Guide: Increase throughput with cross-Region inference "
    "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html",
    pillars=("security",),
    wide=True,
    fails="""
        calls: s3
        ears: transcribe
        texts: s3
        fn: lambda
        m: bedrock
        calls -> ears job-input
        ears -> texts job-output
        texts -> fn sdk-call
        fn -> m sdk-call
    """,
    passes="""
        calls: s3
        ears: transcribe
        texts: s3
        fn: lambda
        m: bedrock profile=regional
        calls -> ears job-input
        ears -> texts job-output
        texts -> fn sdk-call
        fn -> m sdk-call
    """,
)
def global_model(view: View) -> Iterator[Finding]:
    """Every Bedrock model with a global profile that personal data reaches."""
    for node in view.nodes("bedrock"):
        if view.setting(node, "profile") == "global" and node.id in view.once(personal_nodes):
            message = (
                f"Personal data reaches {view.label(node)}, whose global profile may answer from any Region."
            )
            fix = set_to(view, node, "profile", "regional", words="Use a regional profile")
            yield Finding(message, (node.id,), fix=fix)
