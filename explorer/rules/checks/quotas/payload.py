"""E2001: an item that is larger than the service takes."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.quotas import told, uses, worst


@rule(
    id="E2001",
    title="An item is larger than the service takes",
    why="The service refuses items over this size, so they never pass; retries and later steps do not help.",
    source="AWS documentation of the service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        calls: client
        q: sqs
        calls << records items_per_month=1000 item_kb=3000
        calls -> q sdk-call
    """,
    passes="""
        calls: client
        q: sqs
        calls << records items_per_month=1000 item_kb=200
        calls -> q sdk-call
    """,
)
def payload(view: View) -> Iterator[Finding]:
    """Every node at which the expected size is over a limit of size that AWS does not raise."""
    over = (use for use in view.once(uses) if use.is_over and use.is_of_size and not use.limit.adjustable)
    for use in worst(over):
        yield told(view, use, "Split it, or pass a reference to where it is stored.")
