"""I9008: a call into another account, which has to let the caller in."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.places import account_of, crosses_accounts, place_name
from explorer.rules.words import some

_READS = frozenset({"event-source-mapping", "stream-source", "job-input", "query", "connector"})
_NO_CALLS = SUPPORT | {"host", "mount", "deploy", "metadata", "human-task"}


@rule(
    id="I9008",
    title="A connection crosses accounts, and nothing says who lets it in",
    why="A role's own permissions end at its account; the other account has to grant the rest.",
    source="AWS IAM User Guide: Cross account resource access in IAM "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
    pillars=("security",),
    fails="""
        group ours kind=account
        group theirs kind=account
        fn: lambda group=ours
        b: s3 group=theirs
        fn -> b sdk-call
    """,
    passes="""
        group ours kind=account
        group theirs kind=account
        fn: lambda group=ours
        b: s3 group=theirs
        who: iam group=theirs
        fn -> b sdk-call
        who -> b authorize
    """,
)
def other_account(view: View) -> Iterator[Finding]:
    """One finding for each resource that another account uses while no arrow of IAM says how."""
    if sum(group.kind == "account" for group in view.design.groups.values()) < 2:
        return
    used: dict[str, list[Link]] = {}
    for link in view.all_links:
        if link.connection.mechanism not in _NO_CALLS and crosses_accounts(view, link):
            used.setdefault(_owner(link).id, []).append(link)
    for node_id, links in used.items():
        if not any(link.connection.mechanism == "authorize" for link in view.entering(node_id)):
            in_order = sorted(links, key=lambda link: link.connection.id)
            yield _finding(view, view.design.nodes[node_id], in_order)


def _owner(link: Link) -> Node:
    """The end that is called or read."""
    return link.source if link.connection.mechanism in _READS else link.target


def _finding(view: View, owner: Node, links: list[Link]) -> Finding:
    ends = [link.target if link.source.id == owner.id else link.source for link in links]
    callers = list({end.id: end for end in ends}.values())
    is_one = len(callers) == 1
    message = (
        f"{some([view.label(caller) for caller in callers])} {'uses' if is_one else 'use'} {view.label(owner)} of "
        f"another account, {_account(view, owner)}: it needs {_grant(view, owner, 'it' if is_one else 'they')}."
    )
    places = (owner.id, *(caller.id for caller in callers))
    return Finding(message, places, tuple(link.connection.id for link in links))


def _account(view: View, node: Node) -> str:
    account = account_of(view, node)
    return place_name(view, account.id) if account else ""


def _grant(view: View, owner: Node, who: str) -> str:
    service = view.service(owner)
    if service is not None and service.resource_policy:
        return f"a resource policy that names {'them' if who == 'they' else who}"
    return f"a role there that {who} may assume"
