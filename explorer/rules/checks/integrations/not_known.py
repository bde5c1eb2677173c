"""I1002: an arrow of which the catalog knows nothing."""

from collections.abc import Iterator

from explorer.rules.fixes import insert_best
from explorer.rules.mechanisms import ANY_API, CODE, SUPPORT
from explorer.rules.model import Finding, Link, View, rule
from explorer.rules.words import listed


@rule(
    id="I1002",
    title="It is not known whether these two connect directly",
    why="It may work, but nobody here has read that it does; find out before you build on it.",
    source="AWS documentation, where such a connection would be described https://docs.aws.amazon.com/",
    fails="""
        a: polly
        b: route53
        a -> b job-output
    """,
    passes="""
        a: polly
        b: s3
        a -> b job-output
    """,
)
def not_known(view: View) -> Iterator[Finding]:
    """Every connection whose pair of services the catalog has not heard of."""
    for link in view.all_links:
        if is_unknown(view, link):
            yield _finding(view, link)


def is_unknown(view: View, link: Link) -> bool:
    """Whether nothing is known of the pair: no integration, no refusal, and nothing that holds in general."""
    pair = (link.source.service, link.target.service)
    both = all(service in view.catalog.services for service in pair)
    return both and not view.offered(link) and pair not in view.catalog.refusals and not is_general(link)


def is_general(link: Link) -> bool:
    """Code and orchestrators call any interface, and nearly every service logs, is audited and encrypted."""
    mechanism = link.connection.mechanism
    if mechanism == "sdk-call":
        return bool({link.source.service, link.target.service} & CODE)
    if mechanism in {"service-integration", "event-rule-target"}:
        return link.source.service in ANY_API
    return mechanism in SUPPORT


def _finding(view: View, link: Link) -> Finding:
    via = view.verdict(link).via
    message = (
        f"It is not known whether {view.label(link.source)} connects to {view.label(link.target)} directly."
    )
    if via:
        message += f" {listed(map(view.catalog.name, via[:2]), last='or')} would work in between."
    message += " If you know that it does, suppress this with the reason."
    places = (link.source.id, link.target.id)
    return Finding(message, places, (link.connection.id,), insert_best(view, link, via))
