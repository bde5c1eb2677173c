"""I7017: texts that are shorter than what is billed for them."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number

_CHARACTERS = 100.0
"""Characters in a unit."""
_SHARE = 0.5
"""Texts that fill less than this part of what is billed are worth joining."""


@rule(
    id="I7017",
    title="Texts are shorter than the least length that is billed",
    why="Every request is billed for three units however short its text; texts read together cost a fraction.",
    source="Amazon Comprehend pricing https://aws.amazon.com/comprehend/pricing/",
    pillars=("cost optimization",),
    fails="""
        fn: lambda
        nlp: comprehend
        fn << text items_per_month=1000000 item_kb=0.05 characters=50
        fn -> nlp sdk-call
    """,
    passes="""
        fn: lambda
        nlp: comprehend
        fn << text items_per_month=1000000 item_kb=1 characters=900
        fn -> nlp sdk-call
    """,
)
def short_texts(view: View) -> Iterator[Finding]:
    """Every Comprehend whose texts fill less than half of the units that are billed."""
    for node in view.nodes("comprehend"):
        characters, units = view.quantity(node, "characters"), view.quantity(node, "units")
        texts = view.quantity(node, "documents")
        if not characters or not units or not texts or characters >= _SHARE * units * _CHARACTERS:
            continue
        usd = usd_of(view, node, "units", units - characters / _CHARACTERS)
        if usd is not None and usd >= WORTH_USD:
            message = (
                f"{number(texts)} texts of {number(characters / texts)} characters a month are billed by "
                f"{view.label(node)} as {number(units / texts * _CHARACTERS)} each: about {dollars(usd)} USD for "
                f"nothing."
            )
            yield Finding(message, (node.id,))
