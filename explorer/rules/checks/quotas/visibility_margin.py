"""I2111: a queue with little room for a second try."""

from collections.abc import Iterator

from explorer.rules.checks.quotas.visibility import TIMES
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import span


@rule(
    id="I2111",
    title="A queue hides a message for less than six times its consumer's run time",
    why="When the function is throttled its poller tries again for a while; with little room the message is "
    "handed out twice.",
    source="AWS Lambda Developer Guide: Using Lambda with Amazon SQS "
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    pillars=("reliability",),
    fails="""
        q: sqs visibility_timeout_s=60
        fn: lambda timeout_s=60
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs visibility_timeout_s=360
        fn: lambda timeout_s=60
        q -> fn event-source-mapping
    """,
)
def visibility_margin(view: View) -> Iterator[Finding]:
    """Every queue that covers its function's timeout, but not the times that AWS advises."""
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        hidden_s = view.number(link.source, "visibility_timeout_s")
        runs_s = view.number(link.target, "timeout_s")
        if hidden_s is None or runs_s is None or not runs_s <= hidden_s < runs_s * TIMES:
            continue
        message = (
            f"{view.label(link.source)} hides a message for {span(hidden_s)}; {TIMES} times the timeout of "
            f"{view.label(link.target)} would be {span(runs_s * TIMES)}."
        )
        fix = set_to(view, link.source, "visibility_timeout_s", round(runs_s * TIMES))
        yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)
