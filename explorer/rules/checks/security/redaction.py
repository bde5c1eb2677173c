"""I5004: transcripts with names and card numbers, shown to people."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, View, rule

_SHOWN = (
    *("athena", "quicksight", "opensearch", "opensearch-serverless", "kendra", "q-business", "redshift"),
    *("bedrock-knowledge-bases", "external-saas"),
)
"""Where people, or models that answer people, search in texts."""


@rule(
    id="I5004",
    title="Transcripts are searched without personal data taken out",
    why="Names, addresses and card numbers that were said stand in the text, for everyone who may query it.",
    source="Amazon Transcribe Developer Guide: Redacting or identifying personally identifiable information "
    "https://docs.aws.amazon.com/transcribe/latest/dg/pii-redaction.html",
    pillars=("security",),
    wide=True,
    fails="""
        calls: s3
        ears: transcribe
        texts: s3
        calls -> ears job-input
        ears -> texts job-output
        q: athena
        texts -> q query
    """,
    passes="""
        calls: s3
        ears: transcribe pii_redaction=true
        texts: s3
        calls -> ears job-input
        ears -> texts job-output
        q: athena
        texts -> q query
    """,
)
def redaction(view: View) -> Iterator[Finding]:
    """Every transcription without redaction whose text reaches a place of search."""
    leads_to = view.while_wired(_leads_to)
    for node in view.nodes("transcribe"):
        found = leads_to.get(node.id)
        if found is not None and view.setting(node, "pii_redaction") is False:
            shown = view.design.nodes[found]
            message = (
                f"The transcripts of {view.label(node)} reach {view.label(shown)} with personal data in them."
            )
            yield Finding(message, (node.id, shown.id), fix=set_to(view, node, "pii_redaction", True))


def _leads_to(view: View) -> dict[str, str]:
    """By id of a node that of the nearest place of search that its data reaches."""
    found = {node.id: node.id for node in view.nodes(*_SHOWN)}
    edge = list(found)
    for node_id in edge:
        for link in view.entering(node_id):
            if link.source.id not in found and link.connection.mechanism not in SUPPORT:
                found[link.source.id] = found[node_id]
                edge.append(link.source.id)
    return found
