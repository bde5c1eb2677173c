"""E3024: a reader of objects that lie in an archive."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import some

_ARCHIVES = {"glacier-flexible": "Glacier Flexible Retrieval", "deep-archive": "Glacier Deep Archive"}
_READS = frozenset({"job-input", "query", "sdk-call", "import-export", "mount"})


@rule(
    id="E3024",
    title="Something reads objects that lie in an archive",
    why="An archived object is not read but restored first, which takes minutes to two days; until then reads fail.",
    source="Amazon S3 User Guide: Understanding archival storage in S3 Glacier storage classes "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/archival-storage.html",
    pillars=("reliability",),
    fails="""
        b: s3 storage_class=deep-archive
        q: athena
        b -> q query
    """,
    passes="""
        b: s3 storage_class=glacier-instant
        q: athena
        b -> q query
    """,
)
def archived(view: View) -> Iterator[Finding]:
    """Every bucket in such a class that something reads."""
    for node in view.nodes("s3"):
        name = _ARCHIVES.get(str(view.setting(node, "storage_class")))
        reads = (
            [link for link in view.leaving(node.id) if link.connection.mechanism in _READS] if name else []
        )
        if reads:
            names = some([view.label(link.target) for link in reads])
            verb = "reads" if len(reads) == 1 else "read"
            message = f"{names} {verb} {view.label(node)}, whose objects lie in {name}: they must be restored before."
            places = (node.id, *dict.fromkeys(link.target.id for link in reads))
            fix = set_to(
                view, node, "storage_class", "glacier-instant", words="Keep them in Glacier Instant Retrieval"
            )
            yield Finding(message, places, tuple(link.connection.id for link in reads), fix)
