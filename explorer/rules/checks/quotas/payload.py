"""E2001: an item that is larger than the service takes."""

from collections.abc import Iterator
from dataclasses import replace

from explorer.rules.fixes import best_mechanism, insert_best
from explorer.rules.mechanisms import CODE
from explorer.rules.model import Finding, Fix, Link, View, rule
from explorer.rules.quotas import Use, told, uses, worst
from explorer.rules.units import converted

_STORE = "s3"
_KEEPS = frozenset({"database", "integration", "streaming"})
"""Where code writes what it found, and not the object in which it found it."""


@rule(
    id="E2001",
    title="An item is larger than the service takes",
    why="The service refuses items over this size, so they never pass; retries and later steps do not help.",
    source="AWS documentation of the service's quotas; the finding names the page "
    "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    pillars=("reliability",),
    fails="""
        calls: client
        q: sqs
        calls << records items_per_month=1000 item_kb=3000
        calls -> q sdk-call
    """,
    passes="""
        calls: client
        q: sqs
        calls << records items_per_month=1000 item_kb=200
        calls -> q sdk-call
    """,
)
def payload(view: View) -> Iterator[Finding]:
    """Every node at which the expected size is over a limit of size that AWS does not raise."""
    over = (use for use in view.once(uses) if use.is_over and use.is_of_size and not use.limit.adjustable)
    for use in worst(use for use in over if not _is_chosen_by_code(view, use)):
        finding = told(view, use, "Split it, or pass a reference to where it is stored.")
        yield replace(finding, fix=_stored(view, use))


def _stored(view: View, use: Use) -> Fix | None:
    """A bucket in the one arrow that brings what is too large, where one can stand: then only its name passes."""
    too_large = [link for link in view.entering(use.node.id) if _is_over(view, link, use)]
    on = view.catalog.by_pair.get((_STORE, use.node.service))
    if len(too_large) != 1 or too_large[0].source.service == _STORE or not on:
        return None
    names_only = best_mechanism(on) == "event-notification"
    return insert_best(view, too_large[0], (_STORE,)) if names_only else None


def _is_chosen_by_code(view: View, use: Use) -> bool:
    """Whether all that is too large comes from code that was itself told only of names: what it keeps is its own."""
    service = view.service(use.node)
    if service is None or service.category not in _KEEPS:
        return False
    too_large = [link for link in view.entering(use.node.id) if _is_over(view, link, use)]
    return bool(too_large) and all(
        link.source.service in CODE
        and link.source.id not in view.design.workloads
        and view.entering(link.source.id)
        and not any(_is_over(view, before, use) for before in view.entering(link.source.id))
        for link in too_large
    )


def _is_over(view: View, link: Link, use: Use) -> bool:
    most_kb, item_kb = converted(use.most, use.limit.unit, "KB"), view.item_kb(link)
    return most_kb is not None and item_kb is not None and item_kb > most_kb
