"""E2137: a store that forgets between two visits of its reader."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.mechanisms import STARTS
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.words import span

_HOURS_PER_DAY = 24.0
_ROOM = 2.0
"""The retention that the fix sets, as a multiple of the time between two runs: one may fail."""


class _Kept(NamedTuple):
    """The setting that says for how long a service keeps what was not read, and its unit in hours."""

    setting: str
    hours: float


_KEPT = {
    "kinesis-data-streams": _Kept("retention_hours", 1.0),
    "msk": _Kept("retention_hours", 1.0),
    "sqs": _Kept("retention_days", _HOURS_PER_DAY),
}
_PULLS = frozenset({"stream-source", "subscription", "sdk-call"})
"""Ways in which a reader takes from them when it runs."""


@rule(
    id="E2137",
    title="Records are forgotten before their reader comes",
    why="What is older than the retention is gone when the next run begins, and nothing says so.",
    source="Amazon Kinesis Data Streams Developer Guide: Change the data retention period "
    "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
    pillars=("reliability",),
    fails="""
        s: kinesis-data-streams retention_hours=24
        job: glue-job runs_per_day=0.5
        s -> job stream-source
    """,
    passes="""
        s: kinesis-data-streams retention_hours=96
        job: glue-job runs_per_day=0.5
        s -> job stream-source
    """,
)
def forgets(view: View) -> Iterator[Finding]:
    """Every queue and stream that keeps for less time than lies between two runs of a scheduled reader."""
    for service_id, kept in _KEPT.items():
        for link in view.links(source=service_id):
            value = view.number(link.source, kept.setting)
            between_h = _between(view, link.target) if link.connection.mechanism in _PULLS else None
            if value is None or between_h is None or between_h <= value * kept.hours:
                continue
            message = (
                f"{view.label(link.target)} comes every {span(between_h * 3600)}, and {view.label(link.source)} "
                f"forgets after {span(value * kept.hours * 3600)}."
            )
            places = (link.source.id, link.target.id)
            fix = _fix(view, link.source, kept, between_h)
            yield Finding(message, places, (link.connection.id,), fix)


def _between(view: View, reader: Node) -> float | None:
    """Hours between two runs of what only a clock starts; None for all else."""
    others = [link.source for link in view.entering(reader.id) if _starts(link)]
    clocks = [node for node in others if node.service == "eventbridge-scheduler"]
    if len(clocks) < len(others):
        return None
    runs = [view.number(node, "runs_per_day") for node in clocks or [reader]]
    per_day = sum(count for count in runs if count)
    return _HOURS_PER_DAY / per_day if per_day else None


def _starts(link: Link) -> bool:
    """Whether it starts the reader, and is not what the reader takes when it runs."""
    is_taken = link.source.service in _KEPT and link.connection.mechanism in _PULLS
    return link.connection.mechanism in STARTS and not is_taken


def _fix(view: View, node: Node, kept: _Kept, between_h: float) -> Fix | None:
    """A longer retention, where the service keeps for as long."""
    service = view.service(node)
    setting = service.setting(kept.setting) if service else None
    wanted = ceil(between_h * _ROOM / kept.hours)
    if setting is None or (setting.max is not None and wanted > setting.max):
        return None
    return set_to(view, node, kept.setting, wanted)
