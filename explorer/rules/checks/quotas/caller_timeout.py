"""E2115: a service that does not wait as long as the function it calls runs."""

from collections.abc import Iterator

from explorer.rules.model import Finding, View, rule
from explorer.rules.units import converted
from explorer.rules.words import span

_WAITS = {
    "lex": "code-hook-timeout",
    "connect": "lambda-invocation-timeout",
    "cognito": "lambda-trigger-response-time",
    "appsync": "resolver-request-execution-time",
}
"""Callers of functions, and the limit that says how long each waits."""


@rule(
    id="E2115",
    title="A service waits less long than the function it calls runs",
    why="The caller goes on without the answer, or with an error, while the function is still at work.",
    source="AWS documentation of the calling service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        c: connect
        fn: lambda duration_ms=12000 timeout_s=20
        c -> fn sync-invoke
    """,
    passes="""
        c: connect
        fn: lambda duration_ms=500
        c -> fn sync-invoke
    """,
)
def caller_timeout(view: View) -> Iterator[Finding]:
    """Every function whose run time is over what its caller waits."""
    for caller, limit_id in _WAITS.items():
        limit = view.limit(caller, limit_id)
        waits_s = converted(limit.value, limit.unit, "s") if limit and limit.value else None
        for link in view.links(caller, "lambda"):
            runs_ms = view.number(link.target, "duration_ms")
            if limit is None or waits_s is None or runs_ms is None or runs_ms / 1000 <= waits_s:
                continue
            message = (
                f"{view.label(link.source)} waits {span(waits_s)} for {view.label(link.target)}, "
                f"which runs {span(runs_ms / 1000)}."
            )
            places = (link.target.id, link.source.id)
            yield Finding(message, places, (link.connection.id,), rests_on=limit)
