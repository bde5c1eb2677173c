"""E2106: a function with more time than Lambda gives."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import span

_LIMIT = "function-timeout"


@rule(
    id="E2106",
    title="A function is given more time than Lambda allows",
    why="Lambda refuses the setting for functions on its own capacity; work that needs more is cut off.",
    source="AWS Lambda Developer Guide: Lambda quotas "
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    pillars=("reliability",),
    fails="""
        fn: lambda timeout_s=1800
    """,
    passes="""
        fn: lambda timeout_s=900
    """,
)
def lambda_timeout(view: View) -> Iterator[Finding]:
    """Every function whose timeout is over the limit."""
    limit = view.limit("lambda", _LIMIT)
    most_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
    for node in view.nodes("lambda"):
        timeout_s = view.number(node, "timeout_s")
        if limit and most_s and timeout_s and timeout_s > most_s:
            message = (
                f"{view.label(node)} has a timeout of {span(timeout_s)}; Lambda allows {span(most_s)}. "
                f"Longer work belongs in a container, a batch job or a workflow of steps."
            )
            fix = set_to(view, node, "timeout_s", round(most_s))
            yield Finding(message, (node.id,), fix=fix, rests_on=limit)
