"""I5016: clients at a bucket, and nobody who lets them in."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.model import Finding, Fix, Link, View, rule

_CLIENTS = ("client", "website")
_SIGNS = frozenset({"api-gateway", "appsync", "lambda", "cognito", "cloudfront", "elb"})


@rule(
    id="I5016",
    title="Clients reach a bucket, and nothing lets them in",
    why="Without signed links or credentials of their own the bucket is shut for them, or open for everyone.",
    source="Amazon S3 User Guide: Download and upload objects with presigned URLs "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html",
    pillars=("security",),
    wide=True,
    fails="""
        c: client
        b: s3
        c -> b sdk-call
    """,
    passes="""
        c: client
        b: s3
        c -> b sdk-call
        who: cognito
        who -> b authorize
    """,
)
def client_bucket(view: View) -> Iterator[Finding]:
    """Every arrow of a client to a bucket, unless a label says how, or something is drawn that signs or decides."""
    for service in _CLIENTS:
        for link in view.links(service, "s3"):
            if not link.connection.label and not _is_let_in(view, link):
                message = (
                    f"{view.label(link.target)} is used directly by {view.label(link.source)}. Draw what signs the "
                    f"links or gives credentials, or name it on the arrow."
                )
                places = (link.target.id, link.source.id)
                fix = Fix("Give clients credentials by Cognito", partial(_with_cognito, view, link.target))
                yield Finding(message, places, (link.connection.id,), fix)


def _is_let_in(view: View, link: Link) -> bool:
    """Whether the bucket has a gatekeeper, is public by intent, or the client asks at a place that can sign."""
    if view.setting(link.target, "public_access") is True:
        return True
    if any(one.connection.mechanism == "authorize" for one in view.entering(link.target.id)):
        return True
    return any(one.target.service in _SIGNS for one in view.leaving(link.source.id))


def _with_cognito(view: View, bucket: Node) -> Change:
    pool, change = place_beside(view, "cognito", bucket.x, bucket.y - 120)
    link_id = edits.fresh_id(f"{pool.id}-to-{bucket.id}", view.design.connections)
    return change.then(
        added([Connection(id=link_id, source=pool.id, target=bucket.id, mechanism="authorize")])
    )
