"""W6024: a knowledge base without a place for its vectors."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import add_after
from explorer.rules.model import Finding, View, rule

_BASE = "bedrock-knowledge-bases"
_ELSEWHERE = frozenset({"kendra", "redshift", "redshift-serverless", "glue-data-catalog"})
"""With these a knowledge base asks an index or a database that is there already, and keeps no vectors."""


@rule(
    id="W6024",
    title="A knowledge base has nowhere to keep its vectors",
    why="A knowledge base over documents has a vector store, often its dearest part; undrawn, it is not counted.",
    source="Amazon Bedrock User Guide: Retrieve data and generate AI responses with Amazon Bedrock Knowledge Bases "
    "https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base.html",
    pillars=("cost optimization", "reliability"),
    fails="""
        b: s3
        kb: bedrock-knowledge-bases
        b -> kb connector
    """,
    passes="""
        b: s3
        kb: bedrock-knowledge-bases
        v: s3-vectors
        b -> kb connector
        kb -> v service-integration
    """,
)
def no_vectors(view: View) -> Iterator[Finding]:
    """Every knowledge base that reads documents and is joined to no vector store, index or database."""
    for node in view.nodes(_BASE):
        if _reads(view, node) and not _has_store(view, node):
            message = f"{view.label(node)} reads documents, and no store for their vectors is drawn."
            fix = add_after(view, node, "s3-vectors", "service-integration")
            yield Finding(message, (node.id,), fix=fix)


def _reads(view: View, node: Node) -> bool:
    return any(link.connection.mechanism == "connector" for link in view.entering(node.id))


def _has_store(view: View, node: Node) -> bool:
    stores = view.once(_stores)
    joined = [link.target for link in view.leaving(node.id)] + [
        link.source for link in view.entering(node.id)
    ]
    return any(other.service in stores for other in joined)


def _stores(view: View) -> frozenset[str]:
    """Services into which the catalog says that a knowledge base writes, and those that stand for them."""
    written = (entry for entry in view.catalog.leaving(_BASE) if entry.mechanism == "service-integration")
    return frozenset(entry.target_id for entry in written if entry.direction == "data") | _ELSEWHERE
