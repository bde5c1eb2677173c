"""E2102: a body that is too large for a function behind a load balancer."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import size

_LIMIT = "request-and-response-body-behind-a-load-balancer"


@rule(
    id="E2102",
    title="A load balancer does not pass so large a body to a function",
    why="It answers with an error by itself; the function behind an API Gateway would take several times as much.",
    source="Elastic Load Balancing: Use Lambda functions as targets of an Application Load Balancer "
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
    pillars=("reliability",),
    fails="""
        lb: elb
        fn: lambda
        lb << records items_per_month=1000 item_kb=3000
        lb -> fn sync-invoke
    """,
    passes="""
        lb: elb
        fn: lambda
        lb << records items_per_month=1000 item_kb=300
        lb -> fn sync-invoke
    """,
)
def balancer_payload(view: View) -> Iterator[Finding]:
    """Every connection from a balancer to a function whose items are over the balancer's limit."""
    limit = view.limit("lambda", _LIMIT)
    most_kb = converted(limit.value, limit.unit, "KB") if limit and limit.value else None
    for link in view.links("elb", "lambda"):
        item_kb = view.item_kb(link)
        if limit is None or most_kb is None or item_kb is None or item_kb <= most_kb:
            continue
        message = (
            f"{view.label(link.source)} gets {size(item_kb)} at a time and passes no more than {size(most_kb)} to "
            f"{view.label(link.target)}. Let clients upload to a bucket."
        )
        places = (link.target.id, link.source.id)
        yield Finding(message, places, (link.connection.id,), rests_on=limit)
