"""I5012: a model that answers people, and nothing that looks at what it says."""

from collections.abc import Iterator

from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule

_PEOPLE = frozenset({"client", "website", "email", "alexa", "lex", "lex-chatbot", "connect"})
_ASKS = frozenset(name for name, words in MECHANISMS.items() if words.family in {"request", "control"})
MAX_STEPS = 4
"""From a person to the model; a longer way is no dialogue."""


@rule(
    id="I5012",
    title="A model answers people without a guardrail",
    why="People will ask it for what it must not say, and it may repeat personal data; a filter stops both.",
    source="Amazon Bedrock User Guide: Detect and filter harmful content by using Amazon Bedrock Guardrails "
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html",
    pillars=("security",),
    wide=True,
    fails="""
        c: client
        api: api-gateway
        fn: lambda
        m: bedrock
        c -> api protocol-ingest
        api -> fn sync-invoke
        fn -> m sdk-call
    """,
    passes="""
        c: client
        api: api-gateway
        fn: lambda
        m: bedrock guardrail=true
        c -> api protocol-ingest
        api -> fn sync-invoke
        fn -> m sdk-call
    """,
)
def guardrail(view: View) -> Iterator[Finding]:
    """Every text model without a guardrail that people ask through at most three nodes."""
    for node in view.nodes("bedrock"):
        is_text = "embedding" not in str(view.setting(node, "model"))
        asker = _asker(view, node) if is_text and view.setting(node, "guardrail") is False else None
        if asker is not None:
            message = (
                f"{view.label(node)} answers {view.label(asker)}, and no guardrail looks at what passes."
            )
            fix = set_to(view, node, "guardrail", True, words="Give it a guardrail")
            yield Finding(message, (node.id, asker.id), fix=fix)


def _asker(view: View, node: Node) -> Node | None:
    """The nearest people whose requests lead to the node."""
    seen = {node.id}
    edge = [node]
    for _ in range(MAX_STEPS):
        entering = (link for one in edge for link in view.entering(one.id))
        edge = []
        for link in entering:
            if link.connection.mechanism in _ASKS and link.source.id not in seen:
                if link.source.service in _PEOPLE:
                    return link.source
                seen.add(link.source.id)
                edge.append(link.source)
    return None
