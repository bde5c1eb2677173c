"""W5015: objects under a key that other accounts cannot be given."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.places import crosses_accounts


@rule(
    id="W5015",
    title="Another account uses a bucket under the key that AWS manages",
    why="The policy of that key cannot be changed, so the other account may fetch objects but not decrypt them.",
    source="Amazon S3 User Guide: Using server-side encryption with AWS KMS keys "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    pillars=("security",),
    fails="""
        group ours kind=account
        group theirs kind=account
        fn: lambda group=ours
        b: s3 group=theirs encryption=sse-kms
        fn -> b sdk-call
    """,
    passes="""
        group ours kind=account
        group theirs kind=account
        fn: lambda group=ours
        b: s3 group=theirs encryption=sse-kms
        key: kms group=theirs
        fn -> b sdk-call
        key -> b encrypt
    """,
)
def shared_key(view: View) -> Iterator[Finding]:
    """Every bucket encrypted by KMS without a key of its own, to which an arrow leads from another account."""
    if sum(group.kind == "account" for group in view.design.groups.values()) < 2:
        return
    for node in view.nodes("s3"):
        if view.setting(node, "encryption") in {"sse-kms", "dsse-kms"} and not _has_key(view, node):
            others = [link for link in _links(view, node) if crosses_accounts(view, link)]
            if others:
                other = others[0].source if others[0].target.id == node.id else others[0].target
                message = (
                    f"{view.label(other)} of another account uses {view.label(node)}, whose objects are encrypted "
                    f"with the key that AWS manages. Only a key of your own can be shared."
                )
                fix = Fix("Give it a key of your own", partial(_with_key, view, node))
                yield Finding(message, (node.id, other.id), (others[0].connection.id,), fix)


def _links(view: View, node: Node) -> list[Link]:
    links = (*view.entering(node.id), *view.leaving(node.id))
    return [link for link in links if link.connection.mechanism not in SUPPORT]


def _has_key(view: View, node: Node) -> bool:
    links = (*view.entering(node.id), *view.leaving(node.id))
    return any(link.connection.mechanism == "encrypt" for link in links)


def _with_key(view: View, node: Node) -> Change:
    key, change = place_beside(view, "kms", node.x, node.y + 120, group=node.group)
    link_id = edits.fresh_id(f"{key.id}-to-{node.id}", view.design.connections)
    return change.then(added([Connection(id=link_id, source=key.id, target=node.id, mechanism="encrypt")]))
