"""W4009: what CloudFront takes from one Region only."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Node, edits
from explorer.rules.fixes import MARGIN, NEAR
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.regions import region_of

HOME = "us-east-1"
_FROM_HOME = ("acm", "waf")


@rule(
    id="W4009",
    title="CloudFront cannot use this from another Region",
    why="Certificates and web ACLs for CloudFront are made in us-east-1; it is offered no others.",
    source="Amazon CloudFront Developer Guide: Requirements for using SSL/TLS certificates with CloudFront "
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
    fails="""
        region eu-west-1
        cert: acm
        cdn: cloudfront
        cert -> cdn encrypt
    """,
    passes="""
        region eu-west-1
        group edge kind=region label=us-east-1
        cert: acm group=edge
        cdn: cloudfront
        cert -> cdn encrypt
    """,
)
def edge_region(view: View) -> Iterator[Finding]:
    """Every certificate and web ACL of CloudFront whose Region is known and another one."""
    for service in _FROM_HOME:
        for link in view.links(service, "cloudfront"):
            where = region_of(view, link.source)
            if where and where != HOME:
                message = (
                    f"{view.label(link.source)} for {view.label(link.target)} is drawn in {where}; CloudFront takes "
                    f"it from {HOME} only."
                )
                fix = Fix(f"Draw it in {HOME}", partial(_at_home, view, link.source))
                yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)


def _at_home(view: View, node: Node) -> Change:
    box = (node.x - MARGIN, node.y - MARGIN, NEAR[0] + 2 * MARGIN, NEAR[1] + 2 * MARGIN)
    return edits.add_group(view.design, [node.id], kind="region", label=HOME, box=box)
