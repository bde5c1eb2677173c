"""I3005: work whose result nobody takes."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Finding, View, rule

_PASS_ON = {
    "sqs": "nobody reads its messages",
    "sns": "nobody is subscribed",
    "eventbridge": "no rule has a target",
    "kinesis-data-streams": "nobody reads the stream",
    "msk": "nobody reads its topics",
    "firehose": "it has no destination",
    "dynamodb-streams": "nobody reads the stream",
    "iot-core": "no rule has an action",
}
"""Services that only pass on, and what is missing when they do not."""
_DEAD_LETTERS = frozenset({"sqs", "lambda", "sns", "eventbridge", "eventbridge-pipes"})


@rule(
    id="I3005",
    title="What this node produces goes nowhere",
    why="The work is done and paid for, and its result is dropped when its retention ends.",
    source="AWS Well-Architected Framework, Cost Optimization: Remove what is not used "
    "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/welcome.html",
    fails="""
        fn: lambda
        q: sqs
        fn -> q sdk-call
    """,
    passes="""
        fn: lambda
        q: sqs
        worker: lambda
        fn -> q sdk-call
        q -> worker event-source-mapping
    """,
)
def goes_nowhere(view: View) -> Iterator[Finding]:
    """Every passing-on node without a taker, and every job without a place for its results."""
    for node in view.nodes():
        problem = _problem(view, node)
        if problem:
            yield Finding(f"Data reaches {view.label(node)}, but {problem}.", (node.id,))


def _problem(view: View, node: Node) -> str:
    arriving = [link for link in view.entering(node.id) if link.connection.mechanism not in SUPPORT]
    leaving = [link for link in view.leaving(node.id) if link.connection.mechanism not in SUPPORT]
    if not arriving or leaving:
        return ""
    if node.service in _PASS_ON:
        dead = all(
            link.connection.mechanism == "delivery-destination" and link.source.service in _DEAD_LETTERS
            for link in arriving
        )
        return "" if dead and node.service in {"sqs", "sns"} else _PASS_ON[node.service]
    reads = any(link.connection.mechanism == "job-input" for link in arriving)
    return "its results are written nowhere" if reads and node.service in view.once(_writers) else ""


def _writers(view: View) -> frozenset[str]:
    """Services that have a place to write results to."""
    entries = view.catalog.integrations
    return frozenset(entry.source_id for entry in entries if entry.mechanism == "job-output")
