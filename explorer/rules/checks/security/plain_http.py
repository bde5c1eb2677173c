"""W5014: pages that are served in the clear."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule


@rule(
    id="W5014",
    title="CloudFront serves viewers without encryption",
    why="Whoever sits between can read and change what is sent, cookies and forms included.",
    source="Amazon CloudFront Developer Guide: Require HTTPS for communication between viewers and CloudFront "
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
    pillars=("security",),
    fails="""
        cdn: cloudfront protocol=http
    """,
    passes="""
        cdn: cloudfront protocol=https
    """,
)
def plain_http(view: View) -> Iterator[Finding]:
    """Every distribution whose viewers come by HTTP."""
    for node in view.nodes("cloudfront"):
        if view.setting(node, "protocol") == "http":
            message = f"Viewers of {view.label(node)} come by plain HTTP."
            yield Finding(
                message, (node.id,), fix=set_to(view, node, "protocol", "https", words="Ask for HTTPS")
            )
