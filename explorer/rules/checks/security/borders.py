"""W5009: personal data that leaves its part of the world."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.personal import carries, personal_nodes
from explorer.rules.regions import region_of


@rule(
    id="W5009",
    title="Personal data is sent to another part of the world",
    why="Law may ask that it stays, or for a contract before it goes; once copied it cannot be called back.",
    source="AWS Well-Architected Framework, Security: Protecting data at rest "
    "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/protecting-data-at-rest.html",
    pillars=("security",),
    wide=True,
    fails="""
        group here kind=region label=eu-west-1
        group there kind=region label=us-east-1
        calls: s3 group=here
        ears: transcribe group=here
        copy: s3 group=there
        calls -> ears job-input
        calls -> copy replication
    """,
    passes="""
        group here kind=region label=eu-west-1
        group there kind=region label=eu-central-1
        calls: s3 group=here
        ears: transcribe group=here
        copy: s3 group=there
        calls -> ears job-input
        calls -> copy replication
    """,
)
def borders(view: View) -> Iterator[Finding]:
    """Every connection that carries personal data between Regions whose codes begin differently."""
    if not any(group.kind == "region" for group in view.design.groups.values()):
        return
    for link in (link for key in sorted(view.once(personal_nodes)) for link in view.leaving(key)):
        here, there = region_of(view, link.source), region_of(view, link.target)
        is_abroad = here and there and here.split("-")[0] != there.split("-")[0]
        if is_abroad and carries(view, link):
            message = (
                f"Personal data goes from {view.label(link.source)} in {here} to {view.label(link.target)} in "
                f"{there}."
            )
            yield Finding(message, (link.source.id, link.target.id), (link.connection.id,))
