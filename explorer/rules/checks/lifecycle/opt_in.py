"""I4008: a Region that an account does not have until it asks."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.model import Finding, View, rule
from explorer.rules.regions import is_opt_in, region_of
from explorer.rules.words import some


@rule(
    id="I4008",
    title="The Region has to be enabled first",
    why="In an account that has not opted in every call to the Region is refused, and IAM is not known there.",
    source="AWS Account Management Reference Guide: Enable or disable AWS Regions in your account "
    "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
    pillars=("operational excellence",),
    wide=True,
    fails="""
        region eu-south-1
        b: s3
    """,
    passes="""
        region eu-west-1
        b: s3
    """,
)
def opt_in(view: View) -> Iterator[Finding]:
    """One finding for each such Region of the design."""
    is_framed = any(group.kind == "region" for group in view.design.groups.values())
    if not is_framed and not is_opt_in(view.design.header.region):
        return
    where: dict[str, list[Node]] = {}
    for node in view.nodes():
        code = region_of(view, node)
        if is_opt_in(code) and _is_made_there(view, node):
            where.setdefault(code, []).append(node)
    for code, nodes in where.items():
        for told in view.together(opt_in.id, nodes):
            names = some([view.label(node) for node in told])
            message = (
                f"{code} is an opt-in Region: enable it in the account before {names} can be made there."
            )
            yield Finding(message, tuple(node.id for node in told))


def _is_made_there(view: View, node: Node) -> bool:
    service = view.service(node)
    if service is None or service.category in {"external", "concept"}:
        return False
    return "global" not in service.regions
