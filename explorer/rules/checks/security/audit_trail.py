"""I5007: nobody could tell later who read the data."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from explorer.design import Change, Connection, Node, edits
from explorer.design.change import added
from explorer.rules.fixes import place_beside
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.personal import sensitive_nodes
from explorer.rules.words import some

_STORES = ("s3", "dynamodb", "healthlake")


@rule(
    id="I5007",
    title="Health data or known faces lie in a store without an audit trail",
    why="Who read which record cannot be told after a leak; reads of objects are logged only when you ask for it.",
    source="AWS CloudTrail User Guide: Logging data events "
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    pillars=("security",),
    wide=True,
    fails="""
        notes: s3
        nlp: comprehend-medical
        notes -> nlp job-input
    """,
    passes="""
        notes: s3
        nlp: comprehend-medical
        trail: cloudtrail data_events=true
        notes -> nlp job-input
        notes -> trail audit
    """,
)
def audit_trail(view: View) -> Iterator[Finding]:
    """One finding for all such stores of a design without CloudTrail."""
    stores = view.nodes(*_STORES)
    if not stores or view.by_service.get("cloudtrail"):
        return
    found = [node for node in stores if node.id in view.once(sensitive_nodes)]
    for told in view.together(audit_trail.id, found):
        names = some([view.label(node) for node in told])
        message = f"Health data or known faces lie in {names}, and no audit trail records who reads them."
        fix = Fix("Add CloudTrail with data events", partial(_trail, view, told))
        yield Finding(message, tuple(node.id for node in told), fix=fix)


def _trail(view: View, stores: list[Node]) -> Change:
    """The trail, with an arrow from each store where the catalog has one."""
    trail, change = place_beside(view, "cloudtrail", stores[0].x, stores[0].y + 120)
    set_up = replace(trail, settings={"data_events": True})
    change = Change(change.before, {**change.after, f"nodes/{trail.id}": set_up})
    taken = set(view.design.connections)
    links = []
    for store in stores:
        if (store.service, "cloudtrail") in view.catalog.by_pair:
            link_id = edits.fresh_id(f"{store.id}-to-{trail.id}", taken)
            taken.add(link_id)
            links.append(Connection(id=link_id, source=store.id, target=trail.id, mechanism="audit"))
    return change.then(added(links))
