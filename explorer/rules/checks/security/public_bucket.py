"""I5002: a bucket that anyone can read."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import personal_nodes


@rule(
    id="I5002",
    title="A bucket is public",
    why="Everyone can read and list what lands there later, too, and you pay for what they download.",
    source="Amazon CloudFront Developer Guide: Restrict access to an Amazon S3 origin "
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    pillars=("security", "cost optimization"),
    wide=True,
    fails="""
        b: s3 public_access=true
    """,
    passes="""
        b: s3 public_access=false
    """,
)
def public_bucket(view: View) -> Iterator[Finding]:
    """Every public bucket without personal data; W5001 tells of those with."""
    for node in view.nodes("s3"):
        if view.setting(node, "public_access") is True and node.id not in view.once(personal_nodes):
            message = f"{view.label(node)} is public. CloudFront can serve the same from a closed bucket."
            fix = set_to(view, node, "public_access", False, words="Block public access")
            yield Finding(message, (node.id,), fix=fix)
