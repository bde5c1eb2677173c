"""W3001: two jobs with a store in between, and nothing that starts the second."""

from collections.abc import Iterator
from functools import partial

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.mechanisms import STARTS
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.words import listed

_OWN_SCHEDULE = frozenset({"runs_per_day", "schedule"})
"""Settings of services that run by a clock of their own."""
_WATCH = frozenset({"guardduty", "macie", "datasync", "sagemaker-model-monitor", "inspector"})
"""Services that look at a store by themselves."""


@rule(
    id="W3001",
    title="Nothing starts a job when its input is there",
    why="A job does not watch a bucket: the results of the first lie there until someone starts the second by hand.",
    source="Amazon S3 User Guide: Amazon S3 Event Notifications "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",
    pillars=("operational excellence",),
    fails="""
        in: s3
        ears: transcribe
        texts: s3
        nlp: comprehend
        in -> ears job-input
        ears -> texts job-output
        texts -> nlp job-input
    """,
    passes="""
        in: s3
        ears: transcribe
        texts: s3
        nlp: comprehend
        in -> ears job-input
        ears -> texts job-output
        texts -> nlp job-input
        fn: lambda
        fn -> nlp sdk-call
    """,
)
def missing_trigger(view: View) -> Iterator[Finding]:
    """Every job that reads what another job wrote and that no event, schedule, workflow or call reaches."""
    for link in view.all_links:
        if link.connection.mechanism != "job-input" or _starts_somehow(view, link.target):
            continue
        writers = [before for before in view.entering(link.source.id) if _is_output(before)]
        if writers and all(before.source.id != link.target.id for before in writers):
            yield _finding(view, link, writers)


def _finding(view: View, link: Link, writers: list[Link]) -> Finding:
    first = listed(dict.fromkeys(view.label(before.source) for before in writers))
    message = (
        f"{first} writes to {view.label(link.source)} and {view.label(link.target)} reads it, but nothing starts "
        f"{view.label(link.target)}."
    )
    places = (link.target.id, link.source.id, *dict.fromkeys(before.source.id for before in writers))
    return Finding(message, places, (link.connection.id,), _fix(view, link, writers))


def _is_output(link: Link) -> bool:
    return link.connection.mechanism == "job-output"


def _starts_somehow(view: View, node: Node) -> bool:
    service = view.service(node)
    if service is None or node.service in _WATCH:
        return True
    if any(setting.id in _OWN_SCHEDULE for setting in service.settings):
        return True
    return any(link.connection.mechanism in STARTS for link in view.entering(node.id))


def _fix(view: View, link: Link, writers: list[Link]) -> Fix | None:
    """Let the workflow that runs the first job run the second too; without one, make one that the store starts."""
    target = link.target
    if ("step-functions", target.service) not in view.catalog.by_pair:
        return None
    for writer in writers:
        for before in view.entering(writer.source.id):
            if before.source.service == "step-functions":
                title = f"Let {view.label(before.source)} start {view.label(target)} too"
                ends = (before.source.id, target.id)
                return Fix(title, partial(edits.connect, view.design, *ends, "service-integration"))
    if link.source.service != "s3":
        return None
    return Fix(
        "Let the bucket's events start it through a workflow", partial(_workflow, view, link.source, target)
    )


def _workflow(view: View, store: Node, target: Node) -> Change:
    """A bus and a workflow, from the store to the job."""
    bus, with_bus = place_beside(view, "eventbridge", store.x, store.y - 120)
    flow, with_flow = place_beside(view, "step-functions", target.x, target.y - 120)
    steps = (
        (store.id, bus.id, "event-notification"),
        (bus.id, flow.id, "event-rule-target"),
        (flow.id, target.id, "service-integration"),
    )
    taken = set(view.design.connections)
    links: list[Connection] = []
    for source, to, mechanism in steps:
        link_id = edits.fresh_id(f"{source}-to-{to}", taken)
        taken.add(link_id)
        links.append(Connection(id=link_id, source=source, target=to, mechanism=mechanism))
    return with_bus.then(with_flow).then(added(links))
