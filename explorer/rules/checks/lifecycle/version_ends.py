"""I4007: a version, runtime or size whose end is near."""

from collections.abc import Iterator
from datetime import date, timedelta

from explorer.rules.checks.lifecycle.version_ended import ending, fix, looked_at
from explorer.rules.model import Finding, View, rule

_AHEAD = timedelta(days=365)


@rule(
    id="I4007",
    title="A version ends within a year",
    why="What is built on it now has to be moved soon; to begin with the next one costs nothing yet.",
    source="AWS Product Lifecycle; the finding names the page https://aws.amazon.com/products/lifecycle/",
    fails="""
        fn: lambda runtime=nodejs22.x
    """,
    passes="""
        fn: lambda runtime=nodejs24.x
    """,
)
def version_ends(view: View) -> Iterator[Finding]:
    """Every setting whose value ends in the year after the catalog was last looked at."""
    for node, setting, end in ending(view):
        today = looked_at(view, node)
        if today and today < end.date <= str(date.fromisoformat(today) + _AHEAD):
            message = f"{setting.title} {end.choice} of {view.label(node)} is supported until {end.date}."
            yield Finding(message, (node.id,), fix=fix(view, node, setting, end), source=setting.source)
