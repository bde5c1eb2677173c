"""W4002: a service that new customers cannot have, or that will end."""

from collections.abc import Iterator

from explorer.rules.checks.lifecycle.ended import in_design, instead, named, on_date, successor_fix
from explorer.rules.model import Finding, View, rule


@rule(
    id="W4002",
    title="The service is closed to new customers, or its end is announced",
    why="An account that does not use it already cannot start; those that do will have to move in time.",
    source="AWS Product Lifecycle: services in maintenance or sunset; the finding names the page "
    "https://aws.amazon.com/products/lifecycle/",
    wide=True,
    fails="""
        x: forecast
    """,
    passes="""
        x: comprehend
    """,
)
def closed(view: View) -> Iterator[Finding]:
    """One finding for each such service of the design."""
    for service, nodes in in_design(view, closed.id, "closed-to-new", "end-announced"):
        state = "ends" if service.lifecycle.status == "end-announced" else "closed to new customers"
        message = f"{service.name} {state}{on_date(service)}{named(service, nodes)}." + instead(view, service)
        places = tuple(node.id for node in nodes)
        yield Finding(message, places, fix=successor_fix(view, service, nodes), rests_on=service.lifecycle)
