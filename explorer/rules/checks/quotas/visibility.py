"""W2105: a message comes back while its first consumer is still at work."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.words import span

TIMES = 6
"""How many times the function's timeout AWS advises: room for a batch to be tried again after throttling."""


@rule(
    id="W2105",
    title="A queue hides a message for less time than its consumer may run",
    why="SQS hands the same message to a second run while the first still works on it, so work is done twice.",
    source="AWS Lambda Developer Guide: Using Lambda with Amazon SQS "
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    pillars=("reliability",),
    fails="""
        q: sqs visibility_timeout_s=30
        fn: lambda timeout_s=60
        q -> fn event-source-mapping
    """,
    passes="""
        q: sqs visibility_timeout_s=60
        fn: lambda timeout_s=60
        q -> fn event-source-mapping
    """,
)
def visibility_covers_consumer(view: View) -> Iterator[Finding]:
    """Every queue read by a function whose timeout is longer than the visibility timeout."""
    for link in view.links("sqs", "lambda", "event-source-mapping"):
        hidden_s = view.number(link.source, "visibility_timeout_s")
        runs_s = view.number(link.target, "timeout_s")
        if hidden_s is None or runs_s is None or hidden_s >= runs_s:
            continue
        message = (
            f"A message in {view.label(link.source)} is visible again after {span(hidden_s)}, but "
            f"{view.label(link.target)} may run {span(runs_s)}. AWS advises {TIMES} times the run time."
        )
        fix = set_to(view, link.source, "visibility_timeout_s", round(runs_s * TIMES))
        yield Finding(message, (link.source.id, link.target.id), (link.connection.id,), fix)
