"""I8002: an answer to a question that is no longer asked."""

from collections.abc import Iterator
from functools import partial

from explorer.design import edits
from explorer.rules.model import Finding, Fix, View, rule


@rule(
    id="I8002",
    title="A suppression has lost its place",
    why="It silences nothing today, and may hide something new when its place's name is used again.",
    source="Our own rule; AWS says the same of exceptions: review them "
    "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html",
    wide=True,
    fails="""
        b: s3
        suppress E1001 a
    """,
    passes="""
        b: s3
        suppress E1001 b
    """,
)
def stale_suppressions(view: View) -> Iterator[Finding]:
    """Every suppression at a node or connection that is gone."""
    places = {"", *view.design.nodes, *view.design.connections}
    for answer in view.design.suppressions.values():
        if answer.at not in places:
            message = f"{answer.rule} is suppressed at '{answer.at}', which is not in the design any more."
            fix = Fix(
                "Remove the suppression", partial(edits.delete, view.design, [f"suppressions/{answer.id}"])
            )
            yield Finding(message, fix=fix)
