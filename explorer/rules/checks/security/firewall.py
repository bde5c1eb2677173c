"""I5018: a load balancer that the internet calls, with nothing that filters."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.model import Finding, Fix, View, rule

_PUBLIC = frozenset({"client", "website", "external-http", "external-saas", "cloudfront"})


@rule(
    id="I5018",
    title="The internet reaches a load balancer without a web firewall",
    why="Floods and known attacks reach your servers; a web ACL stops most of them before.",
    source="Elastic Load Balancing User Guide: Application Load Balancers "
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
    pillars=("security",),
    wide=True,
    fails="""
        c: client
        lb: elb
        c -> lb protocol-ingest
    """,
    passes="""
        c: client
        lb: elb
        wall: waf
        c -> lb protocol-ingest
        wall -> lb authorize
    """,
)
def firewall(view: View) -> Iterator[Finding]:
    """Every application load balancer that clients call, with no web ACL before it or before its CloudFront."""
    for node in view.nodes("elb"):
        callers = [link.source for link in view.entering(node.id) if link.source.service in _PUBLIC]
        is_bare = not any(_is_guarded(view, one) for one in (node, *callers))
        if callers and is_bare and view.setting(node, "balancer_type") == "application":
            message = (
                f"{view.label(callers[0])} calls {view.label(node)}, and no web firewall stands before it."
            )
            fix = Fix("Put AWS WAF before it", partial(_with_wall, view, node))
            yield Finding(message, (node.id, callers[0].id), fix=fix)


def _is_guarded(view: View, node: Node) -> bool:
    around = [link.source for link in view.entering(node.id)] + [
        link.target for link in view.leaving(node.id)
    ]
    return any(one.service in {"waf", "waf-classic"} for one in around)


def _with_wall(view: View, node: Node) -> Change:
    wall, change = place_beside(view, "waf", node.x, node.y - 120)
    link_id = edits.fresh_id(f"{wall.id}-to-{node.id}", view.design.connections)
    return change.then(added([Connection(id=link_id, source=wall.id, target=node.id, mechanism="authorize")]))
