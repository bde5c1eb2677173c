"""W3017: a job that is to start while it still runs."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import number, span

_ONE_AT_A_TIME = ("glue-job", "glue-crawler")
"""What refuses to start while it runs, unless someone allows more runs at once."""
_MINUTES_PER_DAY = 1440.0


@rule(
    id="W3017",
    title="A job is to start again before it has ended",
    why="The new run is refused and its turn is lost: a Glue job runs once at a time unless told otherwise.",
    source="AWS Glue User Guide: Configuring job properties for Spark jobs "
    "https://docs.aws.amazon.com/glue/latest/dg/add-job.html",
    pillars=("reliability",),
    fails="""
        clock: eventbridge-scheduler runs_per_day=96
        job: glue-job minutes_per_run=30
        clock -> job event-rule-target
    """,
    passes="""
        clock: eventbridge-scheduler runs_per_day=24
        job: glue-job minutes_per_run=30
        clock -> job event-rule-target
    """,
)
def overrun(view: View) -> Iterator[Finding]:
    """Every such job whose own plan, or schedule, leaves it less time than one run takes."""
    for node in view.nodes(*_ONE_AT_A_TIME):
        clocks = [link for link in view.entering(node.id) if link.source.service == "eventbridge-scheduler"]
        planned = [_scheduled(view, node, link) for link in clocks] or [_own_plan(view, node)]
        yield from (finding for finding in planned if finding)


def _scheduled(view: View, node: Node, link: Link) -> Finding | None:
    return _told(view, node, link.source, (link.connection.id,))


def _own_plan(view: View, node: Node) -> Finding | None:
    return _told(view, node, node, ())


def _told(view: View, node: Node, clock: Node, links: tuple[str, ...]) -> Finding | None:
    runs, minutes = view.number(clock, "runs_per_day"), view.number(node, "minutes_per_run")
    if not runs or not minutes or runs * minutes <= _MINUTES_PER_DAY:
        return None
    message = (
        f"{view.label(node)} takes {number(minutes)} min, and its {number(runs)} runs a day leave it "
        f"{span(_MINUTES_PER_DAY * 60 / runs)} each."
    )
    most = int(_MINUTES_PER_DAY // minutes)
    fix = set_to(view, clock, "runs_per_day", most) if most else None
    places = (node.id,) if clock is node else (node.id, clock.id)
    return Finding(message, places, links, fix)
