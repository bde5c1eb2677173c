"""I8012: functions that call functions."""

from collections.abc import Iterator

from explorer.rules.fixes import insert_best
from explorer.rules.model import Finding, View, rule

_CALLS = frozenset({"sdk-call", "sync-invoke"})


@rule(
    id="I8012",
    title="A function calls a function",
    why="While it waits both are billed, both count as running, and each has to handle the other's errors; a queue"
    " or a workflow between them does that.",
    source="AWS Lambda Operator Guide: Lambda functions calling Lambda functions "
    "https://docs.aws.amazon.com/lambda/latest/operatorguide/functions-calling-functions.html",
    pillars=("operational excellence", "reliability", "cost optimization"),
    fails="""
        a: lambda
        b: lambda
        a -> b sdk-call
    """,
    passes="""
        a: lambda
        q: sqs
        b: lambda
        a -> q sdk-call
        q -> b event-source-mapping
    """,
)
def nested_functions(view: View) -> Iterator[Finding]:
    """Every call of a function by a function."""
    for link in view.links("lambda", "lambda"):
        if link.connection.mechanism in _CALLS and link.source.id != link.target.id:
            message = (
                f"{view.label(link.source)} calls {view.label(link.target)} directly. Put a queue between them if it "
                f"need not wait, or let a workflow call both."
            )
            fix = insert_best(view, link, ("sqs",))
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)
