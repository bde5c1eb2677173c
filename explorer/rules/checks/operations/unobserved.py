"""I8001: a design that nobody could watch."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule

_WATCHERS = ("cloudwatch", "cloudwatch-logs", "xray", "managed-grafana", "managed-prometheus", "splunk")
_SMALL = 8
"""Fewer nodes are a sketch."""


@rule(
    id="I8001",
    title="No logs, metrics or alarms are drawn",
    why="When something fails at night nobody is told, and in the morning nobody can say what happened.",
    source="AWS Well-Architected Framework, Operational Excellence: Implement observability "
    "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/implement-observability.html",
    pillars=("operational excellence",),
    wide=True,
    fails="""
        b0: s3
        b1: s3
        b2: s3
        b3: s3
        b4: s3
        b5: s3
        b6: s3
        b7: s3
        b0 << text items_per_s=1
    """,
    passes="""
        b0: s3
        b1: s3
        b2: s3
        b3: s3
        b4: s3
        b5: s3
        b6: s3
        b7: s3
        b0 << text items_per_s=1
        w: cloudwatch
    """,
)
def unobserved(view: View) -> Iterator[Finding]:
    """One finding for a design with workload, of some size, in which nothing is monitored."""
    if len(view.design.nodes) >= _SMALL and view.design.workloads and not view.nodes(*_WATCHERS):
        yield Finding("No node of this design sends logs or metrics anywhere, and no alarm watches it.")
