"""E6025: vectors of a length that the model does not make."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import listed, number

_LENGTHS = {"titan-text-embeddings-v2": (256, 512, 1024), "titan-embeddings-g1-text": (1536,)}
"""Dimensions of the vectors that each embedding model makes."""


@rule(
    id="E6025",
    title="The embedding model makes no vectors of this length",
    why="Model and vector index must agree on the length; otherwise not one document can be taken in.",
    source="Amazon Bedrock User Guide: Amazon Titan Text Embeddings models "
    "https://docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models.html",
    pillars=("reliability",),
    fails="""
        kb: bedrock-knowledge-bases vector_dimensions=1536
    """,
    passes="""
        kb: bedrock-knowledge-bases vector_dimensions=512
    """,
)
def vector_length(view: View) -> Iterator[Finding]:
    """Every knowledge base whose vectors have a length that its embedding model lacks."""
    for node in view.nodes("bedrock-knowledge-bases"):
        length = view.number(node, "vector_dimensions")
        made = _LENGTHS.get(str(view.setting(node, "embedding_model")))
        if length is None or made is None or length in made:
            continue
        nearest = min(made, key=lambda one: abs(one - length))
        message = (
            f"The vectors of {view.label(node)} are to have {number(length)} dimensions; its model makes "
            f"{listed((number(one) for one in made), last='or')}."
        )
        yield Finding(message, (node.id,), fix=set_to(view, node, "vector_dimensions", nearest))
