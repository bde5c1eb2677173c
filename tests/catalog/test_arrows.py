"""What an integration says it carries passes along its arrow."""

from explorer.catalog import load_catalog
from explorer.catalog.model import Integration
from explorer.design import Connection, Design, Node, Workload
from explorer.flow import flow_of

CATALOG = load_catalog()
WITHOUT_LOAD = {"encrypt", "secret", "authorize", "deploy", "host", "mount", "metadata", "network"}
NOTHING_EXPECTED = {("firehose", "cloudtrail", "audit"), ("firehose", "cloudwatch-logs", "log-metric")}
"""Arrows that carry something only when something goes wrong."""


def test_something_passes_on_every_arrow_that_carries_something():
    idle = {
        (one.source_id, one.target_id, one.mechanism)
        for one in CATALOG.integrations
        if one.carries
        and one.mechanism not in WITHOUT_LOAD
        and not _is_for_failures(one)
        and not _passes(one)
    }

    assert idle == NOTHING_EXPECTED


def _is_for_failures(arrow: Integration) -> bool:
    return arrow.outcomes[:1] == ("failure",)


def _passes(arrow: Integration) -> bool:
    """Whether some workload at the source, of a kind that it knows, reaches the target."""
    source = CATALOG.services[arrow.source_id]
    kinds = dict.fromkeys((*arrow.carries, *source.accepts, *source.produces, "records", "events"))
    return any(_items(arrow, kind) != 0 for kind in kinds if kind != "objects")


def _items(arrow: Integration, kind: str) -> float | None:
    """Items a month on the arrow: 0 for none, None where their number is not known."""
    design = Design(
        [
            Node(id="source", service=arrow.source_id),
            Node(id="target", service=arrow.target_id),
            Connection(id="arrow", source="source", target="target", mechanism=arrow.mechanism),
            Workload(id="source", kind=kind, items_per_month=1000.0, item_kb=100.0),
        ]
    )
    loads = [load.items.expected for load in flow_of(design, CATALOG).connections["arrow"].values()]
    return next((items for items in loads if items != 0), 0.0)
