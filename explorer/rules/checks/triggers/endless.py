"""E3004: a cycle that feeds itself."""

from collections.abc import Iterator

from explorer.rules.mechanisms import EVENTS
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import some

_STORES = frozenset({"s3", "dynamodb"})
"""Where each write is an event; a queue may be written to once more on purpose, to try again later."""
_WRITES = frozenset({"sdk-call", "delivery-destination"})
MAX_STEPS = 6
"""Longer ways from a bucket round to its writer are left to the flow."""


@rule(
    id="E3004",
    title="A cycle feeds itself without end",
    why="Every round starts at least one more, so runs and cost grow until something is throttled or turned off.",
    source="AWS Lambda Developer Guide: Recursive loop detection "
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    pillars=("reliability", "cost optimization"),
    wide=True,
    fails="""
        b: s3
        fn: lambda
        b -> fn event-notification
        fn -> b sdk-call
    """,
    passes="""
        b: s3
        fn: lambda
        b -> fn event-notification
        b -> fn sdk-call
    """,
)
def endless(view: View) -> Iterator[Finding]:
    """Functions that write to what triggers them, and cycles in which the load grows."""
    told: set[str] = set()
    for link in view.links(source="lambda"):
        writes = link.connection.mechanism in _WRITES and link.target.service in _STORES
        way = _way_back(view, link) if writes else ()
        if way:
            told |= {step.source.id for step in way} | {link.source.id}
            yield _self_fed(view, link, way)
    growing = [node for node in view.flow.diverging if node not in told]
    if growing and not told & set(view.flow.diverging):
        names = some([view.label(view.design.nodes[node]) for node in growing], 5)
        message = f"Load grows with every round through {names}, so no number holds behind it."
        yield Finding(message, tuple(growing))


def _self_fed(view: View, link: Link, way: tuple[Link, ...]) -> Finding:
    store, function = view.label(link.target), view.label(link.source)
    through = "".join(f" by way of {view.label(step.target)}" for step in way[:-1])
    message = (
        f"{function} writes to {store}, and what is written there starts {function} again{through}. "
        f"Write to another place, or narrow the trigger to another prefix."
    )
    places = (link.source.id, *(step.source.id for step in way))
    return Finding(message, places, (link.connection.id, *(step.connection.id for step in way)))


def _way_back(view: View, link: Link) -> tuple[Link, ...]:
    """Triggers that lead from what a function writes to back to it; empty where none do."""
    start, goal = link.target.id, link.source.id
    came: dict[str, Link] = {}
    edge = [start]
    for _ in range(MAX_STEPS):
        edge = [node for here in edge for node in _triggered(view, here, came)]
        if goal in came:
            return _path(came, start, goal)
    return ()


def _triggered(view: View, node_id: str, came: dict[str, Link]) -> Iterator[str]:
    for link in view.leaving(node_id):
        if link.connection.mechanism in EVENTS and link.target.id not in came:
            came[link.target.id] = link
            yield link.target.id


def _path(came: dict[str, Link], start: str, goal: str) -> tuple[Link, ...]:
    way = [came[goal]]
    while way[-1].source.id != start:
        way.append(came[way[-1].source.id])
    return tuple(reversed(way))
