"""W5001: personal data where anyone, or anyone with the disk, can read it."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import personal_nodes

_UNENCRYPTED = (False, "none", "off")
_WHAT = "and personal data (speech, faces or what was made of them) lies in it"


@rule(
    id="W5001",
    title="Personal data lies in a public or unencrypted store",
    why="Voices, transcripts and faces can be read by others; that is a breach to report, not only a mistake.",
    source="Amazon S3 User Guide: Blocking public access to your Amazon S3 storage "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    pillars=("security",),
    wide=True,
    fails="""
        calls: s3
        ears: transcribe
        texts: s3 public_access=true
        calls -> ears job-input
        ears -> texts job-output
    """,
    passes="""
        calls: s3
        ears: transcribe
        texts: s3
        calls -> ears job-input
        ears -> texts job-output
    """,
)
def personal_data(view: View) -> Iterator[Finding]:
    """Every store that personal data reaches and that is public or not encrypted."""
    for node in view.nodes():
        found = list(_of(view, node)) if node.settings else []
        if found and node.id in view.once(personal_nodes):
            yield from found


def _of(view: View, node: Node) -> Iterator[Finding]:
    if view.setting(node, "public_access") is True:
        message = f"{view.label(node)} is public, {_WHAT}."
        fix = set_to(view, node, "public_access", False, words="Block public access")
        yield Finding(message, (node.id,), fix=fix)
    if node.settings.get("encryption", "") in _UNENCRYPTED:
        message = f"{view.label(node)} is not encrypted, {_WHAT}."
        fix = set_to(view, node, "encryption", None, words="Encrypt it as the service does by default")
        yield Finding(message, (node.id,), fix=fix)
